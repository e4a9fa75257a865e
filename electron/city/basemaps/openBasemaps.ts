import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import {
  BasemapConfig,
  type BasemapList,
  type BasemapProbe,
  type BasemapProbeRequest,
  type BasemapSave,
  type BasemapSettings,
  type BasemapTileQuery,
  type BasemapView,
  type FileBasemap,
  RemoteBasemap,
} from '../../../shared/contract/basemaps.ts';
import type { LonLat } from '../../../shared/contract/common.ts';
import type { Clock, SecretStore } from '../ports.ts';
import { openSettingsList } from '../store/settingsList.ts';
import { idOfFile, openBasemapFolder, settingsOfFile } from './folder.ts';
import { probeBasemap } from './probe.ts';
import { BasemapRefused } from './refused.ts';
import { createRemoteTiles, type RemoteTiles } from './remoteTiles.ts';
import { keyOrigin, withoutKey } from './template.ts';
import type { TileBytes } from './tileBytes.ts';
import { openTileCache } from './tileCache.ts';
import { createTileHttp, type TileHttpOptions } from './tileHttp.ts';

export type BasemapOptions = {
  dataDir: string;
  clock: Clock;
  secrets: SecretStore;
  http: TileHttpOptions;
  /** Bytes of kept tiles of servers. */
  cacheBytes: number;
  /** How long a window waits for one tile; ms. */
  waitMs: number;
  /** A place of the city, for the test of an address. */
  centre: LonLat;
};

/** Base maps (底图) of the installation: settings, keys, files, and tiles of servers by way of the cache. */
export type Basemaps = {
  list(): Promise<BasemapList>;
  /** Null: there is no such tile. Undefined: no such base map. @throws BasemapRefused, UpstreamError */
  tile(id: string, query: z.output<typeof BasemapTileQuery>): Promise<TileBytes | null | undefined>;
  settings(): Promise<BasemapSettings>;
  /** @throws BasemapRefused, UpstreamError */
  probe(request: BasemapProbeRequest, signal: AbortSignal): Promise<BasemapProbe>;
  /** @throws BasemapRefused */
  save(save: z.output<typeof BasemapSave>): Promise<void>;
  /** False if nothing was saved under this id. */
  remove(id: string): Promise<boolean>;
  close(): Promise<void>;
};

/** 512 MB: some thirty thousand tiles, a district down to its houses. */
export const BASEMAP_CACHE_BYTES = 512 * 1024 * 1024;
/** Windows share six connections; none is held by a slow server for longer than this. ms */
export const TILE_WAIT_MS = 4000;

/** A key in the secret store, with the server that it was entered for. */
const BoundKey = z.strictObject({ origin: z.string(), key: z.string() });

export function openBasemaps(options: BasemapOptions): Basemaps {
  const { dataDir, clock, secrets } = options;
  const settings = openSettingsList(
    join(dataDir, 'basemaps.json'),
    BasemapConfig,
    (path) => new BasemapRefused('basemap-settings', { path }),
  );
  const folder = openBasemapFolder(dataDir);
  const cache = openTileCache(join(dataDir, 'basemap-cache'), options.cacheBytes, clock);
  const http = createTileHttp(options.http);
  const stopping = new AbortController();
  const remotes = new Map<string, { config: RemoteBasemap; version: string; tiles: RemoteTiles }>();
  /** A key that stood in a probed address: kept until the address is saved. */
  const probedKeys = new Map<string, string>();

  async function keyOf(config: RemoteBasemap): Promise<string | null> {
    const text = await secrets.get(secretName(config.id));
    if (text === null || text === '') return null;
    const bound = BoundKey.safeParse(parsed(text));
    if (!bound.success || bound.data.origin !== keyOrigin(config))
      throw new BasemapRefused('basemap-key-elsewhere', {});
    return bound.data.key;
  }

  function remoteOf(config: RemoteBasemap): { version: string; tiles: RemoteTiles } {
    const known = remotes.get(config.id);
    // Settings are the same object until they are saved anew; their version is a hash, too dear for every tile.
    if (known?.config === config) return known;
    const version = versionOf(config);
    const tiles = createRemoteTiles({
      ...{ config, version, http, cache, clock, waitMs: options.waitMs, signal: stopping.signal },
      key: () => keyOf(config),
    });
    const made = { config, version, tiles };
    remotes.set(config.id, made);
    return made;
  }

  /** Saved settings, then files that nobody has named. */
  async function configs(): Promise<{ config: BasemapConfig; found: boolean }[]> {
    const saved = settings.entries();
    const named = new Set(saved.flatMap((entry) => (entry.kind === 'file' ? entry.file : [])));
    const found = (await folder.names()).filter((name) => !named.has(name));
    return [
      ...saved.map((config) => ({ config, found: false })),
      ...(await Promise.all(
        found.map(async (name) => {
          const opened = await folder.open(name).catch(() => null);
          return { config: settingsOfFile(name, opened?.file ?? null), found: true };
        }),
      )),
    ];
  }

  async function configOf(id: string): Promise<BasemapConfig | undefined> {
    const saved = settings.entries().find((entry) => entry.id === id);
    if (saved !== undefined) return saved;
    const name = (await folder.names()).find((each) => idOfFile(each) === id);
    return name === undefined ? undefined : settingsOfFile(name, null);
  }

  async function viewOf(config: BasemapConfig): Promise<BasemapView> {
    const { id, name, attribution, approval, datum, imagery } = config;
    const said = { id, name, attribution, approval, datum, imagery };
    if (config.kind === 'file') return { ...said, ...(await fileView(config)) };
    const { dialect, format, grid, bounds } = config;
    const { version, tiles } = remoteOf(config);
    return {
      ...{ ...said, dialect, format, grid, bounds, version, offlineSince: tiles.offlineSince() },
      layers: config.layers.map(({ annotation }) => ({ annotation })),
    };
  }

  async function fileView(config: FileBasemap) {
    const { file, stamp } = await folder.open(config.file);
    const { dialect, format, grid, bounds } = file;
    const version = hashOf([config, stamp]);
    return { dialect, format, grid, bounds, version, layers: [{ annotation: false }], offlineSince: null };
  }

  return {
    async list() {
      const basemaps: BasemapView[] = [];
      const broken: BasemapList['broken'] = [];
      const damaged = settings.damaged();
      if (damaged !== null) broken.push({ id: 'settings', name: '', error: sent(damaged) });
      for (const { config } of await configs())
        try {
          basemaps.push(await viewOf(config));
        } catch (error) {
          if (!(error instanceof BasemapRefused)) throw error;
          broken.push({ id: config.id, name: config.name, error: sent(error) });
        }
      return { basemaps, broken };
    },
    async tile(id, { z: levelId, x: column, y: row, layer }) {
      const config = await configOf(id);
      if (config === undefined) return undefined;
      const opened = config.kind === 'file' ? await folder.open(config.file) : null;
      const grid = opened?.file.grid ?? (config.kind === 'tiles' ? config.grid : null);
      const level = grid?.levels.find((each) => each.id === levelId);
      if (level === undefined) return null;
      if (column >= (level.columns ?? 2 ** 31) || row >= (level.rows ?? 2 ** 31)) return null;
      if (config.kind === 'tiles') return remoteOf(config).tiles.tile(layer, level, { column, row });
      return layer === 0 ? ((await opened?.file.tile(Number(level.id), column, row)) ?? null) : null;
    },
    async settings() {
      const entries = await Promise.all(
        (await configs()).map(async ({ config, found }) => ({
          ...{ config, found },
          hasKey: config.kind === 'tiles' && ((await secrets.get(secretName(config.id))) ?? '') !== '',
        })),
      );
      return { entries };
    },
    async probe(request, signal) {
      const ended = AbortSignal.any([signal, stopping.signal]);
      const { probe, secret } = await probeBasemap(request, http, options.centre, ended);
      const origin = keyOrigin(probe.config);
      if (probe.keyInAddress && secret !== null && origin !== null) probedKeys.set(origin, secret);
      return probe;
    },
    async save({ config, secret }) {
      if (config.kind === 'file') {
        // The id follows the name, so that a file is never two base maps.
        const entry = { ...config, id: idOfFile(config.file) };
        await folder.open(config.file);
        settings.save(entry, null);
        return;
      }
      const cleaned = withoutKeys(config);
      const origin = keyOrigin(cleaned.config);
      // A key that was probed is for what is added, never for a map that is there and only changed.
      const isNew = settings.entries().every(({ id }) => id !== config.id);
      const probed = isNew && origin !== null ? probedKeys.get(origin) : undefined;
      const given = secret ?? cleaned.secret ?? probed ?? null;
      if (given !== null && given !== '' && origin === null)
        throw new BasemapRefused('basemap-key-elsewhere', {});
      if (given === '') await secrets.delete(secretName(config.id));
      else if (given !== null)
        await secrets.set(secretName(config.id), JSON.stringify({ origin, key: given }));
      else if (cleaned.config.key !== null) await keyOf(cleaned.config);
      settings.save(cleaned.config, null);
      if (origin !== null) probedKeys.delete(origin);
      // A new key may open what was refused.
      remotes.delete(config.id);
      await cache.drop(config.id, versionOf(cleaned.config));
    },
    async remove(id) {
      if (!settings.remove(id)) return false;
      remotes.delete(id);
      await secrets.delete(secretName(id));
      await cache.drop(id, null);
      return true;
    },
    async close() {
      stopping.abort();
      await folder.close();
    },
  };
}

/** Keys that stand in templates are taken out: settings hold none. */
function withoutKeys(config: RemoteBasemap): { config: RemoteBasemap; secret: string | null } {
  const layers = config.layers.map((layer) => ({ layer, ...withoutKey(layer.template) }));
  const found = layers.find(({ key }) => key !== null)?.key ?? null;
  return {
    config: {
      ...config,
      layers: layers.map(({ layer, address }) => ({ ...layer, template: address })),
      key: config.key ?? (found === null ? null : { in: 'query', name: found.name }),
    },
    secret: found?.secret ?? null,
  };
}

function secretName(id: string): string {
  return `basemap:${id}`;
}

/** The schema puts the fields in its own order: the version is the same after a restart. */
function versionOf(config: RemoteBasemap): string {
  return hashOf(RemoteBasemap.parse(config));
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function sent({ code, parameters, message }: BasemapRefused): BasemapList['broken'][number]['error'] {
  return { code, parameters: { ...parameters }, message };
}
