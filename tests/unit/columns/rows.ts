import fc from 'fast-check';
import type { ColumnRow } from '../../../electron/city/ports.ts';
import { type CaseFilter, CaseSort, Punctuality } from '../../../shared/contract/filters.ts';

/** 2026-03-01 00:00 in Shanghai. */
export const DAY0 = Date.parse('2026-02-28T16:00:00Z');
const HOUR = 3_600_000;

/** Few distinct times, so that ties, limits met to the millisecond and edges of windows all happen. */
export const time = fc.oneof(
  fc.integer({ min: 0, max: 40 }).map((hours) => DAY0 + hours * HOUR),
  fc.integer({ min: -5, max: 5 }).map((ms) => DAY0 + 24 * HOUR + ms),
  fc.integer({ min: -400, max: 400 }).map((days) => DAY0 + days * 24 * HOUR),
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 3 });
const ordinate = (from: number) => fc.integer({ min: 0, max: 20 }).map((step) => from + step / 200);

export const CATEGORIES = ['01', '0101', '0102', '02', '0201', ''];
export const GRIDS = ['G1', 'G2', 'G10'];

/** A case without its seq. */
export const body: fc.Arbitrary<Omit<ColumnRow, 'seq'>> = fc
  .record({
    at: maybe(fc.record({ lon: ordinate(118.75), lat: ordinate(32) })),
    requestedAt: time,
    updatedAt: maybe(time),
    closedAt: maybe(time),
    dueAt: maybe(time),
    open: fc.boolean(),
    gone: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    rework: fc.constantFrom(0, 0, 1, 2, 300),
    category: fc.constantFrom(...CATEGORIES),
    org: maybe(fc.constantFrom('城管局', '环卫所')),
    street: maybe(fc.constantFrom('S1', 'S2')),
    grid: maybe(fc.constantFrom(...GRIDS)),
    source: fc.constantFrom('a', 'b'),
    channel: maybe(fc.constantFrom('12345', '视频', '监督员上报')),
    stage: maybe(
      fc.constantFrom('handling' as const, 'checking' as const, 'closed' as const, 'cancelled' as const),
    ),
  })
  .map(({ at, ...rest }) => ({ lon: at?.lon ?? null, lat: at?.lat ?? null, ...rest }));

export const rows = fc
  .array(body, { maxLength: 60 })
  .map((bodies): ColumnRow[] => bodies.map((row, i) => ({ seq: i + 1, ...row })));

const some = <T>(values: fc.Arbitrary<T>) => fc.array(values, { maxLength: 2 });

export const filter: fc.Arbitrary<CaseFilter> = fc
  .record(
    {
      bbox: fc
        .tuple(
          ordinate(118.75),
          ordinate(32),
          fc.integer({ min: 1, max: 12 }),
          fc.integer({ min: 1, max: 12 }),
        )
        .map(([w, s, dx, dy]): [number, number, number, number] => [w, s, w + dx / 200, s + dy / 200]),
      from: time,
      to: time,
      status: some(fc.constantFrom('open' as const, 'closed' as const, 'cancelled' as const)),
      category: some(fc.constantFrom('0', '01', '0101', '02', '9')),
      org: some(fc.constantFrom('城管局', '环卫所', '无')),
      street: some(fc.constantFrom('S1', 'S2')),
      grid: some(fc.constantFrom(...GRIDS)),
      source: some(fc.constantFrom('a', 'b', 'c')),
      channel: some(fc.constantFrom('12345', '视频')),
      stage: some(
        fc.constantFrom('handling' as const, 'suspended' as const, 'cancelled' as const, 'none' as const),
      ),
      overdue: fc.boolean(),
      closedFrom: time,
      closedTo: time,
      punctuality: some(fc.constantFrom(...Punctuality.options)),
      countedFrom: time,
      countedTo: time,
      q: fc.constantFrom('', '偶'),
    },
    { requiredKeys: [] },
  )
  // Mostly few conditions at once: all of them together leave nothing to compare.
  .chain((all) =>
    fc
      .subarray(Object.keys(all))
      .map((kept) => Object.fromEntries(Object.entries(all).filter(([key]) => kept.includes(key)))),
  );

export const sort = fc.constantFrom(...CaseSort.options);

/** A text search without an index: the one text it knows, 偶, is in the cases of even seq. */
export function searchOfEvenSeqs(seqs: () => number) {
  return {
    find: (q: string) =>
      q === '偶'
        ? Uint32Array.from({ length: Math.floor(seqs() / 2) + 3 }, (_, i) => 2 * (i + 1))
        : new Uint32Array(0),
    version: () => `${seqs()}`,
    unindexed: () => 0,
  };
}
