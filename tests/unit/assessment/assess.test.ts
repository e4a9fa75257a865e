import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../../../shared/assessment/assess.ts';
import { type Basis, basisOf, ruleFor } from '../../../shared/assessment/basis.ts';
import type { CaseFact } from '../../../shared/assessment/caseFact.ts';
import { createCounter, NO_ADJUSTMENTS } from '../../../shared/assessment/counting.ts';
import { DEPARTMENT_SET } from '../../../shared/assessment/defaultSets.ts';
import { decimals, fraction } from '../../../shared/assessment/fraction.ts';
import {
  comparedMoments,
  kindOf,
  lastYearOf,
  periodOf,
  previousOf,
} from '../../../shared/assessment/periods.ts';
import { RuleSet } from '../../../shared/assessment/ruleSet.ts';
import { type AssessedResult, AssessmentTables } from '../../../shared/contract/assessment.ts';
import { localDate, startOfDay } from '../../../shared/time/zone.ts';
import { testPack } from '../../support/city.ts';

const ZONE = 'Asia/Shanghai';
const days = ({ from, to }: { from: number; to: number }) => [localDate(from, ZONE), localDate(to, ZONE)];
const at = (date: string) => startOfDay(date, ZONE);
const range = (from: string, to: string) => ({ from: at(from), to: at(to) });

describe('periods', () => {
  const now = at('2026-11-26') + 3_600_000; // a Thursday
  it.each([
    ['week', '2026-11-23', '2026-11-30', 'week'],
    ['lastWeek', '2026-11-16', '2026-11-23', 'week'],
    ['month', '2026-11-01', '2026-12-01', 'month'],
    ['lastMonth', '2026-10-01', '2026-11-01', 'month'],
    ['quarter', '2026-10-01', '2027-01-01', 'quarter'],
    ['year', '2026-01-01', '2027-01-01', 'year'],
  ] as const)('%s is %s to %s', (name, from, to, kind) => {
    const period = periodOf(name, now, ZONE);
    expect(days(period)).toEqual([from, to]);
    expect(kindOf(period, ZONE)).toBe(kind);
  });

  it.each([
    ['a month', ['2026-03-01', '2026-04-01'], ['2026-02-01', '2026-03-01'], ['2025-03-01', '2025-04-01']],
    ['a quarter', ['2026-01-01', '2026-04-01'], ['2025-10-01', '2026-01-01'], ['2025-01-01', '2025-04-01']],
    ['a week', ['2026-11-23', '2026-11-30'], ['2026-11-16', '2026-11-23'], ['2025-11-24', '2025-12-01']],
    ['ten days', ['2026-11-11', '2026-11-21'], ['2026-11-01', '2026-11-11'], ['2025-11-11', '2025-11-21']],
  ] as const)('环比 and 同比 of %s', (_what, [from, to], previous, lastYear) => {
    expect(days(previousOf(range(from, to), ZONE))).toEqual(previous);
    expect(days(lastYearOf(range(from, to), ZONE))).toEqual(lastYear);
  });

  it('half a period is compared with half of the one before', () => {
    const [, before] = comparedMoments(range('2026-11-23', '2026-11-30'), at('2026-11-26'), ZONE);
    expect(localDate(before.asOf, ZONE)).toBe('2026-11-19');
    const [, month] = comparedMoments(range('2026-10-01', '2026-11-01'), at('2026-11-04'), ZONE);
    expect(localDate(month.asOf, ZONE)).toBe('2026-10-04');
    // The 31st has none in September: all of it, and not a day of October.
    const [, short] = comparedMoments(range('2026-10-01', '2026-11-01'), at('2026-11-01') - 1, ZONE);
    expect(short.asOf).toBe(at('2026-10-01'));
  });

  it('no period is compared with more than was there', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('2024-01-01'), max: at('2028-01-01') }),
        fc.nat(400 * 86_400_000),
        (from, length) => {
          const period = { from, to: from + length + 1 };
          for (const { to, asOf } of comparedMoments(period, period.from + length, ZONE).slice(1))
            expect(asOf).toBeLessThanOrEqual(to);
          expect(previousOf(period, ZONE).to).toBe(period.from);
        },
      ),
    );
  });
});

const month = range('2026-11-01', '2026-12-01');
const moments = comparedMoments(month, month.to, ZONE);
/** Cases of departments: on time, late, open past their limit, in November and in October. */
function cases(
  org: string,
  [onTime, late, open]: readonly [number, number, number],
  when = '2026-11-05',
): CaseFact[] {
  const reported = at(when);
  const one = (id: number, changed: Partial<CaseFact>): CaseFact => ({
    ...{ id: `s:${org}${when}${id}`, requestedAt: reported, open: false, stage: 'closed', rework: 0 },
    ...{ closedAt: null, dueAt: reported + 86_400_000, handledAt: null, suspended: [] },
    units: { street: null, grid: null, org, source: 's', channel: null, category: 'c' },
    ...changed,
  });
  return [
    ...Array.from({ length: onTime }, (_, i) =>
      one(i, { closedAt: reported + 1000, rework: i === 0 ? 1 : 0 }),
    ),
    ...Array.from({ length: late }, (_, i) => one(1000 + i, { closedAt: reported + 2 * 86_400_000 })),
    ...Array.from({ length: open }, (_, i) => one(2000 + i, { open: true, stage: 'handling' })),
  ];
}
function tables(basis: Basis, facts: readonly CaseFact[]): AssessmentTables {
  const counter = createCounter(moments, { publicChannels: null }, new Set(), NO_ADJUSTMENTS);
  for (const fact of facts) counter.add(fact);
  const [now, before, yearAgo] = counter.result();
  if (now === undefined || before === undefined || yearAgo === undefined) throw new Error('not counted');
  return AssessmentTables.parse(assess(basis, moments, [now, before, yearAgo], ZONE));
}
const manifest = {
  ...testPack().manifest,
  streets: [],
  orgs: ['A', 'B', 'C', 'D'].map((code) => ({ code, name: code, kind: 'department' as const, parent: null })),
};
const basis = basisOf(manifest, null);
const print = (result: AssessedResult | undefined) =>
  result?.kind === 'value' ? decimals(fraction(result.exact), 2) : result?.kind;

describe('tables', () => {
  const found = tables(basis, [
    ...cases('A', [9, 1, 0]),
    ...cases('B', [5, 5, 0]),
    ...cases('C', [9, 1, 0]),
    ...cases('X', [1, 0, 1]),
    ...cases('A', [1, 1, 0], '2026-10-05'),
    ...cases('B', [2, 0, 0], '2026-10-05'),
  ]);
  const [group] = found.groups;
  const score = (unit: string, ruleSet: string) =>
    group?.units.find((each) => each.unit === unit)?.scores.find((each) => each.ruleSet === ruleSet);

  it('places are of unrounded scores within the group; nothing to measure has none', () => {
    const places = ['A', 'B', 'C', 'D'].map((unit) => score(unit, DEPARTMENT_SET.id)?.place);
    expect(places).toEqual([1, 3, 1, null]);
    expect(score('D', DEPARTMENT_SET.id)).toMatchObject({
      total: { kind: 'no-data' },
      grade: null,
      moved: null,
    });
    // 10 + 30 + 0.3 × 90 + 0.3 × 90
    expect(print(score('A', DEPARTMENT_SET.id)?.total)).toBe('94.00');
    expect(score('A', DEPARTMENT_SET.id)?.grade).toBe('A');
  });

  it('movement is by the same rules a period before', () => {
    expect(['A', 'B', 'C'].map((unit) => score(unit, DEPARTMENT_SET.id)?.moved)).toEqual([1, -2, null]);
  });

  it('a rule set whose inputs nobody told is pending beside the one that counts', () => {
    expect(score('A', 'three-rates-equal')).toMatchObject({
      total: { kind: 'pending', missing: ['responseRate', 'solvedRate', 'satisfactionRate'] },
      ...{ place: null, grade: null },
    });
    expect(group?.rule).toMatchObject({ ruleSet: DEPARTMENT_SET.id, isForPeriod: true });
    expect(group?.units[0]?.scores[0]?.ruleSet).toBe(DEPARTMENT_SET.id);
  });

  it('units outside the group and those of none make up the whole', () => {
    const due = (group?.units ?? []).reduce((sum, { now }) => sum + (now.counts['due'] ?? 0), 0);
    expect(group?.outside.counts).toMatchObject({ due: 2, closed: 1 });
    expect(due + (group?.outside.counts['due'] ?? 0) + (group?.none.counts['due'] ?? 0)).toBe(
      found.total.now.counts['due'],
    );
  });

  it('says by which formula each figure is formed', () => {
    expect(group?.formulas.find(({ id }) => id === 'onTimeHandlingRate')).toMatchObject({
      ...{ variant: 'byClosing', numerator: 'closedOnTime', denominator: 'due' },
      formula: { zh: '按期结案数 ÷ 应结案数' },
    });
  });
});

describe('basis', () => {
  it('the default sets are those of the library', () => {
    const file = RuleSet.parse(
      JSON.parse(readFileSync('build/assessment/gbt-30428-4-department.json', 'utf8')),
    );
    expect(DEPARTMENT_SET).toEqual(file);
    for (const set of basis.ruleSets) expect(RuleSet.parse(set)).toEqual(set);
  });

  it('a range without a rule of its own is a trial by that of the month', () => {
    expect(ruleFor(basis, 'departments', null, '2026-11-30')).toMatchObject({
      period: 'month',
      isForPeriod: false,
    });
    const old = basis.rules.map((rule) => ({ ...rule, effectiveTo: '2025-12-31' }));
    expect(ruleFor({ rules: old }, 'departments', 'month', '2026-11-30')).toBeNull();
  });
});
