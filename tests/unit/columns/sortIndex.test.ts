import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SortIndex } from '../../../electron/city/columns/sortIndex.ts';
import { SORT_KEYS, Table } from '../../../electron/city/columns/table.ts';
import type { ColumnRow } from '../../../electron/city/ports.ts';
import { sorted } from './oracle.ts';
import { body } from './rows.ts';

const plain = fc.sample(body, { numRuns: 1, seed: 5 })[0]!;
/** Few values: most rows tie with others. */
const due = fc.option(fc.integer({ min: 0, max: 9 }), { nil: null });

function everySeq(table: Table): Uint8Array {
  return new Uint8Array(table.length).fill(1).fill(0, 0, 1);
}

describe('Order', () => {
  it('merges small changes into a large order, among equal times and without times too', () => {
    // Enough rows that a handful of changes is merged, not sorted anew.
    const start = fc.array(due, { minLength: 320, maxLength: 400 });
    const change = fc.record({ seq: fc.integer({ min: 1, max: 420 }), dueAt: due });
    const patch = fc.array(change, { minLength: 1, maxLength: 18 });
    fc.assert(
      fc.property(start, fc.array(patch, { minLength: 1, maxLength: 4 }), (dues, patches) => {
        const table = new Table(0);
        const order = new SortIndex('dueAt');
        const store = new Map<number, ColumnRow>();
        const put = (seq: number, dueAt: number | null) => {
          const row = { ...plain, seq, dueAt };
          store.set(seq, row);
          if (table.put(row) & SORT_KEYS.dueAt) order.markChanged(seq);
        };
        const check = () => {
          const seqs = (sort: 'due' | '-due') => sorted([...store.values()], sort).map((row) => row.seq);
          const mask = everySeq(table);
          for (let seq = 1; seq < table.length; seq++) if (!store.has(seq)) mask[seq] = 0;
          expect([...order.filtered(table, mask, false)]).toEqual(seqs('due'));
          expect([...order.filtered(table, mask, true)]).toEqual(seqs('-due'));
          const latest = sorted([...store.values()], '-due').filter((row) => row.dueAt !== null);
          expect(order.latest(table, () => true, 7)).toEqual(latest.slice(0, 7).map((row) => row.seq));
        };
        dues.forEach((dueAt, i) => {
          put(i + 1, dueAt);
        });
        check();
        for (const changes of patches) {
          for (const { seq, dueAt } of changes) put(seq, dueAt);
          check();
        }
      }),
      { numRuns: 60 },
    );
  });
});
