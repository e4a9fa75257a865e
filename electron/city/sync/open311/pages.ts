import type { DialectRecord } from '../../../../shared/contract/sources.ts';
import type { CaseBatch, Open311Client } from './client.ts';
import type { Cursor } from './cursor.ts';

/** Bound for a server whose pages never end; far more than any list has. */
const MAX_PAGES = 20_000;
/** Passes over a list that changes while it is read. */
const MAX_PASSES = 4;

/** Some servers return a little less than their limit, because they filter rows after counting them. */
const NEAR_LIMIT_SHARE = 0.9;
/** No server limits responses to fewer rows than this, unless the query requests it. */
const MIN_LIMIT_ROWS = 10;

/**
 * Whether the server's limit on rows may have truncated a response. The limit need not be known: a response with
 * clearly fewer rows than an earlier one (`largestBefore`) is complete; one with as many may be truncated.
 */
export function mayBeTruncated(batch: CaseBatch, largestBefore: number, dialect: DialectRecord): boolean {
  const rows = batch.rows.length;
  if (batch.more || rows >= dialect.maxPage) return true;
  return rows >= MIN_LIMIT_ROWS && rows >= largestBefore * NEAR_LIMIT_SHARE;
}

/**
 * Reads the pages after `first` until a page is short, empty, missing (404) or has nothing new. Then it reads the first
 * page again: in a list ordered by change, rows that change meanwhile move to the front. Yields every batch except
 * `first`. Returns whether the list was read to its end. Throws UpstreamError.
 */
export async function* followingPages(
  client: Open311Client,
  params: [string, string][],
  first: CaseBatch,
  cursor: Cursor,
  dialect: DialectRecord,
): AsyncGenerator<CaseBatch, boolean> {
  if (dialect.pageParam === null || cursor.ignoresPaging) return false;
  const seen = new Set(first.ids);
  let rereads = 0;
  for (let pass = 1; pass <= MAX_PASSES; pass += 1) {
    for (let page = 2; page <= MAX_PAGES; page += 1) {
      let batch = await client.list(params, page);
      // A page without new rows may come from a stale cache, so it is requested once more.
      if (batch.rows.length > 0 && isRepeat(seen, batch)) batch = await client.list(params, page);
      if (batch.rows.length === 0) break;
      const repeat = isRepeat(seen, batch);
      if (repeat && pass === 1 && page === 2 && sameIds(batch, first)) {
        // Page 2 equals page 1: the server probably ignores the parameter. Page 3 decides.
        const third = await client.list(params, 3);
        if (third.rows.length > 0 && sameIds(third, first)) {
          cursor.ignoresPaging = true;
          return false;
        }
        rereads += 1;
        // Page 2 has not been seen yet: request it again.
        if (rereads <= MAX_PASSES) {
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

function isRepeat(seen: Set<string>, batch: CaseBatch): boolean {
  return batch.ids.every((id) => seen.has(id));
}

function sameIds(a: CaseBatch, b: CaseBatch): boolean {
  return a.ids.length === b.ids.length && a.ids.every((id, index) => id === b.ids[index]);
}
