import type { SentError } from '../../../../shared/contract/common.ts';
import { upstreamMessage } from '../../../../shared/errors/upstream/message.ts';
import type { UpstreamParameters } from '../../../../shared/errors/upstream/table.ts';
import { UpstreamError } from '../adapter.ts';
import { digestOf } from './digest.ts';
import { type ListedRow, Pass } from './pass.ts';

/** A server that has more pages than this generates them endlessly. */
const MAX_PAGES = 20_000;
/** Pages in a row without a new row (other than page 1 again): the list grew by whole pages while it was read. */
const MAX_REPEATED_PAGES = 2;
/** Empty pages in a row, where more rows are known to follow. */
const MAX_EMPTY_PAGES = 2;
/** Pages in a row along links or cursors that are empty or bring nothing new. */
const MAX_IDLE_PAGES = 20;
/** Readings of a list that becomes shorter while it is read, or whose pages overlap. */
const MAX_PASSES = 3;

/** Where a page begins: each kind of paging uses what it needs. */
export type Position = {
  page: number;
  offset: number;
  /** Rows to ask for. */
  size: number;
  /** What the page before gave for this one; null for the first. */
  token: string | null;
};

export type ListPage = {
  rows: unknown[];
  /** Number of all matching rows as the upstream states it; null where it does not. */
  total: number | null;
  /** Whether the answer says that more rows follow; null where it says nothing. */
  more: boolean | null;
  /** Cursor or address of the next page, where the answer gives one. */
  next: string | null;
  /** The next page is on another host and is not asked for. */
  nextElsewhere?: boolean;
};

export type ListWalk = {
  fetchPage(at: Position): Promise<ListPage>;
  /** Null: the list is not paged. */
  by: 'page' | 'offset' | 'token' | null;
  firstPage: number;
  size: number;
  /** What makes a row the same as another: the number of its case; null where it has none, then all of it. */
  identityOf(row: unknown): string | null;
  /** Asks for the number of all rows; null where the upstream has no such question. It resolves to null where it says nothing. */
  count: (() => Promise<number | null>) | null;
  signal: AbortSignal;
};

export type WalkEnd = {
  /** Pages with rows. */
  pages: number;
  /** Rows of one page, as the server gives them. */
  size: number;
  /** Distinct rows. */
  received: number;
  /** Null: every row was received, as far as the upstream tells. Else the message that says how many are missing. */
  missing: SentError | null;
  aborted: boolean;
};

type Why = UpstreamParameters<'source-incomplete'>['why'];

/**
 * Pages through a list that may change while it is read (work-order-apis.md §1.5, 3), yields each distinct row once, page by
 * page, and tells whether that was all. A pass ends at an empty page, when a page repeats the first one (a server that ignores
 * the parameter), when nothing new comes any more, or when the stated number is reached. Then page 1 is read again for rows
 * that arrived meanwhile; and the whole list again where it became shorter or its pages overlapped. Throws UpstreamError.
 */
export async function* walkList(walk: ListWalk): AsyncGenerator<ListedRow[], WalkEnd> {
  // Over all passes: where an upstream orders its pages differently each time, together they may have every row.
  const all = new Pass();
  const state: State = { yielded: new Set(), pages: 0, size: walk.size, all };
  for (let number = 1; ; number += 1) {
    const pass = new Pass();
    if (walk.count !== null) pass.note(await walk.count());
    const why = yield* readThrough(walk, pass, state);
    if (why !== 'aborted' && walk.by !== null && state.pages > 1) yield* readHead(walk, pass, state);
    if (walk.count !== null && why !== 'aborted') pass.note(await walk.count());
    const { pages, size } = state;
    if (why === 'aborted' || walk.signal.aborted)
      return { pages, size, received: pass.received, missing: null, aborted: true };
    if (pass.stated !== null) all.note(pass.stated);
    const received = all.hasShrunk ? pass.received : all.received;
    // A server that ignores paging may still have given everything that it counts. A flag of «more» weighs more than a number.
    const isOdd = why !== null && !(why === 'ignores-paging' && pass.stated !== null);
    const mayHaveSlipped = pass.hasShrunk && pages > 1;
    const isWhole = received >= pass.needed && !isOdd && !mayHaveSlipped;
    const isUncertain = mayHaveSlipped || (!isWhole && pass.repeated > 0 && why !== 'ignores-paging');
    if (isUncertain && number < MAX_PASSES) continue;
    const { stated } = pass;
    const reason: Why = why ?? (mayHaveSlipped ? 'changing' : 'short');
    const missing = isWhole ? null : upstreamMessage('source-incomplete', { stated, received, why: reason });
    return { pages, size, received, missing, aborted: false };
  }
}

type State = { yielded: Set<string>; pages: number; size: number; all: Pass };

/** Reads from the first page to the end. Returns what is odd about that end, null where nothing is. */
async function* readThrough(
  walk: ListWalk,
  pass: Pass,
  state: State,
): AsyncGenerator<ListedRow[], Why | 'aborted' | null> {
  const at: Position = { page: walk.firstPage, offset: 0, size: walk.size, token: null };
  const tokens = new Set<string>();
  let first = '';
  let repeats = 0;
  let empties = 0;
  let idle = 0;
  for (let number = 1; ; number += 1) {
    if (walk.signal.aborted) return 'aborted';
    if (number > MAX_PAGES) throw new UpstreamError('too-many-pages', { pages: MAX_PAGES }, false);
    const { answer, rows } = await readPage(walk, at, first, pass);
    const { total, more, next } = answer;
    const fingerprint = fingerprintOf(rows);
    if (rows.length > 0) {
      state.pages = Math.max(state.pages, number);
      if (number === 1) first = fingerprint;
      else if (walk.by !== 'token' && fingerprint === first) {
        // As many as were asked for, again and again: nothing tells how many there are behind them. Nor does a single row, which
        // a server may give whatever it is asked for.
        const isLimit = rows.length === walk.size || rows.length === 1;
        return isLimit || more === true ? 'ignores-paging' : null;
      }
    }
    const added = pass.add(rows, false);
    state.all.add(rows, false);
    yield* unseen(rows, state.yielded);
    const reached = pass.stated !== null && pass.received >= pass.stated;
    if (walk.by === null) return more === true || next !== null ? 'more' : null;
    if (walk.by === 'token') {
      // Every page may have a new token and the same rows.
      idle = added === 0 ? idle + 1 : 0;
      if (idle > MAX_IDLE_PAGES) return 'repeats';
      if (answer.nextElsewhere === true) return reached ? null : 'other-host';
      if (next === null) return more === true ? 'more' : null;
      if (tokens.has(next)) return 'repeats';
      tokens.add(next);
      at.token = next;
      continue;
    }
    if (rows.length === 0) {
      empties += 1;
      const expected = more === true || (pass.stated !== null && !reached);
      if (!expected || empties > MAX_EMPTY_PAGES) return more === true ? 'more' : null;
      at.page += 1;
      at.offset += at.size;
      continue;
    }
    empties = 0;
    repeats = added === 0 ? repeats + 1 : 0;
    if (repeats > MAX_REPEATED_PAGES) return more === true ? 'repeats' : null;
    if (more !== true && (reached || (more === false && total === null))) return null;
    at.page += 1;
    at.offset += rows.length;
    // A server that gives fewer than were asked for may count its pages by either number; asked for what it gives, it has one.
    if (number === 1 && rows.length < at.size) at.size = rows.length;
    state.size = at.size;
  }
}

/**
 * One page. A page that equals the first one may come from a stale cache, so it is asked for once more; and one that is
 * refused in the size that the server itself gave is asked for in the size of the walk.
 */
async function readPage(
  walk: ListWalk,
  at: Position,
  first: string,
  pass: Pass,
): Promise<{ answer: ListPage; rows: ListedRow[] }> {
  let answer: ListPage;
  try {
    answer = await walk.fetchPage({ ...at });
  } catch (error) {
    const refused = error instanceof UpstreamError && REFUSALS.has(error.code);
    if (!refused || at.size === walk.size) throw error;
    at.size = walk.size;
    answer = await walk.fetchPage({ ...at });
  }
  let rows = listed(answer.rows, walk);
  if (first !== '' && walk.by !== 'token' && fingerprintOf(rows) === first) {
    answer = await walk.fetchPage({ ...at });
    rows = listed(answer.rows, walk);
  }
  pass.note(answer.total);
  return { answer, rows };
}

function listed(rows: readonly unknown[], { identityOf }: ListWalk): ListedRow[] {
  return rows.map((row) => {
    const digest = digestOf(row);
    return { row, digest, identity: identityOf(row) ?? digest };
  });
}

function fingerprintOf(rows: readonly ListedRow[]): string {
  return rows.map(({ digest }) => digest).join();
}

const REFUSALS = new Set(['http-status', 'upstream-refused']);

/** Reads page 1 again, and further pages while all rows of a page are new. */
async function* readHead(walk: ListWalk, pass: Pass, state: State): AsyncGenerator<ListedRow[], void> {
  const at: Position = { page: walk.firstPage, offset: 0, size: state.size, token: null };
  for (let number = 1; number < MAX_PAGES && !walk.signal.aborted; number += 1) {
    const { answer, rows } = await readPage(walk, at, '', pass);
    const { next } = answer;
    const before = state.yielded.size;
    pass.add(rows, true);
    state.all.add(rows, true);
    yield* unseen(rows, state.yielded);
    if (rows.length === 0 || state.yielded.size - before < rows.length) return;
    if (walk.by === 'token' && next === null) return;
    at.page += 1;
    at.offset += rows.length;
    at.token = next;
  }
}

function* unseen(rows: readonly ListedRow[], seen: Set<string>): Generator<ListedRow[], void> {
  const found = rows.filter(({ digest }) => {
    if (seen.has(digest)) return false;
    seen.add(digest);
    return true;
  });
  if (found.length > 0) yield found;
}
