import type { DialectRecord } from '../../../../shared/contract/sources.ts';
import type { CaseBatch, Open311Client } from './client.ts';
import type { Cursor } from './cursor.ts';

/** Bound for a server whose pages never end; far more than any list has. */
const MAX_PAGES = 20_000;
/** Passes over a list that changes while it is read. */
const MAX_PASSES = 4;

/** Some servers return a little less than their limit, because they filter rows after counting them. */
const NEAR_LIMIT_SHARE = 0.9;
/** Responses with fewer rows are common: whether a limit has truncated one is found out by asking again (`isDoubtful`). */
export const FEW_ROWS = 10;
/**
 * Whether the server's limit on rows may have truncated a response. The limit need not be known: a response with
 * clearly fewer rows than an earlier one (`cursor.largest`) is complete; one with as many may be truncated.
 */
export function mayBeTruncated({ rows, more }: CaseBatch, cursor: Cursor, dialect: DialectRecord): boolean {
  if (more || rows.length >= dialect.maxPage || rows.length === cursor.cap) return true;
  return rows.length >= FEW_ROWS && isAsLargeAsAny(rows.length, cursor);
}

/** Whether a response that does not look truncated has so few rows that only asking again can tell. */
export function isDoubtful({ rows }: CaseBatch, cursor: Cursor): boolean {
  return rows.length > 0 && rows.length < FEW_ROWS && isAsLargeAsAny(rows.length, cursor);
}

function isAsLargeAsAny(rows: number, { largest }: Cursor): boolean {
  return rows >= largest * NEAR_LIMIT_SHARE;
}

/** Whether the server gives a single row whatever is asked, and no pages: others of the same second cannot be read. */
export function hidesRows({ largest, cap, ignoresPaging }: Cursor, dialect: DialectRecord): boolean {
  const givesOne = largest <= 1 && (cap === 1 || dialect.maxPage === 1);
  return givesOne && (dialect.pageParam === null || ignoresPaging);
}

/** Notes how many rows a response had. One with more than a known limit shows that there is no such limit. */
export function noteSize(cursor: Cursor, { rows }: CaseBatch): void {
  cursor.largest = Math.max(cursor.largest, rows.length);
  if (cursor.cap !== null && rows.length > cursor.cap) cursor.cap = null;
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
      const full = mayBeTruncated(batch, cursor, dialect) || isDoubtful(batch, cursor);
      noteSize(cursor, batch);
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
