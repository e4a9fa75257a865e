import { HEAT_HEADERS } from '../../../shared/contract/figures.ts';
import type { CaseFilter } from '../../../shared/contract/filters.ts';
import { routes } from '../../../shared/contract/routes.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountJson, mountRaw } from './mount.ts';
import { timelineResponse } from './timelineResponse.ts';
import { whenReady } from './whenReady.ts';
import { selectionFor } from './windowRole.ts';

/** Figures for the map and the tiles, all with the same filters. */
export function figureRoutes(mount: Mount, deps: ApiDeps): void {
  const columns = () => whenReady(deps.columns);
  const now = () => deps.clock.now();

  mountJson(mount, routes.summary, async ({ query, request }) =>
    (await columns()).summary(selectionFor(request, query), now()),
  );
  mountJson(mount, routes.gridCounts, async ({ query, request }) =>
    (await columns()).grids(selectionFor(request, query), now()),
  );

  mountJson(mount, routes.histogram, async ({ query, request }) => {
    const { step, ...filter } = query;
    return (await columns()).histogram(selectionFor(request, filter), step, now());
  });

  mountJson(mount, routes.points, async ({ query, request }) => {
    const { limit, ...filter } = query;
    const { seqs, ...points } = await (await columns()).points(selectionFor(request, filter), limit, now());
    return { ...points, ids: deps.store.summaries(seqs, now()).map((item) => item.id) };
  });

  mountRaw(mount, routes.heatTimeline, async ({ query, request }) => {
    const { width, height, radius, ...filter }: typeof query & CaseFilter = query;
    const raster = { width, height, radius };
    return timelineResponse(
      await (await columns()).heatTimeline(selectionFor(request, filter), raster, now()),
    );
  });
  mountRaw(mount, routes.gridTimeline, async ({ query, request }) =>
    timelineResponse(await (await columns()).gridTimeline(selectionFor(request, query), now())),
  );

  mountRaw(mount, routes.heat, async ({ query, request }) => {
    const { width, height, radius, ...filter }: typeof query & CaseFilter = query;
    const heat = await (await columns()).heat(
      selectionFor(request, filter),
      { width, height, radius },
      now(),
    );
    // All supported machines are little-endian, as the contract requires, so the bytes are sent as they are.
    const { buffer, byteOffset, byteLength } = heat.density;
    return new Response(new Uint8Array(buffer, byteOffset, byteLength).slice(), {
      headers: {
        'Content-Type': 'application/octet-stream',
        'Content-Length': String(byteLength),
        'Cache-Control': 'no-store',
        [HEAT_HEADERS.max]: String(heat.max),
        [HEAT_HEADERS.count]: String(heat.count),
        [HEAT_HEADERS.revision]: String(heat.revision),
      },
    });
  });
}
