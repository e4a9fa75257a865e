import type { RowOutcome } from '../../../shared/case/normalised.ts';
import type { Crs, SourceConfig } from '../../../shared/contract/sources.ts';
import type { QuarantineEntry } from '../../../shared/contract/status.ts';
import type { Connections, SecretStore } from '../ports.ts';
import type { CityContext } from './adapter.ts';
import type { ExchangeDatabases } from './exchange/open.ts';
import { probeExchange } from './exchange/probe.ts';
import { placeRows } from './placeRows.ts';
import { previewSource } from './preview.ts';
import { probeSource } from './probe/probe.ts';
import { settleSource } from './probe/settle.ts';
import { PushReceiver } from './push/receiver.ts';
import { newPushKey } from './push/signature.ts';
import { readsSameRows } from './readsSameRows.ts';
import { isRepeatedNumber } from './repeatedNumbers.ts';
import { quarantinedIds, retryQuarantined } from './retryQuarantined.ts';
import { sourceKeys } from './sourceKeys.ts';
import { type LoopDeps, SourceLoop } from './sourceLoop.ts';
import { sourceSession } from './sourceSession.ts';

export type SyncOptions = Omit<LoopDeps, 'keys' | 'settle'> & {
  city: CityContext;
  secrets: SecretStore;
  databases: ExchangeDatabases;
  defaultCrs: Crs;
  /** The sources as stored before this start changed any of them (see sourceKeys). */
  savedBefore: readonly SourceConfig[];
};

/**
 * Polls the sources. `Connections` is what the rest of the service uses; the other methods serve start and shutdown.
 */
export type Sync = Connections & {
  /** Saves and starts a source, replacing one of the same id. */
  add(config: SourceConfig): void;
  /**
   * Saves a changed source and restarts it. If other rows are requested or read differently, it starts without a
   * cursor.
   */
  update(config: SourceConfig): void;
  /** The key of a source. @throws UpstreamError if it was saved for another address */
  keyFor(config: SourceConfig): Promise<string | null>;
  /** Resolves when no pull is running or queued. */
  whenIdle(): Promise<void>;
  close(): Promise<void>;
};

/** How often states are recomputed: a source becomes late by the passage of time alone. */
const STATUS_CHECK_MS = 1_000;
const PREVIEW_TIMEOUT_MS = 60_000;
/** Counting a large view takes time; an operator waits no longer than this. */
const EXCHANGE_PROBE_TIMEOUT_MS = 240_000;

/** Starts polling every stored source. */
export function startSync(options: SyncOptions): Sync {
  const { store, clock } = options;
  const keys = sourceKeys(options.secrets, options.savedBefore);
  keys.bindOldKeys().catch((error: unknown) => options.logger.warn({ error }, 'old keys could not be bound'));
  const loops = new Map<string, SourceLoop>();
  const lastStates = new Map<string, string>();
  const stopping = new Set<Promise<void>>();
  let closed = false;
  const deps: LoopDeps = {
    ...options,
    keys,
    settle: async (config, signal) =>
      settleSource(config, await keys.keyFor(config), {
        http: options.http,
        city: options.city,
        clock,
        signal,
      }),
    onSource(status) {
      lastStates.set(status.id, status.state);
      options.onSource(status);
    },
  };

  const statusTimer = setInterval(() => {
    for (const loop of loops.values()) {
      const status = loop.status();
      if (status !== null && lastStates.get(status.id) !== status.state) deps.onSource(status);
    }
  }, STATUS_CHECK_MS);
  statusTimer.unref();

  /** Waits for the last pull of the previous loop of the same source before it starts the new one. */
  function startLoop(config: SourceConfig): void {
    const previous = loops.get(config.id);
    const loop = new SourceLoop(config, deps);
    loops.set(config.id, loop);
    const status = loop.status();
    if (status !== null) deps.onSource(status);
    if (previous === undefined) {
      loop.start();
      return;
    }
    const done = previous.stop().then(() => {
      stopping.delete(done);
      if (loops.get(config.id) === loop) loop.start();
    });
    stopping.add(done);
  }

  function saveAndStart(config: SourceConfig): void {
    const known = store.source(config.id);
    store.saveSource(config);
    const reread = known !== null && !readsSameRows(known.config, config);
    // Another address, mapping or coordinate system: the cursor no longer applies, so everything is read again. Nothing is
    // read of a system that pushes: what stands there counts its requests, and tells which were taken already.
    const isPushed = config.kind === 'push' && known?.config.kind === 'push';
    if (reread && known.cursor !== null && !isPushed) store.setCursor(config.id, '');
    startLoop(config);
    if (!reread) return;
    const done = retryQuarantined({
      ids: quarantinedIds(store, config.id),
      retry: (id) => sync.retry(id),
      shouldContinue: () => !closed && loops.get(config.id)?.config === config,
    })
      .catch((error: unknown) => {
        // The rows stay in quarantine, where an operator can retry them.
        options.logger.warn({ source: config.id, error }, 'quarantined rows could not be retried');
      })
      .finally(() => stopping.delete(done));
    stopping.add(done);
  }

  function readAgain(config: SourceConfig, { source, payload }: QuarantineEntry, now: number): RowOutcome {
    const [outcome] = placeRows(options, source, [options.adapterFor(config).read(payload)], now);
    if (outcome === undefined) throw new Error('unreachable: a row that was read is placed');
    return outcome;
  }

  for (const record of store.sources()) startLoop(record.config);

  const receiver = new PushReceiver({
    ...options,
    keys,
    onSource(id) {
      const status = sync.status(id);
      if (status !== null) deps.onSource(status);
    },
  });

  const sync: Sync = {
    add: saveAndStart,
    update: saveAndStart,
    async save(config, secret) {
      if (secret !== null) await keys.save(config, secret);
      // A new source does not start with a key that was saved for another origin. A known one may be paused and renamed.
      else if (store.source(config.id) === null) await keys.keyFor(config);
      saveAndStart(config);
    },
    hasSecret: (id) => keys.has(id),
    keyFor: (config) => keys.keyFor(config),
    async remove(id) {
      // First, since it alone may be refused: then the source is still there, as the refusal says.
      await keys.remove(id);
      const loop = loops.get(id);
      loops.delete(id);
      lastStates.delete(id);
      await loop?.stop();
      store.removeSource(id);
    },
    syncNow: (id) => loops.get(id)?.syncNow() ?? Promise.resolve(),
    statuses: () => [...loops.values()].map((loop) => loop.status()).filter((status) => status !== null),
    status: (id) => loops.get(id)?.status() ?? null,
    probe: (request, signal) =>
      probeSource(request, { http: options.http, city: options.city, clock, signal }),
    async preview(request, signal) {
      const { config } = request;
      const limit = AbortSignal.any([signal, AbortSignal.timeout(PREVIEW_TIMEOUT_MS)]);
      const secret = request.secret ?? (await keys.keyFor(config));
      const http = sourceSession(options.http, config, secret, limit);
      const now = (): number => clock.now();
      return previewSource(request, options.adapterFor(config), http, secret, options.placer, now, limit);
    },
    probeExchange: ({ target, view, secret }, signal) =>
      probeExchange({ target, view, secret: null }, secret, {
        ...{ databases: options.databases, city: options.city, defaultCrs: options.defaultCrs },
        now: () => clock.now(),
        signal: AbortSignal.any([signal, AbortSignal.timeout(EXCHANGE_PROBE_TIMEOUT_MS)]),
      }),
    async renewPushKey(id) {
      const config = store.source(id)?.config ?? null;
      if (config?.kind !== 'push') return null;
      const key = newPushKey();
      await keys.save(config, key);
      receiver.forget(id);
      return key;
    },
    receivePush: (id, push) => receiver.receive(id, push),
    retry(quarantineId) {
      const entry = store.quarantineEntry(quarantineId);
      const config = entry === null ? null : (store.source(entry.source)?.config ?? null);
      if (entry === null || config === null) return null;
      const now = clock.now();
      const outcome = isRepeatedNumber(entry.code) ? refusedAgain(entry) : readAgain(config, entry, now);
      const result = store.applyRetry(quarantineId, outcome, now);
      options.onPage(result, entry.source);
      const status = sync.status(entry.source);
      if (status !== null) deps.onSource(status);
      if (outcome.ok) return { outcome: result.outcome, code: null, parameters: null, reason: null };
      const { code, parameters, reason } = outcome.refusal;
      return { outcome: result.outcome, code, parameters, reason };
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
      clearInterval(statusTimer);
      const all = [...loops.values()];
      loops.clear();
      await Promise.all([...stopping, ...all.map((loop) => loop.stop())]);
    },
  };
  return sync;
}

function refusedAgain({ code, parameters, reason, sourceId, payload }: QuarantineEntry): RowOutcome {
  const refusal = { code, parameters: parameters ?? {}, reason, sourceId, payload: JSON.stringify(payload) };
  return { ok: false, refusal };
}
