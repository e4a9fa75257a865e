import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { RowOutcome } from '../../../../shared/case/normalised.ts';
import type { PushAnswer } from '../../../../shared/contract/push.ts';
import type { SourceConfig } from '../../../../shared/contract/sources.ts';
import { upstreamMessage } from '../../../../shared/errors/upstream/message.ts';
import { PUSHES_PER_MINUTE, UNPROVEN_PER_MINUTE } from '../../../../shared/source/pushLimits.ts';
import type {
  CityStore,
  Clock,
  PageResult,
  Placer,
  PushOutcome,
  PushRefusal,
  PushRequest,
} from '../../ports.ts';
import type { RowReading, SourceAdapter } from '../adapter.ts';
import { createLostFields, ROWS_SAMPLED } from '../lostFields.ts';
import { isObject, valueAt } from '../normalise/paths.ts';
import { parseJson } from '../parse/json.ts';
import { placeRows } from '../placeRows.ts';
import type { SourceKeys } from '../sourceKeys.ts';
import { type PushCounts, readCounts } from './counts.ts';
import { PushRate } from './rate.ts';
import { Replays } from './replays.ts';
import { statedSignature, verifyPush } from './signature.ts';

export type PushDeps = {
  store: CityStore;
  adapterFor(config: SourceConfig): SourceAdapter;
  placer: Placer;
  clock: Clock;
  keys: SourceKeys;
  onPage(result: PageResult, source: string): void;
  /** The status of a source has changed. */
  onSource(id: string): void;
};

type PushConfig = Extract<SourceConfig, { kind: 'push' }>;
type AnsweredRow = PushAnswer['rows'][number];

/** Rows of one request. */
export const MAX_PUSHED_ROWS = 1000;

/**
 * Takes what other systems push (推送). A request counts once, if it was signed by the key of its source. Rows are read,
 * stored, quarantined and counted as those of any source; the same row sent again leaves its case unchanged.
 */
export class PushReceiver {
  private readonly deps: PushDeps;
  private readonly rate = new PushRate();
  private readonly replays = new Map<string, Replays>();

  constructor(deps: PushDeps) {
    this.deps = deps;
  }

  /**
   * Takes one request. Its body is read only where the headers state a signature. Rejects as reading the body does.
   */
  async receive(id: string, push: PushRequest): Promise<PushOutcome> {
    const { store, keys, clock } = this.deps;
    const stated = statedSignature(push);
    const body = stated === null ? null : await push.body();
    const found = store.source(id)?.config ?? null;
    const config = found?.kind === 'push' ? found : null;
    // The same work for a source that does not exist.
    const key = config === null ? await keys.has(id).then(() => null) : await keys.keyFor(config);
    const signed = stated === null || body === null ? null : verifyPush(key, stated, body);
    const now = clock.now();
    if (config === null || signed === null || body === null)
      return this.unproven(config, push.remote, 'refused');
    const replays = this.replaysOf(id);
    const replay = replays.refusalOf(signed.at, signed.nonce, now);
    // Whoever overheard a request has no key.
    if (replay !== null) return this.unproven(config, push.remote, replay);
    // Not taken yet: the sender may send the same request later.
    if (!this.rate.admitSigned(id, now))
      return { ok: false, refusal: 'too-often', perMinute: PUSHES_PER_MINUTE };
    replays.take(signed.at, signed.nonce);
    if (config.paused) return { ok: false, refusal: 'paused' };
    const rows = rowsOf(body, config.rowsPath);
    if (!Array.isArray(rows)) return this.refuse(config, rows);
    return { ok: true, answer: await this.store(config, rows, signed.at) };
  }

  /** Forgets nonces of a key that no longer counts. */
  forget(id: string): void {
    this.replays.delete(id);
  }

  private replaysOf(id: string): Replays {
    const known = this.replays.get(id);
    if (known !== undefined) return known;
    const fresh = new Replays(readCounts(this.deps.store.source(id)?.cursor ?? null).signedAt);
    this.replays.set(id, fresh);
    return fresh;
  }

  /**
   * Refuses what no key proves. Beyond its budget a sender is only told so: it must not make the source write at each of its
   * requests.
   */
  private unproven(config: PushConfig | null, remote: string, refusal: PushRefusal): PushOutcome {
    if (!this.rate.admitUnproven(remote, this.deps.clock.now()))
      return { ok: false, refusal: 'too-often', perMinute: UNPROVEN_PER_MINUTE };
    return config === null ? { ok: false, refusal } : this.refuse(config, refusal);
  }

  private refuse({ id }: PushConfig, refusal: PushRefusal): PushOutcome {
    const { store, clock } = this.deps;
    const at = clock.now();
    const before = readCounts(store.source(id)?.cursor ?? null);
    const counts: PushCounts = { ...before, refused: before.refused + 1, lastRefusedAt: at };
    store.setCursor(id, JSON.stringify(counts));
    const error = upstreamMessage('push-not-taken', { why: refusal, count: counts.refused });
    store.recordAttempt(id, { at, ok: false, skewMs: null, error });
    this.deps.onSource(id);
    return { ok: false, refusal };
  }

  private async store(config: PushConfig, rows: readonly unknown[], signedAt: number): Promise<PushAnswer> {
    const { store, clock } = this.deps;
    const adapter = this.deps.adapterFor(config);
    const answered: AnsweredRow[] = [];
    const { fields } = readCounts(store.source(config.id)?.cursor ?? null);
    const lost = createLostFields(config, () => store.recentRows(config.id, ROWS_SAMPLED), fields);
    lost.startPage(rows);
    for (const batch of batchesOf(rows.map((row) => lost.marked(row, adapter.read(row))))) {
      const at = clock.now();
      const outcomes = placeRows(this.deps, config.id, batch, at);
      const result = store.applyPage({ source: config.id, rows: outcomes, cursor: null, at });
      this.deps.onPage(result, config.id);
      const changed = new Set(result.changedIds);
      answered.push(...outcomes.map((outcome) => answeredRow(config.id, outcome, changed)));
      await yieldToEventLoop();
    }
    const at = clock.now();
    const before = readCounts(store.source(config.id)?.cursor ?? null);
    const counts: PushCounts = {
      ...before,
      accepted: before.accepted + 1,
      fields,
      signedAt: Math.max(before.signedAt ?? signedAt, signedAt),
    };
    store.setCursor(config.id, JSON.stringify(counts));
    store.recordAttempt(config.id, { at, ok: true, skewMs: signedAt - at, error: null });
    this.deps.onSource(config.id);
    const count = (wanted: AnsweredRow['outcome']) =>
      answered.filter(({ outcome }) => outcome === wanted).length;
    return {
      received: answered.length,
      ...{ stored: count('stored'), unchanged: count('unchanged'), quarantined: count('quarantined') },
      rows: answered,
    };
  }
}

/** The rows of a body: a list, or one row; or why there are none. */
function rowsOf(body: Uint8Array, path: string): unknown[] | PushRefusal {
  let parsed: unknown;
  try {
    parsed = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return 'bad-json';
  }
  const found = path === '' ? parsed : valueAt(parsed, path);
  if (isObject(found)) return [found];
  if (!Array.isArray(found)) return 'no-rows';
  return found.length > MAX_PUSHED_ROWS ? 'too-many' : found;
}

/** In order, each case at most once in a batch, so that what became of each row can be told. */
function batchesOf(readings: readonly RowReading[]): RowReading[][] {
  const batches: RowReading[][] = [];
  let ids = new Set<string>();
  for (const reading of readings) {
    const id = reading.ok ? reading.case.sourceId : null;
    const last = batches.at(-1);
    if (last === undefined || (id !== null && ids.has(id))) {
      batches.push([reading]);
      ids = new Set();
    } else last.push(reading);
    if (id !== null) ids.add(id);
  }
  return batches;
}

function answeredRow(source: string, outcome: RowOutcome, changed: ReadonlySet<string>): AnsweredRow {
  if (!outcome.ok) {
    const { code, reason, sourceId } = outcome.refusal;
    return { id: sourceId, outcome: 'quarantined', code, reason };
  }
  const id = outcome.case.sourceId;
  const isStored = changed.has(`${source}:${id}`);
  return { id, outcome: isStored ? 'stored' : 'unchanged', code: null, reason: null };
}
