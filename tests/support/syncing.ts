import { fileURLToPath } from 'node:url';
import { readPack } from '../../electron/city/packs/readPack.ts';
import type { Clock, Logger, PageResult, SecretStore } from '../../electron/city/ports.ts';
import { openStore } from '../../electron/city/store/open.ts';
import { exchangeDatabases } from '../../electron/city/sync/exchange/open.ts';
import { createUpstreamHttp } from '../../electron/city/sync/http/http.ts';
import { DEFAULT_HTTP_LIMITS } from '../../electron/city/sync/http/limits.ts';
import { createOpen311Adapter } from '../../electron/city/sync/open311/adapter.ts';
import { DIALECTS } from '../../electron/city/sync/open311/presets.ts';
import { type Sync, startSync } from '../../electron/city/sync/syncer.ts';
import type { DialectName, SourceConfig } from '../../shared/contract/sources.ts';
import { createPlacer } from '../../shared/pack/placer.ts';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** A clock on which waiting costs nothing: back-off and rate limits are kept, but pass at once. */
export type VirtualClock = Clock & { sleep(ms: number, signal: AbortSignal): Promise<void> };

export function virtualClock(start: number): VirtualClock {
  let now = start;
  return {
    now: () => now,
    sleep: async (ms, signal) => {
      signal.throwIfAborted();
      now += ms;
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

export const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

export const noSecrets: SecretStore = {
  kind: 'file',
  degraded: false,
  storage: { how: 'file', backend: null, before: null },
  get: async () => null,
  set: async () => undefined,
  delete: async () => undefined,
};

export const bostonPack = () => readPack(at('tests/fixtures/packs/boston'), at('build/calendars'));

export function open311Source(id: string, url: string, dialect: DialectName): SourceConfig {
  return {
    kind: 'open311',
    id,
    name: id,
    url,
    dialect: DIALECTS[dialect],
    pollSeconds: 60,
    paused: false,
    crs: 'wgs84',
    zone: 'America/New_York',
    auth: { in: 'none', name: 'api_key' },
    jurisdiction: null,
  };
}

/** The real store and the real syncer over a data folder, without windows; HTTP requests go to loopback. */
export function startSyncing(
  dataDir: string,
  clock: VirtualClock,
  onPage: (result: PageResult) => void,
): { sync: Sync; store: ReturnType<typeof openStore>; close(): Promise<void> } {
  const pack = bostonPack();
  const store = openStore({
    dataDir,
    clock,
    logger: silent,
    backupEveryMs: 3_600_000,
    keepBackups: 1,
    encryption: null,
  });
  const { bbox, fallbackPoints, zone } = pack.manifest;
  const city = { bbox, fallbackPoints, zone };
  const sync = startSync({
    store,
    city,
    clock,
    logger: silent,
    secrets: noSecrets,
    savedBefore: [],
    placer: createPlacer(pack),
    databases: exchangeDatabases({ hosts: null, authorities: [] }),
    defaultCrs: 'wgs84',
    random: () => 0.5,
    adapterFor: (config) => {
      if (config.kind !== 'open311') throw new Error('only Open311 here');
      return createOpen311Adapter(config, city);
    },
    http: createUpstreamHttp({
      fetch,
      now: clock.now,
      sleep: clock.sleep,
      random: () => 0.5,
      userAgent: 'CityWhistle tests',
      authorities: [],
      hosts: null,
      limits: DEFAULT_HTTP_LIMITS,
    }),
    onPage,
    onSource: () => undefined,
  });
  return {
    sync,
    store,
    close: async () => {
      await sync.close();
      store.close();
    },
  };
}
