import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSeenRows, type SeenRow } from '../../../electron/city/sync/file/seenRows.ts';

const time = fc.oneof(fc.constantFrom(0, -1, 1, -62_167_219_200_000), fc.integer());
const row: fc.Arbitrary<SeenRow> = fc.record({
  requestedAt: time,
  updatedAt: fc.option(time),
  content: fc.tuple(fc.maxSafeNat(), fc.maxSafeNat()),
});
const step = fc.record({ id: fc.constantFrom('1', '01', '宁1', '1 '), row, replaces: fc.boolean() });

it('says of each number what stands under it, to the millisecond', () => {
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const seen = createSeenRows();
      const known = new Map<string, SeenRow>();
      for (const { id, row: one, replaces } of steps) {
        expect(seen.beforeOrKept(id, one)).toEqual(known.get(id) ?? null);
        if (!known.has(id) || replaces) known.set(id, one);
        if (replaces) seen.replace(id, one);
      }
    }),
  );
});
