import type { SourceConfig } from '../../../shared/contract/sources.ts';
import type { Connections } from '../ports.ts';
import type { CityFrame } from './adapter.ts';
import { placeRow } from './commit.ts';
import { previewSource } from './preview.ts';
import { probeSource } from './probe/probe.ts';
import { readsSameRows } from './readsSameRows.ts';
import { refusedIds, retryRefused } from './retryQuarantined.ts';
import { type LoopDeps, SourceLoop } from './sourceLoop.ts';
import { secretName, sourceSession } from './sourceSession.ts';

export type SyncOptions = LoopDeps & { frame: CityFrame };

/** Polls the sources: what the rest of the service asks, and what only starting and stopping needs. */
export type Sync = Connections & {
  /** Saves and starts a source; one of the same id is changed. */
  add(config: SourceConfig): void;
  /** Saves a changed source and goes on with it; a change of how it is read starts it from the beginning. */
  update(config: SourceConfig): void;
  /** Resolves when no pull runs or waits. */
  whenIdle(): Promise<void>;
  close(): Promise<void>;
};

/** How often states are looked at: they change with time alone. */
const WATCH_MS = 1_000;
const PREVIEW_LIMIT_MS = 60_000;

/** Starts polling every stored source. */
export function startSync(options: SyncOptions): Sync {
  const { store, clock } = options;
  const loops = new Map<string, SourceLoop>();
  const lastStates = new Map<string, string>();
  const stopping = new Set<Promise<void>>();
  let closed = false;
  const deps: LoopDeps = {
    ...options,
    onSource(status) {
      lastStates.set(status.id, status.state);
      options.onSource(status);
    },
  };

  const watch = setInterval(() => {
    for (const loop of loops.values()) {
      const status = loop.status();
      if (status !== null && lastStates.get(status.id) !== status.state) deps.onSource(status);
    }
  }, WATCH_MS);
  watch.unref();

  /** The next pull of a source waits until the last one of its former self has let go of the store. */
  function begin(config: SourceConfig): void {
    const former = loops.get(config.id);
    const loop = new SourceLoop(config, deps);
    loops.set(config.id, loop);
    const status = loop.status();
    if (status !== null) deps.onSource(status);
    if (former === undefined) {
      loop.start();
      return;
    }
    const done = former.stop().then(() => {
      stopping.delete(done);
      if (loops.get(config.id) === loop) loop.start();
    });
    stopping.add(done);
  }

  function put(config: SourceConfig): void {
    const known = store.source(config.id);
    store.saveSource(config);
    const reread = known !== null && !readsSameRows(known.config, config);
    // Another address, mapping or reference system: what was read stands for nothing, everything is read anew.
    if (reread && known.cursor !== null) store.setCursor(config.id, '');
    begin(config);
    if (!reread) return;
    const done = retryRefused({
      ids: refusedIds(store, config.id),
      retry: (id) => sync.retry(id),
      goOn: () => !closed && loops.get(config.id)?.config === config,
    })
      .catch((error: unknown) => {
        // They stay in quarantine, where an operator can try again.
        options.logger.warn({ source: config.id, error }, 'refused rows could not be read again');
      })
      .finally(() => stopping.delete(done));
    stopping.add(done);
  }

  for (const record of store.sources()) begin(record.config);

  const sync: Sync = {
    add: put,
    update: put,
    async save(config, secret) {
      if (secret !== null) await options.secrets.set(secretName(config.id), secret);
      put(config);
    },
    hasSecret: async (id) => (await options.secrets.get(secretName(id))) !== null,
    async remove(id) {
      const loop = loops.get(id);
      loops.delete(id);
      lastStates.delete(id);
      await loop?.stop();
      store.removeSource(id);
      await options.secrets.delete(secretName(id));
    },
    syncNow: (id) => loops.get(id)?.syncNow() ?? Promise.resolve(),
    statuses: () => [...loops.values()].map((loop) => loop.status()).filter((status) => status !== null),
    status: (id) => loops.get(id)?.status() ?? null,
    probe: (request, signal) =>
      probeSource(request, { http: options.http, frame: options.frame, clock, signal }),
    async preview(request, signal) {
      const { config } = request;
      const limit = AbortSignal.any([signal, AbortSignal.timeout(PREVIEW_LIMIT_MS)]);
      const secret = request.secret ?? (await options.secrets.get(secretName(config.id)));
      const http = sourceSession(options.http, config, secret, limit);
      const now = (): number => clock.now();
      return previewSource(request, options.adapterFor(config), http, options.placer, now, limit);
    },
    retry(quarantineId) {
      const entry = store.quarantineEntry(quarantineId);
      const config = entry === null ? null : (store.source(entry.source)?.config ?? null);
      if (entry === null || config === null) return null;
      const outcome = placeRow(options.adapterFor(config).read(entry.payload), options.placer);
      const result = store.applyRetry(quarantineId, outcome, clock.now());
      options.onPage(result, entry.source);
      const status = sync.status(entry.source);
      if (status !== null) deps.onSource(status);
      return { outcome: result.outcome, reason: outcome.ok ? null : outcome.refusal.reason };
    },
    async whenIdle() {
      for (;;) {
        const busy = [
          ...stopping,
          ...[...loops.values()].map((loop) => loop.busy).filter((work) => work !== null),
        ];
        if (busy.length === 0) return;
        await Promise.all(busy);
      }
    },
    async close() {
      closed = true;
      clearInterval(watch);
      const all = [...loops.values()];
      loops.clear();
      await Promise.all([...stopping, ...all.map((loop) => loop.stop())]);
    },
  };
  return sync;
}
