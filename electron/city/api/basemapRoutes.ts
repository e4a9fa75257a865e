import { TILE_LATER_HEADER } from '../../../shared/contract/basemaps.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { BasemapRefused } from '../basemaps/refused.ts';
import { notFound, sentErrorResponse } from './apiError.ts';
import { auditedAddress } from './auditedAddress.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountJson, mountRaw } from './mount.ts';

const TILE_HEADERS = {
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'X-Content-Type-Options': 'nosniff',
} as const;
/** A tile is asked for by the version of its base map, so that a kept one is never one of before; seconds. */
const KEEP_S = 86_400;

/** Base maps (底图): the list that windows draw, their tiles, and the settings. */
export function basemapRoutes(mount: Mount, { basemaps }: Pick<ApiDeps, 'basemaps'>): void {
  mountJson(mount, routes.basemaps, () => basemaps.list());

  // Before `:id`.
  mountJson(mount, routes.basemapSettings, () => basemaps.settings());

  mountRaw(mount, routes.basemapTile, async ({ id, query }) => {
    const tile = await basemaps.tile(id, query).catch((error: unknown) => {
      if (error instanceof BasemapRefused && error.code === 'basemap-slow') return 'later' as const;
      throw error;
    });
    if (tile === 'later') return emptyResponse({ [TILE_LATER_HEADER]: '2' }, 202);
    if (tile === undefined) throw notFound('basemap', id);
    const cache = query.v === undefined ? 'no-store' : `private, max-age=${KEEP_S}`;
    if (tile === null) return emptyResponse({}, 200);
    return new Response(new Uint8Array(tile.bytes), {
      headers: {
        ...TILE_HEADERS,
        'Content-Type': tile.type,
        'Content-Length': String(tile.bytes.byteLength),
        'Cache-Control': cache,
      },
    });
  });

  mountJson(mount, routes.probeBasemap, async ({ body, request, note, confirm }) => {
    note(auditedAddress(body.address), { key: body.secret !== null });
    const found = await basemaps.probe(body, request.signal);
    confirm();
    return found;
  });

  mountJson(mount, routes.saveBasemap, async ({ body, note }) => {
    const { config, secret } = body;
    note(config.id, {
      ...(config.kind === 'file'
        ? { file: config.file }
        : { address: auditedAddress(config.layers[0]?.template ?? '') }),
      key: secret !== null,
    });
    await basemaps.save(body);
    return basemaps.settings();
  });

  mountJson(mount, routes.removeBasemap, async ({ id }) => {
    if (!(await basemaps.remove(id))) throw notFound('basemap', id);
    return undefined;
  });
}

function emptyResponse(headers: Record<string, string>, status: number): Response {
  const common = { ...TILE_HEADERS, 'Cache-Control': 'no-store', 'Content-Length': '0' };
  return new Response(null, { status, headers: { ...common, ...headers } });
}

export function basemapRefusal(error: BasemapRefused): Response {
  const { code } = error;
  return sentErrorResponse(code === 'basemap-offline' ? 503 : 422, error);
}
