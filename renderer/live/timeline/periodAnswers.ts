import type { GridCounts } from '../../../shared/contract/figures.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { call } from '../client/call.ts';
import type { Heat, Raster } from '../client/heat.ts';
import type { QueryOf } from '../client/request.ts';
import { urlOf } from '../client/url.ts';
import { createTimelines, type TimelineParts, type Timelines } from './timelines.ts';

type CaseQuery = QueryOf<typeof routes.summary>;

let timelines: { heat: Timelines; grids: Timelines } | null = null;

/** To be called once; until then the service answers everything. */
export function startTimelines(parts: TimelineParts): void {
  timelines = { heat: createTimelines(parts), grids: createTimelines(parts) };
}

/** The density surface of a query from the time line held in memory; null: ask the service. */
export async function heatFromTimeline(query: CaseQuery, raster: Raster): Promise<Heat | null> {
  if (timelines === null || isOfText(query)) return null;
  const { from, to, ...timeless } = query;
  const asked = { query: { ...timeless, ...raster } };
  const sum = await timelines.heat.sum({
    key: urlOf(routes.heatTimeline, asked),
    period: { from: from ?? null, to: to ?? null },
    raster,
    load: async () => (await call(routes.heatTimeline, asked)).bytes,
  });
  if (sum?.kind !== 'density') return null;
  const { density, max, count, revision } = sum;
  return { density, width: raster.width, height: raster.height, max, count, revision };
}

/** The counts per grid of a query, likewise. */
export async function gridCountsFromTimeline(query: CaseQuery): Promise<GridCounts | null> {
  if (timelines === null || isOfText(query)) return null;
  const { from, to, ...timeless } = query;
  const asked = { query: timeless };
  const sum = await timelines.grids.sum({
    key: urlOf(routes.gridTimeline, asked),
    period: { from: from ?? null, to: to ?? null },
    raster: null,
    load: async () => (await call(routes.gridTimeline, asked)).bytes,
  });
  return sum?.kind === 'grids' ? sum.counts : null;
}

/** What a text finds may change without any case changing, while the index catches up. */
function isOfText({ q }: CaseQuery): boolean {
  return q !== undefined && q !== '';
}
