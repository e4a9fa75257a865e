import { createHash } from 'node:crypto';

/**
 * The cursor of the queue. Columns page by position, and positions shift while rows arrive. So a cursor holds the last
 * rows that were sent (up to five, as sequence numbers) besides the position after them, and continues after the
 * last of them that is still in order. Insertions and removals then neither skip nor repeat rows. A row that an update
 * moved (sorts «updated» and «due») is out of order or far away, and is ignored. When none is left, the old position is
 * used.
 */
export type Cursor = { position: number; anchors: number[] };

const ANCHORS = 5;

/** When two adjacent rows are further apart than this, one of them has moved. */
const MAX_GAP = 1000;

/** Opaque text; `query` (filter and sort, without paging) is part of it, so that a cursor of another query is refused. */
export function writeCursor(position: number, sent: ArrayLike<number>, query: unknown): string {
  const anchors: number[] = [];
  for (let i = Math.max(0, sent.length - ANCHORS); i < sent.length; i++) anchors.push(sent[i] ?? 0);
  return Buffer.from([queryDigest(query), position, ...anchors].join('.'), 'latin1').toString('base64url');
}

/** Null when the text is no cursor, or one of another query. */
export function readCursor(text: string, query: unknown): Cursor | null {
  const [mark, ...rest] = Buffer.from(text, 'base64url').toString('latin1').split('.');
  if (mark !== queryDigest(query) || rest.length < 1 || rest.length > ANCHORS + 1) return null;
  const numbers = rest.map((part) => (/^\d{1,10}$/.test(part) ? Number(part) : Number.NaN));
  const [position, ...anchors] = numbers;
  if (position === undefined || numbers.some(Number.isNaN)) return null;
  return { position, anchors };
}

/** True when the rows just before the cursor's position are the anchors: nothing moved, the usual case. */
export function isUnmoved(cursor: Cursor, before: ArrayLike<number>): boolean {
  return (
    before.length === cursor.anchors.length &&
    cursor.anchors.every((anchor, index) => before[index] === anchor)
  );
}

/** The position to continue from in the whole filtered order `all`. */
export function relocate(cursor: Cursor, all: ArrayLike<number>): number {
  const wanted = new Set(cursor.anchors);
  const found = new Map<number, number>();
  for (let at = 0; at < all.length && found.size < wanted.size; at++) {
    const seq = all[at] ?? -1;
    if (wanted.has(seq)) found.set(seq, at);
  }
  const positions = cursor.anchors.flatMap((anchor) => found.get(anchor) ?? []);
  const inOrder = longestIncreasing(positions);
  while (inOrder.length > 1 && (inOrder.at(-1) ?? 0) - (inOrder.at(-2) ?? 0) > MAX_GAP) inOrder.pop();
  const last = inOrder.at(-1);
  return last === undefined ? Math.min(cursor.position, all.length) : last + 1;
}

/** The longest increasing subsequence of the positions; there are at most five. */
function longestIncreasing(positions: readonly number[]): number[] {
  let best: number[] = [];
  const ends: number[][] = [];
  for (const position of positions) {
    let before: number[] = [];
    for (const end of ends) if ((end.at(-1) ?? 0) < position && end.length > before.length) before = end;
    const run = [...before, position];
    ends.push(run);
    if (run.length > best.length) best = run;
  }
  return best;
}

function queryDigest(query: unknown): string {
  return createHash('sha256').update(JSON.stringify(query)).digest('base64url').slice(0, 8);
}
