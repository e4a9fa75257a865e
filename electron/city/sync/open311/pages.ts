import type { DialectRecord } from '../../../../shared/contract/sources.ts';
import type { Batch, Open311Client } from './client.ts';
import type { Cursor } from './cursor.ts';

/** Stops a server that pages without end; far above what any list holds. */
const MAX_PAGES = 20_000;
/** Passes over a list that moves while it is read. */
const MAX_PASSES = 4;

/** Some servers answer a little less than their limit, because they filter rows after counting them. */
const NEAR_LIMIT_SHARE = 0.9;
/** No server limits answers to fewer rows than this, unless it was asked to. */
const MIN_LIMIT_ROWS = 10;

/**
 * Whether an answer may have been cut off by the server's limit on rows. The limit need not be known: clearly fewer
 * rows than in an answer seen before (`largestBefore`) cannot have been cut off, as many may have.
 */
export function mayBeTruncated(batch: Batch, largestBefore: number, dialect: DialectRecord): boolean {
  const rows = batch.rows.length;
  if (batch.more || rows >= dialect.maxPage) return true;
  return rows >= MIN_LIMIT_ROWS && rows >= largestBefore * NEAR_LIMIT_SHARE;
}

/**
 * Pages on from an answered first page until a page is short, empty, missing (404) or brings nothing new, then looks
 * at the first page again: a list ordered by change moves on while it is read, and what moved to its front is found
 * there. Yields every batch but the first; returns whether the list was read to its end.
 */
export async function* followingPages(
  client: Open311Client,
  params: [string, string][],
  first: Batch,
  cursor: Cursor,
  dialect: DialectRecord,
): AsyncGenerator<Batch, boolean> {
  if (dialect.pageParam === null || cursor.ignoresPaging) return false;
  const seen = new Set(first.ids);
  let slips = 0;
  for (let pass = 1; pass <= MAX_PASSES; pass += 1) {
    for (let page = 2; page <= MAX_PAGES; page += 1) {
      let batch = await client.list(params, page);
      // A page that repeats what was had may be a slip of the server's (or its cache's): twice is an answer.
      if (batch.rows.length > 0 && isRepeat(seen, batch)) batch = await client.list(params, page);
      if (batch.rows.length === 0) break;
      const repeat = isRepeat(seen, batch);
      if (repeat && pass === 1 && page === 2 && sameIds(batch, first)) {
        // Page 2 that is page 1 to the letter: the parameter is not known there. Page 3 has the last word.
        const third = await client.list(params, 3);
        if (third.rows.length > 0 && sameIds(third, first)) {
          cursor.ignoresPaging = true;
          return false;
        }
        slips += 1;
        // Page 2 once more: it has not been seen yet.
        if (slips <= MAX_PASSES) {
          page = 1;
          continue;
        }
      }
      if (repeat && pass === 1) break;
      for (const id of batch.ids) seen.add(id);
      yield batch;
      const full = mayBeTruncated(batch, cursor.largest, dialect);
      cursor.largest = Math.max(cursor.largest, batch.rows.length);
      if (!full) break;
    }
    const again = await client.list(params, 1);
    const moved = !isRepeat(seen, again);
    for (const id of again.ids) seen.add(id);
    yield again;
    if (!moved) return true;
  }
  return true;
}

function isRepeat(seen: Set<string>, batch: Batch): boolean {
  return batch.ids.every((id) => seen.has(id));
}

function sameIds(a: Batch, b: Batch): boolean {
  return a.ids.length === b.ids.length && a.ids.every((id, index) => id === b.ids[index]);
}
