import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CityStore, Logger, PageResult, SecretStore } from '../../../electron/city/ports.ts';
import { openStore } from '../../../electron/city/store/open.ts';
import {
  type PullContext,
  type PulledPage,
  type SourceAdapter,
  UpstreamError,
} from '../../../electron/city/sync/adapter.ts';
import { exchangeDatabases } from '../../../electron/city/sync/exchange/open.ts';
import { createUpstreamHttp } from '../../../electron/city/sync/http/http.ts';
import { DEFAULT_HTTP_LIMITS } from '../../../electron/city/sync/http/limits.ts';
import { sleepOrAbort } from '../../../electron/city/sync/http/sleep.ts';
import { DIALECTS } from '../../../electron/city/sync/open311/presets.ts';
import { readRow } from '../../../electron/city/sync/open311/row.ts';
import { type Sync, startSync } from '../../../electron/city/sync/syncer.ts';
import type { SourceConfig, SourceStatus } from '../../../shared/contract/sources.ts';
import { BOSTON } from './open311Pull.ts';

const quiet: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

export function sourceConfig(
  id: string,
  changes: { pollSeconds?: number; paused?: boolean; url?: string },
): SourceConfig {
  return {
    kind: 'open311',
    id,
    name: id,
    url: changes.url ?? 'http://127.0.0.1:9/open311/v2',
    pollSeconds: changes.pollSeconds ?? 3_600,
    paused: changes.paused ?? false,
    crs: 'wgs84',
    zone: 'America/New_York',
    auth: { in: 'query', name: 'api_key' },
    jurisdiction: null,
    dialect: DIALECTS.plain,
  };
}

export function row(id: number): Record<string, unknown> {
  return {
    service_request_id: `s-${id}`,
    status: 'open',
    service_code: '1',
    requested_datetime: '2026-03-01T08:00:00Z',
    expected_datetime: id % 2 === 0 ? '2026-03-09T08:00:00Z' : null,
    lat: 42.35,
    long: -71.06,
  };
}

export function page(rows: unknown[], cursor: string | null): PulledPage {
  return { rows, cursor, sweepStartedAt: null, skewMs: 1_500 };
}

/** An adapter whose pulls are scripted, in order; the last one repeats. */
export class ScriptedAdapter implements SourceAdapter {
  pulls: PullContext[] = [];
  active = 0;
  mostActive = 0;
  private readonly script: ((context: PullContext) => AsyncIterable<PulledPage>)[];

  constructor(script: ((context: PullContext) => AsyncIterable<PulledPage>)[]) {
    this.script = script;
  }

  async *pull(context: PullContext): AsyncIterable<PulledPage> {
    const step = this.script[Math.min(this.pulls.length, this.script.length - 1)];
    this.pulls.push(context);
    this.active += 1;
    this.mostActive = Math.max(this.mostActive, this.active);
    try {
      if (step !== undefined) yield* step(context);
    } finally {
      this.active -= 1;
    }
  }

  read(value: unknown) {
    return readRow(value, { crs: 'wgs84', zone: 'America/New_York', city: BOSTON });
  }
}

export type Stand = {
  store: CityStore;
  sync: Sync;
  results: PageResult[];
  told: SourceStatus[];
  secrets: Map<string, string>;
  clock: { at: number };
  close(): Promise<void>;
};

/** A syncer over a real store in a folder of its own. `wrap` may make the store fail. */
export function stand(
  adapters: Record<string, SourceAdapter>,
  prepare: (store: CityStore) => void,
  wrap: (store: CityStore) => CityStore,
): Stand {
  const dataDir = mkdtempSync(join(tmpdir(), 'citywhistle-sync-'));
  const clock = { at: Date.UTC(2026, 10, 20, 4) };
  const now = (): number => clock.at;
  const real = openStore({
    dataDir,
    clock: { now },
    logger: quiet,
    backupEveryMs: 3_600_000,
    keepBackups: 1,
    encryption: null,
  });
  prepare(real);
  const store = wrap(real);
  const results: PageResult[] = [];
  const told: SourceStatus[] = [];
  const secrets = new Map<string, string>();
  const secretStore: SecretStore = {
    kind: 'file',
    degraded: false,
    storage: { how: 'file', backend: null, before: null },
    get: async (name) => secrets.get(name) ?? null,
    set: async (name, value) => void secrets.set(name, value),
    delete: async (name) => void secrets.delete(name),
  };
  const sync = startSync({
    store,
    adapterFor: (config) => {
      const adapter = adapters[config.id];
      if (adapter === undefined) throw new UpstreamError('bad-url', { problem: 'empty', address: '' }, false);
      return adapter;
    },
    http: createUpstreamHttp({
      fetch,
      now,
      sleep: sleepOrAbort,
      random: () => 0,
      userAgent: 'CityWhistle test',
      authorities: [],
      hosts: null,
      limits: { ...DEFAULT_HTTP_LIMITS, tries: 1 },
    }),
    placer: {
      place: () => ({ street: '10', grid: '10-001' }),
      codeOf: (row: { categoryCode: string }) => row.categoryCode,
      categoryDoubt: () => null,
      due: () => Date.UTC(2026, 2, 5),
    },
    city: BOSTON,
    clock: { now },
    logger: quiet,
    secrets: secretStore,
    savedBefore: real.sources().map(({ config }) => config),
    databases: exchangeDatabases({ hosts: null, authorities: [] }),
    defaultCrs: 'wgs84',
    random: () => 0.5,
    onPage: (result) => results.push(result),
    onSource: (status) => told.push(status),
  });
  return {
    store,
    sync,
    results,
    told,
    secrets,
    clock,
    async close() {
      await sync.close();
      real.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
