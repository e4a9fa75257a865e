import { hash } from 'node:crypto';
import type { RestMapping } from '../../../../shared/contract/sources.ts';
import { UpstreamError } from '../adapter.ts';
import type { Unwrapped } from './envelope.ts';

/** A list longer than this is a server that makes up pages. */
const MOST_PAGES = 20_000;
/** Pages in a row with nothing new, other than page 1 again: the list grew by whole pages meanwhile. */
const MOST_REPEATS = 2;

export type Walk = {
  fetchPage(page: number): Promise<Unwrapped>;
  paging: RestMapping['paging'];
  signal: AbortSignal;
};

export type WalkEnd = {
  /** Pages that held rows. */
  pages: number;
  /** Every row of the list was seen: what is missing now is really gone upstream. */
  complete: boolean;
};

/** Short fingerprint of a row as received. */
export function digestOf(row: unknown): string {
  return hash('sha1', JSON.stringify(row) ?? 'undefined', 'base64');
}

/**
 * Walks a paged list that may move while it is read (work-order-apis.md §1.5, 3) and yields each distinct row once, page
 * by page. Ends at an empty page, at a page shorter than the longest seen (unless the stated total says that more
 * must come), when page 1 comes again for page n (servers that ignore the parameter), or when the total is reached.
 * Then page 1 is read once more for rows that came in meanwhile, and the whole list when its total changed.
 */
export async function* walkPages(walk: Walk): AsyncGenerator<unknown[], WalkEnd> {
  const state: State = { seen: new Set(), pages: 0, totals: new Set(), lastTotal: null, firstPage: '' };
  if (!(yield* pass(walk, state))) return { pages: state.pages, complete: false };
  if (walk.paging !== null && state.pages > 1) {
    if (!(yield* freshHead(walk, state))) return { pages: state.pages, complete: false };
    if (state.totals.size > 1 && !(yield* pass(walk, state))) return { pages: state.pages, complete: false };
  }
  // A total that stayed the same but was never reached counts rows that this key may not see.
  const short = state.lastTotal !== null && state.seen.size < state.lastTotal && state.totals.size > 1;
  return { pages: state.pages, complete: !short };
}

type State = {
  seen: Set<string>;
  pages: number;
  totals: Set<number>;
  lastTotal: number | null;
  /** Fingerprint of page 1. */
  firstPage: string;
};

/** One pass from the first page to the end; false when aborted. */
async function* pass(walk: Walk, state: State): AsyncGenerator<unknown[], boolean> {
  const first = walk.paging?.firstPage ?? 1;
  let longest = 0;
  let repeats = 0;
  let received = 0;
  for (let page = first; ; page++) {
    if (walk.signal.aborted) return false;
    if (page - first >= MOST_PAGES) {
      throw new UpstreamError(
        'too-many-pages',
        `上游分页超过 ${MOST_PAGES} 页仍未结束，请核对分页参数`,
        false,
      );
    }
    const { rows, digests, total } = await read(walk, state, page);
    if (rows.length === 0) return true;
    state.pages = Math.max(state.pages, page - first + 1);
    const whole = digests.join();
    if (page === first) state.firstPage = whole;
    else if (whole === state.firstPage) return true;
    received += rows.length;
    longest = Math.max(longest, rows.length);
    const fresh = unseen(rows, digests, state.seen);
    repeats = fresh.length === 0 && page > first ? repeats + 1 : 0;
    if (fresh.length > 0) yield fresh;
    if (walk.paging === null) return true;
    // A second pass sees nothing new on most pages; only its end by length or total counts.
    if (total === null && (rows.length < longest || repeats > MOST_REPEATS)) return true;
    if (total !== null && received >= total) return true;
    if (total !== null && repeats > MOST_REPEATS && state.totals.size === 1) return true;
  }
}

/** Page 1 again, and on while everything on a page is new; false when aborted. */
async function* freshHead(walk: Walk, state: State): AsyncGenerator<unknown[], boolean> {
  const first = walk.paging?.firstPage ?? 1;
  for (let page = first; page - first < MOST_PAGES; page++) {
    if (walk.signal.aborted) return false;
    const { rows, digests } = await read(walk, state, page);
    const fresh = unseen(rows, digests, state.seen);
    if (fresh.length > 0) yield fresh;
    if (fresh.length < rows.length || rows.length === 0) return true;
  }
  return true;
}

async function read(
  walk: Walk,
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

function unseen(rows: unknown[], digests: string[], seen: Set<string>): unknown[] {
  return rows.filter((_row, index) => {
    const digest = digests[index] ?? '';
    if (seen.has(digest)) return false;
    seen.add(digest);
    return true;
  });
}
