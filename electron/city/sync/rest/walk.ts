import { hash } from 'node:crypto';
import type { RestMapping } from '../../../../shared/contract/sources.ts';
import { UpstreamError } from '../adapter.ts';
import type { UnwrappedPage } from './envelope.ts';

/** A server that has more pages than this generates them endlessly. */
const MAX_PAGES = 20_000;
/** Pages in a row without a new row (other than page 1 again): the list grew by whole pages while it was read. */
const MAX_REPEATED_PAGES = 2;

export type PageWalk = {
  fetchPage(page: number): Promise<UnwrappedPage>;
  paging: RestMapping['paging'];
  signal: AbortSignal;
};

export type WalkResult = {
  /** Pages with rows. */
  pages: number;
  /** Every row of the list was seen: a case that is missing has been deleted upstream. */
  complete: boolean;
};

/** SHA-1 of a row as received, base64. */
export function digestOf(row: unknown): string {
  return hash('sha1', JSON.stringify(row) ?? 'undefined', 'base64');
}

/**
 * Pages through a list that may change while it is read (work-order-apis.md §1.5, 3) and yields each distinct row once,
 * page by page. Ends at an empty page, at a page shorter than the longest one seen (unless the stated total requires
 * more rows), when page n repeats page 1 (a server that ignores the parameter), or when the total is reached. Then it
 * reads page 1 again for rows that arrived meanwhile, and the whole list again when the total changed. Throws
 * UpstreamError.
 */
export async function* walkPages(walk: PageWalk): AsyncGenerator<unknown[], WalkResult> {
  const state: State = { seen: new Set(), pages: 0, totals: new Set(), lastTotal: null, firstPage: '' };
  if (!(yield* readFromStart(walk, state))) return { pages: state.pages, complete: false };
  if (walk.paging !== null && state.pages > 1) {
    if (!(yield* rereadHead(walk, state))) return { pages: state.pages, complete: false };
    if (state.totals.size > 1 && !(yield* readFromStart(walk, state)))
      return { pages: state.pages, complete: false };
  }
  // A total that stayed the same but was never reached includes rows that this API key may not see.
  const short = state.lastTotal !== null && state.seen.size < state.lastTotal && state.totals.size > 1;
  return { pages: state.pages, complete: !short };
}

type State = {
  seen: Set<string>;
  pages: number;
  totals: Set<number>;
  lastTotal: number | null;
  /** Digests of page 1, joined. */
  firstPage: string;
};

/** Reads from the first page to the end; returns false when aborted. */
async function* readFromStart(walk: PageWalk, state: State): AsyncGenerator<unknown[], boolean> {
  const first = walk.paging?.firstPage ?? 1;
  let longest = 0;
  let repeats = 0;
  let received = 0;
  for (let page = first; ; page++) {
    if (walk.signal.aborted) return false;
    if (page - first >= MAX_PAGES) {
      throw new UpstreamError('too-many-pages', { pages: MAX_PAGES }, false);
    }
    const { rows, digests, total } = await readPage(walk, state, page);
    if (rows.length === 0) return true;
    state.pages = Math.max(state.pages, page - first + 1);
    const pageDigest = digests.join();
    if (page === first) state.firstPage = pageDigest;
    else if (pageDigest === state.firstPage) return true;
    received += rows.length;
    longest = Math.max(longest, rows.length);
    const newRows = takeUnseen(rows, digests, state.seen);
    repeats = newRows.length === 0 && page > first ? repeats + 1 : 0;
    if (newRows.length > 0) yield newRows;
    if (walk.paging === null) return true;
    // A second read finds nothing new on most pages, so only page length or the total can end it.
    if (total === null && (rows.length < longest || repeats > MAX_REPEATED_PAGES)) return true;
    if (total !== null && received >= total) return true;
    if (total !== null && repeats > MAX_REPEATED_PAGES && state.totals.size === 1) return true;
  }
}

/** Reads page 1 again, and further pages while all rows of a page are new; returns false when aborted. */
async function* rereadHead(walk: PageWalk, state: State): AsyncGenerator<unknown[], boolean> {
  const first = walk.paging?.firstPage ?? 1;
  for (let page = first; page - first < MAX_PAGES; page++) {
    if (walk.signal.aborted) return false;
    const { rows, digests } = await readPage(walk, state, page);
    const newRows = takeUnseen(rows, digests, state.seen);
    if (newRows.length > 0) yield newRows;
    if (newRows.length < rows.length || rows.length === 0) return true;
  }
  return true;
}

async function readPage(
  walk: PageWalk,
  state: State,
  page: number,
): Promise<{ rows: unknown[]; digests: string[]; total: number | null }> {
  const { rows, total } = await walk.fetchPage(page);
  if (total !== null) {
    state.totals.add(total);
    state.lastTotal = total;
  }
  return { rows, digests: rows.map(digestOf), total };
}

function takeUnseen(rows: unknown[], digests: string[], seen: Set<string>): unknown[] {
  return rows.filter((_row, index) => {
    const digest = digests[index] ?? '';
    if (seen.has(digest)) return false;
    seen.add(digest);
    return true;
  });
}
