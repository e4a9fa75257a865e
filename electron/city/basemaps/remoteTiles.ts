import type { RemoteBasemap, TileLevel } from '../../../shared/contract/basemaps.ts';
import type { TileAddress } from '../../../shared/geo/tileGrid.ts';
import type { Clock } from '../ports.ts';
import { UpstreamError } from '../sync/adapter.ts';
import { BasemapRefused } from './refused.ts';
import { tileUrl } from './template.ts';
import { recogniseTile, type TileBytes } from './tileBytes.ts';
import type { TileCache } from './tileCache.ts';
import type { TileHttp } from './tileHttp.ts';

/** Tiles older than this are asked for again where the server answers; ms. */
const FRESH_MS = 30 * 86_400_000;
/** How long a tile that the server does not have is not asked for again; ms. */
const MISSING_MS = 600_000;
const MAX_MISSING = 20_000;
/** Requests to one server at a time, and those that may wait for their turn. */
const AT_ONCE = 6;
const MAX_WAITING = 120;

export type RemoteParts = {
  config: RemoteBasemap;
  version: string;
  http: TileHttp;
  cache: TileCache;
  clock: Clock;
  /** The key; null: none is needed, or none stored. @throws BasemapRefused `basemap-key-elsewhere` */
  key(): Promise<string | null>;
  /** How long a window waits for a tile; it still comes into the cache afterwards. ms */
  waitMs: number;
  signal: AbortSignal;
};

export type RemoteTiles = {
  /** Null: the server has no such tile. @throws BasemapRefused */
  tile(layer: number, level: TileLevel, address: TileAddress): Promise<TileBytes | null>;
  /** Since when the server has not answered, UTC ms; null while it does. */
  offlineSince(): number | null;
};

/** Tiles of a server by way of the cache: from there if it has them, else from the server, and kept. */
export function createRemoteTiles(parts: RemoteParts): RemoteTiles {
  const { config, version, http, cache, clock, waitMs, signal } = parts;
  const { name } = config;
  const running = new Map<string, Promise<TileBytes | null>>();
  const missing = new Map<string, number>();
  const waiting: (() => void)[] = [];
  let busy = 0;
  let offlineSince: number | null = null;

  async function turn(): Promise<() => void> {
    if (busy >= AT_ONCE) {
      if (waiting.length >= MAX_WAITING) throw new BasemapRefused('basemap-slow', { name });
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else busy += 1;
    return () => {
      const next = waiting.shift();
      // The turn itself is handed on.
      if (next === undefined) busy -= 1;
      else next();
    };
  }

  async function ask(layer: number, level: TileLevel, address: TileAddress): Promise<TileBytes | null> {
    const template = config.layers[layer]?.template;
    if (template === undefined) return null;
    const secret = config.key === null ? null : await parts.key();
    const key = config.key === null || secret === null ? null : { ...config.key, secret };
    const done = await turn();
    try {
      const { status, bytes } = await http.get(
        tileUrl(template, config.subdomains, level, address),
        key,
        signal,
      );
      offlineSince = null;
      // Some servers answer 400 beyond the tiles they have.
      if (status === 404 || status === 204 || status === 400 || status === 410) return null;
      if (status >= 300) throw new BasemapRefused('basemap-refused', { name, status });
      if (bytes.byteLength === 0) return null;
      const tile = recogniseTile(bytes);
      if (tile === null) throw new BasemapRefused('basemap-not-a-tile', { name });
      return tile;
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      if (error.code === 'too-large') throw new BasemapRefused('basemap-not-a-tile', { name });
      // What this installation does not allow is no fault of the line.
      if (!OFFLINE.has(error.code)) throw error;
      offlineSince ??= clock.now();
      throw new BasemapRefused('basemap-offline', { name });
    } finally {
      done();
    }
  }

  async function fetched(
    key: readonly string[],
    layer: number,
    level: TileLevel,
    address: TileAddress,
  ): Promise<TileBytes | null> {
    const kept = await cache.get(key);
    const known = kept === null ? null : recogniseTile(kept.bytes);
    if (kept !== null && known !== null && clock.now() - kept.at < FRESH_MS) return known;
    try {
      const tile = await ask(layer, level, address);
      if (tile !== null) await cache.put(key, tile.bytes).catch(() => undefined);
      // An old tile of a place that the server no longer has is not the map of today.
      return tile;
    } catch (error) {
      if (known !== null) return known;
      throw error;
    }
  }

  return {
    offlineSince: () => offlineSince,
    async tile(layer, level, address) {
      const key = [config.id, version, String(layer), level.id, String(address.column), String(address.row)];
      const text = key.join('/');
      const now = clock.now();
      if ((missing.get(text) ?? 0) > now) return null;
      let work = running.get(text);
      if (work === undefined) {
        work = fetched(key, layer, level, address).finally(() => running.delete(text));
        running.set(text, work);
        work.then(
          (tile) => {
            if (tile !== null) return;
            if (missing.size >= MAX_MISSING) missing.clear();
            missing.set(text, clock.now() + MISSING_MS);
          },
          () => undefined,
        );
      }
      return within(work, waitMs, () => new BasemapRefused('basemap-slow', { name }));
    },
  };
}

/** Failures of the line or the server. */
const OFFLINE: ReadonlySet<string> = new Set([
  ...[
    'network',
    'timeout',
    'refused',
    'dns',
    'tls',
    'server-error',
    'rate-limited',
    'breaker-open',
    'aborted',
  ],
]);

async function within<A>(work: Promise<A>, ms: number, late: () => Error): Promise<A> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await Promise.race([
      work,
      new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(late()), ms);
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}
