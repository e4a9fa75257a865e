import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Basis } from '../../../shared/assessment/basis.ts';
import { type CaseFact, UNIT_KINDS } from '../../../shared/assessment/caseFact.ts';
import { createCounter, NO_ADJUSTMENTS, type UnitCounts } from '../../../shared/assessment/counting.ts';
import { ratio } from '../../../shared/assessment/fraction.ts';
import { indicator } from '../../../shared/assessment/indicators.ts';
import { CaseStage } from '../../../shared/contract/cases.ts';

const DAY = 86_400_000;
/** Four months of 30 days, one after the other. */
const MONTHS = [0, 1, 2, 3].map((n) => ({ from: n * 30 * DAY, to: (n + 1) * 30 * DAY }));
const END = 120 * DAY;

const fact = (changed: Partial<CaseFact>): CaseFact => ({
  ...{ id: 's:1', requestedAt: 0, open: true, stage: 'handling', closedAt: null, dueAt: 2 * DAY },
  ...{ handledAt: null, rework: 0, suspended: [] },
  units: { street: 'S1', grid: null, org: 'D1', source: 's', channel: null, category: '0101' },
  ...changed,
});
const count = (
  facts: readonly CaseFact[],
  moment: { from: number; to: number; asOf: number },
  publicChannels: Basis['publicChannels'] = null,
): UnitCounts => {
  const counter = createCounter([moment], { publicChannels }, new Set(), NO_ADJUSTMENTS);
  for (const each of facts) counter.add(each);
  const [tally] = counter.result();
  if (tally === undefined) throw new Error('nothing counted');
  return tally.total;
};
const month = { from: 0, to: 30 * DAY, asOf: 30 * DAY };

describe('counting', () => {
  it('what the data cannot tell is absent, not 0', () => {
    const untold = count([fact({ stage: null, open: false, closedAt: DAY })], month).counts;
    expect(untold).toMatchObject({ accepted: 1, due: 1, closed: 1, closedOnTime: 1 });
    for (const id of ['filed', 'toHandle', 'handled', 'reworked', 'dissatisfied'])
      expect(untold).not.toHaveProperty(id);
  });

  it('what the public reported is known where the channels are laid down and told', () => {
    const from = (channel: string | null) =>
      fact({ units: { street: 'S1', grid: null, org: 'D1', source: 's', channel, category: '0101' } });
    const channels = { names: ['12345热线'], origin: 'invented', source: 'x' } as const;
    const told = [from('12345热线'), from('监督员上报'), from('12345热线')];
    const { counts } = count(told, month, { ...channels, names: [...channels.names] });
    expect(counts).toMatchObject({ filed: 3, publicReported: 2 });
    expect(indicator('publicReportRate', null, counts)).toEqual({ kind: 'value', value: ratio(2, 3) });
    const dumb = count([...told, from(null)], month, { ...channels, names: [...channels.names] }).counts;
    expect(indicator('publicReportRate', null, dumb)).toEqual({
      kind: 'pending',
      missing: ['publicReported'],
    });
    expect(count(told, month).counts).not.toHaveProperty('publicReported');
  });

  it('a source that has told of a rework once tells of all', () => {
    const told = [
      fact({ open: false, stage: 'closed', closedAt: DAY, handledAt: DAY }),
      fact({ requestedAt: -90 * DAY, dueAt: -80 * DAY, open: false, closedAt: -85 * DAY, rework: 2 }),
    ];
    expect(count(told, month).counts).toMatchObject({ due: 1, reworked: 0, handled: 1, handledOnTime: 1 });
  });

  it('a case closed after the moment was open and overdue at it', () => {
    const late = fact({ open: false, stage: 'closed', closedAt: 40 * DAY });
    expect(count([late], month).counts).toMatchObject({ due: 1, closed: 0 });
    expect(count([late], { ...month, asOf: 50 * DAY }).counts).toMatchObject({
      due: 1,
      closed: 1,
      closedOnTime: 0,
    });
  });

  it('a suspended case is not due, and what is due with it counts it', () => {
    const resting = fact({ stage: 'suspended', suspended: [[DAY, null]] });
    const { counts, leftOut } = count([resting], month);
    expect(counts).toMatchObject({ due: 0, suspended: 1, dueWithSuspended: 1 });
    expect(leftOut.suspended).toBe(1);
    // Before it was suspended, and after it went on.
    expect(
      count([fact({ stage: 'suspended', suspended: [[20 * DAY, null]] })], { ...month, asOf: 10 * DAY })
        .counts,
    ).toMatchObject({ due: 1 });
    expect(count([fact({ suspended: [[DAY, 5 * DAY]] })], month).counts).toMatchObject({
      due: 1,
      suspended: 0,
    });
  });

  it('says why cases are in no rate', () => {
    const cases = [
      fact({ dueAt: null }),
      fact({ open: false, stage: 'cancelled', closedAt: DAY }),
      fact({ open: false, stage: 'closed' }),
    ];
    const { counts, leftOut } = count(cases, month);
    expect(counts).toMatchObject({ accepted: 3, due: 0 });
    expect(leftOut).toEqual({ noLimit: 1, cancelled: 1, closedUnknown: 1, suspended: 0 });
  });
});

const someTime = fc.integer({ min: 0, max: END - 1 });
const anyFact: fc.Arbitrary<CaseFact> = fc
  .record({
    id: fc.uuid(),
    requestedAt: someTime,
    stage: fc.option(fc.constantFrom(...CaseStage.options)),
    limit: fc.option(fc.integer({ min: 0, max: 20 * DAY })),
    closed: fc.option(fc.integer({ min: 0, max: 40 * DAY })),
    rework: fc.nat(2),
    units: fc.record({
      street: fc.option(fc.constantFrom('S1', 'S2')),
      grid: fc.option(fc.constantFrom('G1', 'G2', 'G3')),
      org: fc.option(fc.constantFrom('D1', 'D2')),
      source: fc.constantFrom('a', 'b'),
      channel: fc.option(fc.constantFrom('12345')),
      category: fc.constantFrom('0101', '0102'),
    }),
  })
  .map(({ requestedAt, limit, closed, ...rest }) => ({
    ...rest,
    requestedAt,
    open: closed === null,
    dueAt: limit === null ? null : requestedAt + limit,
    closedAt: closed === null ? null : requestedAt + closed,
    handledAt: null,
    suspended: [],
  }));

describe('all histories', () => {
  it('each case is due in exactly one month, and what is due and not closed is overdue', () => {
    fc.assert(
      fc.property(
        fc.array(anyFact, { maxLength: 30 }),
        fc.integer({ min: 0, max: 200 * DAY }),
        (facts, asOf) => {
          const counter = createCounter(
            [...MONTHS, { from: 0, to: 400 * DAY }].map((period) => ({ ...period, asOf })),
            { publicChannels: null },
            new Set(),
            NO_ADJUSTMENTS,
          );
          for (const each of facts) counter.add(each);
          const tallies = counter.result();
          const whole = tallies.pop();
          const later = { from: END, to: 400 * DAY, asOf };
          const all = [...tallies.map(({ total }) => total.counts), count(facts, later).counts];
          for (const id of ['due', 'closed', 'closedOnTime', 'accepted'] as const)
            expect(all.reduce((sum, counts) => sum + (counts[id] ?? 0), 0)).toBe(whole?.total.counts[id]);
          const overdue = facts.filter(
            ({ requestedAt, dueAt, closedAt, stage, open }) =>
              requestedAt <= asOf &&
              dueAt !== null &&
              dueAt < asOf &&
              stage !== 'cancelled' &&
              (open ? stage !== 'suspended' : closedAt !== null && closedAt > asOf),
          ).length;
          const { due = 0, closed = 0 } = whole?.total.counts ?? {};
          expect(due - closed).toBe(overdue);
        },
      ),
    );
  });

  it('the units of each kind, with what has none, add up to the whole', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 40 }), someTime, (facts, asOf) => {
        const counter = createCounter(
          [{ from: 0, to: END, asOf }],
          { publicChannels: null },
          new Set(['a', 'b']),
          NO_ADJUSTMENTS,
        );
        for (const each of facts) counter.add(each);
        const [tally] = counter.result();
        for (const kind of UNIT_KINDS)
          for (const id of ['accepted', 'due', 'closed', 'closedOnTime', 'suspended', 'reworked'] as const) {
            const parts = [...(tally?.units[kind].values() ?? [])];
            expect(parts.reduce((sum, { counts }) => sum + (counts[id] ?? 0), 0)).toBe(
              tally?.total.counts[id],
            );
          }
      }),
    );
  });
});
