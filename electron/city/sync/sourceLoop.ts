import { SentError } from '../../../shared/contract/common.ts';
import type { SourceConfig, SourceStatus } from '../../../shared/contract/sources.ts';
import { upstreamMessage } from '../../../shared/errors/upstream/message.ts';
import type { CityStore, Clock, Logger, PageResult, Placer, SourceRecord } from '../ports.ts';
import { type SourceAdapter, UpstreamError } from './adapter.ts';
import { commitPage } from './commit.ts';
import type { UpstreamHttp } from './http/http.ts';
import { fullJitter } from './http/retry.ts';
import { createLostFields, ROWS_SAMPLED } from './lostFields.ts';
import type { SourceKeys } from './sourceKeys.ts';
import { sourceSession } from './sourceSession.ts';
import { isKnownIncomplete, type Running, sourceStatus } from './sourceState.ts';
import { createUnreadableGuard } from './unreadableGuard.ts';

export type LoopDeps = {
  store: CityStore;
  adapterFor(config: SourceConfig): SourceAdapter;
  http: UpstreamHttp;
  placer: Placer;
  clock: Clock;
  logger: Logger;
  keys: SourceKeys;
  /**
   * Asks the server how a source that is `unsettled` is to be read. Throws UpstreamError while it does not answer whole.
   */
  settle(config: SourceConfig, signal: AbortSignal): Promise<SourceConfig>;
  random(): number;
  onPage(result: PageResult, source: string): void;
  onSource(status: SourceStatus): void;
};

const BACKOFF_BASE_MS = 1_000;
const BACKOFF_MAX_MS = 300_000;
/** Longest wait before rows that none could read are asked for again. A changed mapping starts the source at once. */
const UNREADABLE_MAX_MS = 3_600_000;
/** While many pages arrive, success is stored and published no more often than this. */
const RECORD_SUCCESS_EVERY_MS = 250;

/** Polls one source. Never runs two pulls at once; retries a failed pull with exponential back-off and jitter. */
export class SourceLoop {
  config: SourceConfig;
  private readonly deps: LoopDeps;
  private readonly abort = new AbortController();
  private running: Promise<void> | null = null;
  private queued: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private adapter: SourceAdapter | null = null;
  private skewMs: number | null = null;
  private failures = 0;
  private lastFailure: string | null = null;
  /** What the running pull did not receive; null: nothing, as far as is known. */
  private missing: SentError | null = null;
  private successRecordedAt = Number.NEGATIVE_INFINITY;
  private readonly state: Running = { nextAttemptAt: null, breakerOpen: false, error: null, warning: null };

  constructor(config: SourceConfig, deps: LoopDeps) {
    this.config = config;
    this.deps = deps;
  }

  start(): void {
    if (!this.config.paused) void this.syncNow();
  }

  /** Resolves after a pull that began after this call. Never rejects: the status tells the outcome. */
  syncNow(): Promise<void> {
    // A system that calls by itself is not asked.
    const isAsked = !this.config.paused && this.config.kind !== 'push';
    if (this.abort.signal.aborted || !isAsked) return Promise.resolve();
    if (this.running === null) return this.run();
    this.queued ??= this.running.then(() => {
      this.queued = null;
      return this.abort.signal.aborted ? undefined : this.run();
    });
    return this.queued;
  }

  /** The running or queued pull; null while the source waits for its next poll. */
  get busy(): Promise<void> | null {
    return this.queued ?? this.running;
  }

  /** Stops for good. Resolves when this loop no longer uses the store. */
  async stop(): Promise<void> {
    this.abort.abort();
    this.clearTimer();
    await this.running;
  }

  /** Null when the source was removed from the store. */
  status(): SourceStatus | null {
    const record = this.deps.store.source(this.config.id);
    if (record === null) return null;
    const breaker = 'url' in this.config ? this.breakerOpenUntil(this.config.url) : null;
    const now = this.deps.clock.now();
    this.state.breakerOpen = breaker !== null && breaker > now;
    return sourceStatus(record, this.state, now);
  }

  private run(): Promise<void> {
    this.clearTimer();
    const startedAt = this.deps.clock.now();
    this.running = this.pull()
      .then(() => this.succeeded())
      .catch((error: unknown) => this.failed(error))
      .finally(() => {
        this.running = null;
        this.schedule(startedAt);
        this.publishStatus();
      });
    return this.running;
  }

  private async pull(): Promise<void> {
    const { deps } = this;
    const { store, clock } = deps;
    if (this.config.unsettled === true) await this.settle();
    const { config } = this;
    // Kept between pulls: an adapter's memory of earlier responses saves requests.
    this.adapter ??= deps.adapterFor(config);
    const { adapter } = this;
    const secret = await deps.keys.keyFor(config);
    const record = store.source(config.id);
    const guard = createUnreadableGuard(record);
    const maySucceedMeanwhile = mayBeFreshMeanwhile(config, record);
    const lost = createLostFields(config, () => store.recentRows(config.id, ROWS_SAMPLED), null);
    this.missing = null;
    const pages = adapter.pull({
      http: sourceSession(deps.http, config, secret, this.abort.signal),
      cursor: record?.cursor ?? null,
      now: () => clock.now(),
      openSourceIds: (limit) => store.openSourceIds(config.id, limit),
      pollMs: config.pollSeconds * 1_000,
      secret,
      signal: this.abort.signal,
    });
    for await (const page of pages) {
      if (this.abort.signal.aborted) return;
      lost.startPage(page.rows);
      await commitPage(deps, config.id, (row) => guard.note(lost.marked(row, adapter.read(row))), page);
      guard.endOfPage();
      if (page.incomplete !== undefined) this.missing = page.incomplete;
      if (page.warnings !== undefined) {
        for (const { code, message } of page.warnings) deps.logger.warn({ source: config.id, code }, message);
        const warning = page.warnings.at(-1);
        this.state.warning = warning === undefined ? null : { ...warning, at: clock.now() };
      }
      const isDue = performance.now() - this.successRecordedAt >= RECORD_SUCCESS_EVERY_MS;
      if (isDue && maySucceedMeanwhile && guard.isReadable()) this.recordSuccess(page.skewMs);
      else if (page.skewMs !== null) this.skewMs = page.skewMs;
    }
    if (this.abort.signal.aborted) return;
    guard.endOfPull();
    this.tellLost(lost.found());
  }

  /** `fields`: what an upstream gave until now and no longer does; null: no row came that could tell. */
  private tellLost(fields: readonly string[] | null): void {
    if (fields === null) return;
    if (fields.length > 0) {
      const { deps, config } = this;
      const warning = upstreamMessage('fields-not-provided', { fields: [...fields] });
      deps.logger.warn({ source: config.id, code: warning.code }, warning.message);
      this.state.warning = { ...warning, at: deps.clock.now() };
    } else if (this.state.warning?.code === 'fields-not-provided') this.state.warning = null;
  }

  private async settle(): Promise<void> {
    const settled = await this.deps.settle(this.config, this.abort.signal);
    if (this.abort.signal.aborted) return;
    // What an operator changed meanwhile (the name) stays; another address would have started another loop.
    const { name, pollSeconds } = this.deps.store.source(this.config.id)?.config ?? this.config;
    this.config = { ...settled, name, pollSeconds };
    this.deps.store.saveSource(this.config);
    this.adapter = null;
  }

  private recordSuccess(skewMs: number | null): void {
    this.successRecordedAt = performance.now();
    this.skewMs = skewMs ?? this.skewMs;
    this.deps.store.recordAttempt(this.config.id, {
      at: this.deps.clock.now(),
      ok: true,
      skewMs: this.skewMs,
      error: null,
    });
    this.state.error = null;
    this.publishStatus();
  }

  private succeeded(): void {
    if (this.abort.signal.aborted) return;
    this.failures = 0;
    this.lastFailure = null;
    if (this.missing === null) this.recordSuccess(null);
    else this.recordMissing(this.missing);
  }

  /** The upstream answered, but not with everything: no success, and no failure that is to be tried again at once. */
  private recordMissing(missing: SentError): void {
    const { deps, config } = this;
    const at = deps.clock.now();
    deps.logger.warn({ source: config.id, code: missing.code }, missing.message);
    deps.store.recordAttempt(config.id, { at, ok: false, skewMs: this.skewMs, error: missing });
    this.state.error = null;
  }

  private failed(error: unknown): void {
    if (this.abort.signal.aborted) return;
    this.failures += 1;
    const { deps, config } = this;
    const at = deps.clock.now();
    const failure = describeFailure(error);
    this.lastFailure = failure.code;
    deps.logger.warn({ source: config.id, code: failure.code, failures: this.failures }, failure.message);
    try {
      deps.store.recordAttempt(config.id, { at, ok: false, skewMs: this.skewMs, error: failure });
      this.state.error = null;
    } catch {
      // Writing to the store failed, so the error is kept here until it can be stored.
      this.state.error = { ...failure, at };
    }
  }

  private schedule(startedAt: number): void {
    if (this.abort.signal.aborted || this.queued !== null) return;
    const now = this.deps.clock.now();
    // Jitter yields fractions of a millisecond; times are whole milliseconds.
    const delay = Math.ceil(this.failures === 0 ? this.untilNextPoll(now - startedAt) : this.untilRetry(now));
    this.state.nextAttemptAt = now + delay;
    this.timer = setTimeout(() => void this.syncNow(), delay);
  }

  /** Measured from start to start; 5–15 % early, at random, so that sources do not poll in step. */
  private untilNextPoll(spentMs: number): number {
    const pollMs = this.config.pollSeconds * 1_000;
    return Math.max(20, pollMs * (0.85 + 0.1 * this.deps.random()) - Math.max(0, spentMs));
  }

  private untilRetry(now: number): number {
    if (this.lastFailure === 'rows-unreadable') {
      const pollMs = this.config.pollSeconds * 1_000;
      return Math.max(pollMs, Math.min(UNREADABLE_MAX_MS, pollMs * 2 ** Math.min(this.failures - 1, 20)));
    }
    const backoff = fullJitter(this.failures - 1, BACKOFF_BASE_MS, BACKOFF_MAX_MS, this.deps.random);
    const breaker = 'url' in this.config ? this.breakerOpenUntil(this.config.url) : null;
    return Math.max(20, backoff, breaker === null ? 0 : breaker - now);
  }

  private breakerOpenUntil(url: string): number | null {
    try {
      return this.deps.http.breakerOpenUntil(url);
    } catch {
      // An invalid address has no breaker; the pull reports what is wrong with it.
      return null;
    }
  }

  private publishStatus(): void {
    if (this.abort.signal.aborted) return;
    const status = this.status();
    if (status !== null) this.deps.onSource(status);
  }

  private clearTimer(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.state.nextAttemptAt = null;
  }
}

/**
 * Whether a pull may be recorded as a success before its end. Of a list that is counted, only the end tells whether it was
 * received whole. `record`: as it was when the pull began.
 */
function mayBeFreshMeanwhile({ kind }: SourceConfig, record: SourceRecord | null): boolean {
  if (record !== null && isKnownIncomplete(record)) return false;
  if (['open311', 'soda', 'file'].includes(kind)) return true;
  return record !== null && record.lastSuccessAt !== null;
}

/** The failure of a pull as it is kept and shown to the operator. */
function describeFailure(error: unknown): SentError {
  if (error instanceof UpstreamError) return error.sent;
  const cause = storeCause(error);
  if (cause !== null) return upstreamMessage('store-failed', { cause });
  // The message of an unexpected error may quote a row, so only its name is shown.
  return upstreamMessage('internal', { name: error instanceof Error ? error.name : 'unknown' });
}

/** What the store says of its failure; null for other errors. */
function storeCause(error: unknown): SentError | null {
  if (!(error instanceof Error) || error.name !== 'StoreError' || !('sent' in error)) return null;
  const sent = SentError.safeParse(error.sent);
  return sent.success ? sent.data : null;
}
