import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hashValues } from '../../../electron/city/store/caseHash.ts';

const value = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.integer(), fc.constant(null));
const hash = (...values: (string | number | null)[]) => hashValues(values, values.length);

it('is an integer that SQLite and JavaScript both hold', () => {
  fc.assert(fc.property(fc.array(value), (values) => Number.isSafeInteger(hash(...values))));
});

it('tells any two different values apart, wherever they stand', () => {
  fc.assert(
    fc.property(fc.array(value), value, value, fc.array(value), (before, one, other, after) => {
      fc.pre(typeof one === 'string' ? one !== other : !Object.is(one, other));
      fc.pre(typeof one !== 'number' || typeof other !== 'number' || one !== other);
      const asStored = (v: typeof one) =>
        typeof v === 'string' ? v.toWellFormed() : Number.isNaN(v) ? null : v;
      fc.pre(asStored(one) !== asStored(other));
      expect(hash(...before, one, ...after)).not.toBe(hash(...before, other, ...after));
    }),
    { numRuns: 3000 },
  );
});

it.each([
  [
    ['ab', 'c'],
    ['a', 'bc'],
  ],
  [
    ['', null],
    [null, ''],
  ],
  [['1'], [1]],
  [[0], [null]],
  [['a', ''], ['a']],
  [['\u0000'], ['']],
  [['井盖'], ['盖井']],
  [
    [1, 2],
    [2, 1],
  ],
])('%j is not %j', (one, other) => expect(hash(...one)).not.toBe(hash(...other)));

it.each([
  ['minus zero', -0, 0],
  ['not a number', Number.NaN, null],
  ['half a surrogate pair', 'a\uD83Db', 'a\uFFFDb'],
])('sees %s as SQLite gives it back', (_what, given, stored) => expect(hash(given)).toBe(hash(stored)));

it('does not collide among the rows of a year', () => {
  const seen = new Set<number>();
  for (let i = 0; i < 300_000; i++) seen.add(hash(String(20240612000000 + i), 'open', i % 7, null));
  expect(seen.size).toBe(300_000);
});
