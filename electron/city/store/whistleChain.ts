import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';

/** A place in a chain: the last row's number and hash. */
export type Link = { seq: number; hash: Buffer };

/** What the first row of a chain follows. */
const BEGINNING: Link = { seq: 0, hash: Buffer.alloc(32) };

/** SHA-256 over the hash before and the content: a row cannot be changed without changing every one after it. */
export function linkAfter(previous: Link, content: string): Link {
  const hash = createHash('sha256').update(previous.hash).update(content, 'utf8').digest();
  return { seq: previous.seq + 1, hash };
}

/** JSON with its keys in order, so that equal values are equal texts. Undefined fields are left out, as JSON does. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  });
}

export type ChainName = 'audit' | 'whistles' | 'handovers';

/** The head of a chain as stored. Read anew each time: a rolled-back transaction must leave no trace in memory. */
export function createChain(db: Database, chain: ChainName) {
  const read = db.prepare<[string], Link>('SELECT seq, hash FROM chain_heads WHERE chain = ?');
  const write = db.prepare(
    `INSERT INTO chain_heads (chain, seq, hash) VALUES (?, ?, ?)
     ON CONFLICT (chain) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`,
  );
  return {
    head: (): Link => read.get(chain) ?? BEGINNING,
    /** Inside the transaction that appended up to there. */
    moveTo: (link: Link): void => void write.run(chain, link.seq, link.hash),
  };
}

/**
 * Walks a chain's rows in order and tells the first break: a number left out, a content that does not fit its hash, rows
 * missing at the end. Null when it is whole.
 */
export function findBreak(
  rows: Iterable<{ seq: number; content: string; hash: Buffer }>,
  head: Link,
): string | null {
  let last = BEGINNING;
  for (const row of rows) {
    const link = linkAfter(last, row.content);
    if (row.seq !== link.seq) return `第 ${link.seq} 条缺失`;
    if (!link.hash.equals(row.hash)) return `第 ${row.seq} 条的内容与链不符`;
    last = link;
  }
  if (last.seq !== head.seq) return `末尾应为第 ${head.seq} 条，实际到第 ${last.seq} 条`;
  return last.hash.equals(head.hash) ? null : `末尾第 ${last.seq} 条的哈希与链头不符`;
}
