import type { DialectRecord } from '../../../../shared/contract/sources.ts';
import type { Batch, Open311Client } from './client.ts';
import type { Cursor } from './cursor.ts';

/** A runaway guard, far above what any list holds. */
const MAX_PAGES = 20_000;
/** Passes over a list that moves while it is read. */
const MAX_PASSES = 4;

/** Whether an answer may have been cut off by the server's limit on rows. */
export function mayBeCut(batch: Batch, largestBefore: number, dialect: DialectRecord): boolean {
  const rows = batch.rows.length;
  if (batch.more) return true;
  // Fewer than an answer seen before: the limit, if any, is higher. A handful is nobody's limit unless it is ours.
  return rows >= largestBefore && (rows >= 10 || rows >= dialect.maxPage);
}

/**
 * Pages on from an answered first page until a page is short, empty, missing (404) or brings nothing new, then looks
 * at the first page again: a list ordered by change moves on while it is read, and what moved to its front is found
 * there. Yields every batch but the first; returns whether the list was read to its end.
 */
export async function* pageOn(
  client: Open311Client,
  params: [string, string][],
  first: Batch,
  cursor: Cursor,
  dialect: DialectRecord,
): AsyncGenerator<Batch, boolean> {
  if (dialect.pageParam === null || cursor.ignoresPaging) return false;
  const seen = new Set(first.ids);
  for (let pass = 1; pass <= MAX_PASSES; pass += 1) {
    for (let page = 2; page <= MAX_PAGES; page += 1) {
      const batch = await client.list(params, page);
      const fresh = addNew(seen, batch);
      if (batch.rows.length === 0) break;
      if (fresh === 0 && pass === 1) {
        // Page 2 that repeats page 1 to the letter: the parameter is not known there.
        if (page === 2 && sameIds(batch, first)) {
          cursor.ignoresPaging = true;
          return false;
        }
        break;
      }
      yield batch;
      const full = mayBeCut(batch, cursor.largest, dialect);
      cursor.largest = Math.max(cursor.largest, batch.rows.length);
      if (!full) break;
    }
    const again = await client.list(params, 1);
    const moved = addNew(seen, again);
    yield again;
    if (moved === 0) return true;
  }
  return true;
}

function addNew(seen: Set<string>, batch: Batch): number {
  const before = seen.size;
  for (const id of batch.ids) seen.add(id);
  return seen.size - before;
}

function sameIds(a: Batch, b: Batch): boolean {
  return a.ids.length === b.ids.length && a.ids.every((id, index) => id === b.ids[index]);
}
