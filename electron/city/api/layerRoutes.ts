import { routes } from '../../../shared/contract/routes.ts';
import type { LayerRefused } from '../layers/refused.ts';
import { ApiError, notFound, sentErrorResponse } from './apiError.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountJson, mountRaw } from './mount.ts';

/** A tile is asked for by the versions of its layers, so that a kept one is never one of before; seconds. */
const KEEP_S = 86_400;

/** The hall's own layers (自有图层): the list that windows draw, their tiles, the search of names, and the settings. */
export function layerRoutes(mount: Mount, { layers }: Pick<ApiDeps, 'layers'>): void {
  mountJson(mount, routes.layers, () => layers.list());

  // Before `:id`.
  mountJson(mount, routes.layerSettings, () => layers.settings());

  mountJson(mount, routes.layerPlaces, ({ query }) => layers.places(query.q, query.limit));

  mountJson(mount, routes.layerNear, ({ query: { layers: ids, lon, lat, within } }) =>
    layers.near(ids, [lon, lat], within),
  );

  mountRaw(mount, routes.layerTile, async ({ query }) => {
    const { layers: ids, z, x, y, v } = query;
    const bytes = await layers.tile(ids, { z, x, y });
    return new Response(bytes, {
      headers: {
        'Content-Type': 'application/octet-stream',
        'Content-Length': String(bytes.byteLength),
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': v === undefined ? 'no-store' : `private, max-age=${KEEP_S}`,
      },
    });
  });

  mountJson(mount, routes.uploadLayer, async ({ query, request, note, confirm }) => {
    note('', { file: query.filename });
    if (request.body === null) throw new ApiError(400, 'empty-upload', {});
    await layers.upload(query.filename, request.body, confirm);
    return layers.settings();
  });

  mountJson(mount, routes.saveLayer, async ({ body, note }) => {
    note(body.config.id, { file: body.config.file, name: body.config.name });
    await layers.save(body);
    return layers.settings();
  });

  mountJson(mount, routes.removeLayer, async ({ id }) => {
    if (!(await layers.remove(id))) throw notFound('layer', id);
    return undefined;
  });
}

export function layerRefusal(error: LayerRefused): Response {
  return sentErrorResponse(422, error);
}
