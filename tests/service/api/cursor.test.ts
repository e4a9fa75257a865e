import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUnmoved, readCursor, relocate, writeCursor } from '../../../electron/city/api/cursor.ts';

const query = { sort: '-requested', filter: {} };

/** Pages through `order` (asked anew for each page) as the queue does. */
function walk(order: (page: number) => number[], limit: number): number[] {
  const seen: number[] = [];
  let text: string | null = null;
  for (let page = 0; page < 200; page++) {
    const all = order(page);
    let start = 0;
    if (text !== null) {
      const cursor = readCursor(text, query);
      if (cursor === null) throw new Error('cursor not read back');
      const before = all.slice(Math.max(0, cursor.position - cursor.anchors.length), cursor.position);
      start = isUnmoved(cursor, before) ? cursor.position : relocate(cursor, all);
    }
    const sent = all.slice(start, start + limit);
    seen.push(...sent);
    if (sent.length === 0 || start + sent.length >= all.length) return seen;
    text = writeCursor(start + sent.length, sent, query);
  }
  throw new Error('never ended');
}

describe('the cursor of the queue', () => {
  it('skips nothing and repeats nothing while rows are inserted anywhere', () => {
    const insertions = fc.array(fc.record({ page: fc.nat(20), at: fc.nat(100) }), { maxLength: 60 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 80 }),
        fc.integer({ min: 1, max: 9 }),
        insertions,
        (n, limit, inserts) => {
          const base = Array.from({ length: n }, (_, i) => i + 1);
          const order = [...base];
          let fresh = 1000;
          let done = -1;
          const seen = walk((page) => {
            for (; done < page; done++)
              for (const insert of inserts)
                if (insert.page === done + 1 && done >= 0)
                  order.splice(insert.at % (order.length + 1), 0, fresh++);
            return order;
          }, limit);
          expect(seen.filter((seq) => seq <= n)).toEqual(base);
          expect(new Set(seen).size).toBe(seen.length);
        },
      ),
    );
  });

  it('is not misled by one of its rows moving to the top, or leaving', () => {
    const order = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    const moved = walk((page) => (page === 0 ? order : [5, 1, 2, 3, 4, 6, 7, 8, 9, 10]), 5);
    expect(moved).toEqual(order);
    const left = walk((page) => (page === 0 ? order : [1, 2, 3, 4, 6, 7, 8, 9, 10]), 5);
    expect(left).toEqual(order);
  });

  it('does not follow a row that moved to the far end', () => {
    const order = Array.from({ length: 3000 }, (_, i) => i + 1);
    const cursor = readCursor(writeCursor(5, [1, 2, 3, 4, 5], query), query);
    const after = [...order.filter((seq) => seq !== 5), 5];
    expect(cursor && relocate(cursor, after)).toBe(4);
  });

  it('goes on where it stood when its rows have left the filter', () => {
    const cursor = readCursor(writeCursor(3, [1, 2, 3], query), query);
    expect(cursor && relocate(cursor, [4, 5, 6, 7, 8])).toBe(3);
    expect(cursor && relocate(cursor, [4])).toBe(1);
  });

  it('is refused for another query, or when it is no cursor', () => {
    const text = writeCursor(3, [1, 2, 3], query);
    expect(readCursor(text, { ...query, sort: 'due' })).toBeNull();
    fc.assert(fc.property(fc.string(), (junk) => readCursor(junk, query) === null));
  });

  it('stays within the length that the contract allows', () => {
    const big = Array.from({ length: 9 }, (_, i) => 4_294_967_290 - i);
    expect(writeCursor(4_294_967_290, big, query).length).toBeLessThanOrEqual(200);
  });
});
