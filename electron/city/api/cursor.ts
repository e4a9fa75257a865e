import { createHash } from 'node:crypto';

/**
 * The cursor of the queue. Columns page by position, and positions shift while rows come in. So a cursor remembers the
 * last rows that were sent (up to five, as sequence numbers) besides the position after them. Where those rows stand
 * now tells where to go on: each of them predicts a position, and the median wins, so that one or two of them moving
 * (an update under the sort «updated») or leaving the filter do not mislead. Nothing is then skipped or repeated by
 * insertions. When all of them are gone the old position is the best guess.
 */
export type Cursor = { position: number; anchors: number[] };

const ANCHORS = 5;

/** Opaque text; `query` (filter and sort, without paging) is sealed in so that a cursor of another query is refused. */
export function writeCursor(position: number, sent: ArrayLike<number>, query: unknown): string {
  const anchors: number[] = [];
  for (let i = Math.max(0, sent.length - ANCHORS); i < sent.length; i++) anchors.push(sent[i] ?? 0);
  return Buffer.from([seal(query), position, ...anchors].join('.'), 'latin1').toString('base64url');
}

/** Null when the text is no cursor, or one of another query. */
export function readCursor(text: string, query: unknown): Cursor | null {
  const [mark, ...rest] = Buffer.from(text, 'base64url').toString('latin1').split('.');
  if (mark !== seal(query) || rest.length < 1 || rest.length > ANCHORS + 1) return null;
  const numbers = rest.map((part) => (/^\d{1,10}$/.test(part) ? Number(part) : Number.NaN));
  const [position, ...anchors] = numbers;
  if (position === undefined || numbers.some(Number.isNaN)) return null;
  return { position, anchors };
}

/** True when the rows just before the cursor's position are the anchors: nothing moved, the usual case. */
export function stillThere(cursor: Cursor, before: ArrayLike<number>): boolean {
  return (
    before.length === cursor.anchors.length &&
    cursor.anchors.every((anchor, index) => before[index] === anchor)
  );
}

/** Where to go on in the whole filtered order `all`. */
export function relocate(cursor: Cursor, all: ArrayLike<number>): number {
  const wanted = new Map(cursor.anchors.map((anchor, index) => [anchor, cursor.anchors.length - index]));
  const predictions: number[] = [];
  for (let at = 0; at < all.length && predictions.length < wanted.size; at++) {
    const ahead = wanted.get(all[at] ?? -1);
    if (ahead !== undefined) predictions.push(at + ahead);
  }
  predictions.sort((a, b) => a - b);
  return predictions[predictions.length >> 1] ?? Math.min(cursor.position, all.length);
}

function seal(query: unknown): string {
  return createHash('sha256').update(JSON.stringify(query)).digest('base64url').slice(0, 8);
}
