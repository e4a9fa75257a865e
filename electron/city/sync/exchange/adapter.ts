import type { SentError } from '../../../../shared/contract/common.ts';
import type { SourceConfig } from '../../../../shared/contract/sources.ts';
import { upstreamMessage } from '../../../../shared/errors/upstream/message.ts';
import type { CityContext, PullContext, PulledPage, SourceAdapter } from '../adapter.ts';
import { createMappedReader } from '../normalise/mapped.ts';
import { type Cursor, readCursor, writeCursor } from './cursor.ts';
import type { ExchangeDatabases } from './open.ts';
import { before, type CursorKind, compareCursor, cursorAt, millisOf } from './position.ts';
import { type Count, type ReadPage, ViewReader } from './reader.ts';
import type { From } from './statements.ts';

type ExchangeConfig = Extract<SourceConfig, { kind: 'exchange' }>;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A cursor further ahead of the database's own clock than this is wrong and must not move the position. */
const MAX_AHEAD_MS = 5 * MINUTE_MS;
/** A view with a cursor is compared as a whole this often, for rows that vanished or changed without the cursor. */
const COMPARE_EVERY_MS = 24 * HOUR_MS;
/** The same where the last reading was not whole. */
const COMPARE_AGAIN_MS = 15 * MINUTE_MS;
/**
 * Without a cursor every poll reads everything, but missing rows count against a case only this often: a view that is
 * rebuilt at night may be half empty for some minutes.
 */
const COUNT_MISSING_EVERY_MS = HOUR_MS;

/**
 * Adapter of a view in a hall's exchange database (中间库), over one connection for each poll. With a cursor it follows the
 * changes in the order of cursor and key, from `overlap` before the position: a row that is committed late has an older
 * cursor than rows that were read before it. Rows whose cursor is empty are read at every poll. Once a day, and without a
 * cursor at every poll, everything is read in one snapshot and compared with what the database counts. Throws
 * `UpstreamError('bad-mapping')` for an unknown zone.
 */
export function createExchangeAdapter(
  config: ExchangeConfig,
  city: CityContext,
  now: () => number,
  databases: ExchangeDatabases,
): SourceAdapter {
  const mapping = { ...config.mapping, crs: config.crs, zone: config.zone };
  return {
    read: createMappedReader(mapping, city, now),
    async *pull(context) {
      const password = context.secret ?? null;
      const reader = await ViewReader.open(config.exchange, mapping, password, databases, context.signal);
      try {
        const serverNow = await reader.now();
        const pull = new Pull(config, reader, context, serverNow);
        yield* pull.run();
      } finally {
        reader.close();
      }
    },
  };
}

/** What a reading that does not agree with the count of the database says. */
function missingFrom({ keyed }: Count, read: number): SentError {
  const why = read < keyed ? 'short' : read > keyed ? 'surplus' : 'changing';
  return upstreamMessage('source-incomplete', { stated: keyed, received: read, why });
}

/** One poll. */
class Pull {
  private readonly config: ExchangeConfig;
  private readonly reader: ViewReader;
  private readonly context: PullContext;
  private readonly skewMs: number;
  /** The latest value to which the position may move; null for a sequence. */
  private readonly latest: string | null;
  private state: Cursor;
  private warnings: SentError[] = [];

  constructor(config: ExchangeConfig, reader: ViewReader, context: PullContext, serverNow: number) {
    this.config = config;
    this.reader = reader;
    this.context = context;
    this.skewMs = serverNow - context.now();
    this.state = readCursor(context.cursor);
    this.latest =
      reader.kind === null
        ? null
        : cursorAt(serverNow + MAX_AHEAD_MS, reader.kind, config.zone, reader.dialect);
  }

  async *run(): AsyncGenerator<PulledPage> {
    const { reader, context } = this;
    if (reader.kind !== null) {
      const wasLoaded = this.state.loaded;
      yield* this.follow(reader.kind);
      yield* this.readEmpty();
      if (context.signal.aborted) return;
      if (!wasLoaded) await this.endLoad();
    }
    const { sweptAt, missing } = this.state;
    const age = context.now() - (sweptAt ?? Number.NEGATIVE_INFINITY);
    const isDue = age >= (missing === null ? COMPARE_EVERY_MS : COMPARE_AGAIN_MS);
    if (reader.kind === null || isDue) yield* this.compareAll();
    if (context.signal.aborted) return;
    if (reader.garbledRows > 0)
      this.warnings.push(upstreamMessage('exchange-letters', { rows: reader.garbledRows }));
    // Also without a warning: one of an earlier poll no longer holds, unless only a whole reading can tell.
    const warnings = [...this.state.noted, ...this.warnings];
    const cursor = writeCursor(this.state);
    yield { ...this.pageOf([], null), cursor, warnings, incomplete: this.state.missing };
  }

  /** Rows whose cursor is set, in its order. Every page is committed with its position. */
  private async *follow(kind: CursorKind): AsyncGenerator<PulledPage> {
    const { overlap } = this.config.exchange;
    const { at, key, loaded } = this.state;
    let from: From | null = at === null ? null : { at, key };
    if (at !== null && loaded) from = { at: before(at, overlap, kind, this.reader.dialect), key: null };
    let ahead: string | null = null;
    for (;;) {
      if (this.context.signal.aborted) return;
      const page: ReadPage = await this.reader.page('set', from);
      if (page.rows.length === 0) break;
      for (const value of page.cursors) if (this.isAhead(value, kind)) ahead = value;
      this.advance(page, kind);
      yield this.pageOf(page.rows, writeCursor(this.state));
      if (!page.more) break;
      from = page.last;
    }
    if (ahead !== null && this.config.exchange.cursor !== null)
      this.warnings.push(
        upstreamMessage('exchange-ahead', { column: this.config.exchange.cursor, value: ahead }),
      );
  }

  /** Moves the position to the last row of a page, never back and never beyond the present. */
  private advance({ cursors, last, rows }: ReadPage, kind: CursorKind): void {
    let { at } = this.state;
    for (const value of cursors) {
      if (value === null || this.isAhead(value, kind)) continue;
      const order = at === null ? 1 : compareCursor(value, at, kind);
      if (order !== null && order > 0 && compareCursor(value, value, kind) === 0) at = value;
    }
    const isLast = last !== null && last.at === at;
    this.state = {
      ...this.state,
      at,
      key: this.state.loaded || !isLast ? null : last.key,
      upTo: at === null ? null : millisOf(at, kind, this.config.zone),
      read: this.state.loaded ? 0 : this.state.read + rows.length,
    };
  }

  private isAhead(value: string | null, kind: CursorKind): boolean {
    if (value === null || this.latest === null) return false;
    // A value that is no time (infinity) has no place, and is read at every poll as well.
    const order = compareCursor(value, this.latest, kind);
    return order === null || order > 0;
  }

  /** Rows whose cursor is empty. */
  private async *readEmpty(): AsyncGenerator<PulledPage> {
    let from: From | null = null;
    let rows = 0;
    for (;;) {
      if (this.context.signal.aborted) return;
      const page: ReadPage = await this.reader.page('empty', from);
      if (page.rows.length > 0) yield this.pageOf(page.rows, null);
      rows += page.rows.length;
      if (!page.more) break;
      from = page.last;
    }
    if (!this.state.loaded) this.state = { ...this.state, read: this.state.read + rows };
    if (rows > 0 && this.config.exchange.cursor !== null)
      this.warnings.push(
        upstreamMessage('exchange-no-cursor', { column: this.config.exchange.cursor, rows }),
      );
  }

  /**
   * After the first load: exactly as many rows as the database counts. Otherwise something changed meanwhile or was counted
   * twice, and everything is compared at once in one snapshot.
   */
  private async endLoad(): Promise<void> {
    const { read } = this.state;
    const counted = await this.reader.count();
    const agrees = counted === null || counted.keyed === read;
    this.state = {
      ...this.state,
      ...{ loaded: true, key: null, read: 0 },
      sweptAt: agrees ? this.context.now() : null,
    };
    if (agrees) this.judge(counted, read, counted !== null);
  }

  /** Everything in the order of the key, in one snapshot, compared with what the database counts in it. */
  private async *compareAll(): AsyncGenerator<PulledPage> {
    const { reader, context } = this;
    const startedAt = context.now();
    await reader.beginSnapshot();
    const counted = await reader.count();
    let from: From | null = null;
    let read = 0;
    for (;;) {
      if (context.signal.aborted) return;
      const page: ReadPage = await reader.page('all', from);
      read += page.rows.length;
      if (page.rows.length > 0) yield this.pageOf(page.rows, null);
      if (!page.more) break;
      from = page.last;
    }
    // After a lost connection the rest is of a later moment: only if nothing was added or removed is it complete.
    const after = reader.snapshotBroken ? await reader.count() : counted;
    await reader.endSnapshot();
    const isComplete = counted !== null && counted.keyed === read && after?.keyed === read;
    this.judge(counted, read, isComplete);
    const lastCounted = this.state.missingCountedAt ?? Number.NEGATIVE_INFINITY;
    const isDue = reader.kind !== null || startedAt - lastCounted >= COUNT_MISSING_EVERY_MS;
    const countsMissing = isComplete && read > 0 && isDue;
    this.state = {
      ...this.state,
      loaded: true,
      sweptAt: startedAt,
      missingCountedAt: countsMissing ? startedAt : this.state.missingCountedAt,
      ...(reader.kind === null && isComplete ? { upTo: startedAt } : {}),
    };
    yield {
      ...this.pageOf([], null),
      cursor: writeCursor(this.state),
      sweepStartedAt: countsMissing ? startedAt : null,
    };
  }

  /** Keeps what a whole reading has shown. One that the database could not count in time shows nothing of what is missing. */
  private judge(counted: Count | null, read: number, isComplete: boolean): void {
    const noted: SentError[] = [];
    if (counted === null) noted.push(upstreamMessage('exchange-not-counted', {}));
    else if (counted.all > counted.keyed) {
      const rows = counted.all - counted.keyed;
      noted.push(upstreamMessage('exchange-no-key', { column: this.config.exchange.key, rows }));
    }
    if (isComplete && read === 0) noted.push(upstreamMessage('sweep-empty', {}));
    const missing = counted === null ? this.state.missing : isComplete ? null : missingFrom(counted, read);
    this.state = { ...this.state, noted, missing };
  }

  private pageOf(rows: unknown[], cursor: string | null): PulledPage {
    return { rows, cursor, sweepStartedAt: null, skewMs: this.skewMs };
  }
}
