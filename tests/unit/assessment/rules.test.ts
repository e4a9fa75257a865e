import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closingCounts, countedAt, punctualityOf } from '../../../shared/assessment/closing.ts';
import {
  add,
  ceiling,
  compare,
  decimals,
  divide,
  floor,
  fraction,
  multiply,
  percent,
  ratio,
  subtract,
  ZERO,
} from '../../../shared/assessment/fraction.ts';
import { formulaText, indicator } from '../../../shared/assessment/indicators.ts';
import { rank } from '../../../shared/assessment/ranking.ts';
import { NO_DATA, type Result, value } from '../../../shared/assessment/result.ts';
import { RuleSet, scoreOf } from '../../../shared/assessment/ruleSet.ts';

const whole = fc.integer({ min: -1_000_000, max: 1_000_000 });
const number = fc.tuple(whole, fc.integer({ min: 1, max: 1_000_000 })).map(([a, b]) => ratio(a, b));

describe('exact numbers', () => {
  it('keep the laws of arithmetic, which doubles do not', () => {
    fc.assert(
      fc.property(number, number, number, (a, b, c) => {
        expect(add(add(a, b), c)).toEqual(add(a, add(b, c)));
        expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
        expect(subtract(add(a, b), b)).toEqual(a);
        if (compare(b, ZERO) !== 0) expect(divide(multiply(a, b), b)).toEqual(a);
        expect(Math.sign(compare(a, b))).toBe(-Math.sign(compare(b, a)) + 0);
        expect(compare(floor(a), a)).toBeLessThanOrEqual(0);
        expect(compare(ceiling(a), a)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it.each([
    ['0.005', 2, '0.01'],
    ['1.005', 2, '1.01'],
    ['-0.005', 2, '-0.01'],
    ['-0.004', 2, '0.00'],
    ['2/3', 4, '0.6667'],
    ['94.49', 0, '94'],
    ['99.5', 0, '100'],
    ['0', 2, '0.00'],
  ])('%s with %d decimals is %s: half is rounded away from zero, once', (text, digits, printed) => {
    expect(decimals(fraction(text), digits)).toBe(printed);
  });

  it.each(['', '1e3', '1.', '.5', '1/0', '1/-2', 'NaN', '١'])('«%s» is refused', (text) => {
    expect(() => fraction(text)).toThrow(RangeError);
  });
});

describe('indicators', () => {
  it('nothing to measure, nothing known and zero are three facts', () => {
    expect(indicator('closingRate', null, { due: 0, closed: 0 })).toEqual(NO_DATA);
    expect(indicator('closingRate', null, { due: 4 })).toEqual({ kind: 'pending', missing: ['closed'] });
    expect(indicator('closingRate', null, { due: 4, closed: 0 })).toEqual(value(ZERO));
  });

  it('counts that contradict each other are refused, as is a variant that there is not', () => {
    const counts = { due: 4, dueWithSuspended: 4, suspended: 5, closed: 4 };
    expect(() => indicator('closingRate', 'withoutSuspended', counts)).toThrow(RangeError);
    expect(() => indicator('closingRate', 'toString', counts)).toThrow(RangeError);
  });

  it('print their formula', () => {
    expect(formulaText('onTimeClosingRate', null, 'zh')).toBe('按期结案数 ÷ 应结案数');
    expect(formulaText('onTimeClosingRate', 'withoutSuspended', 'zh')).toBe(
      '按期结案数 ÷ (应结案数（含缓办） − 缓办数)',
    );
  });

  it('two rates that print alike with one decimal do not tie', () => {
    const rates = { a: [9449, 10_000], b: [9450, 10_000] } as const;
    const scores = Object.entries(rates).map(([id, [part, all]]) => ({ id, score: value(ratio(part, all)) }));
    expect(
      new Set(scores.map(({ score }) => (score.kind === 'value' ? percent(score.value, 0) : ''))),
    ).toEqual(new Set(['94', '95']));
    expect(rank(scores, 'competition').map(({ id, place }) => `${place}${id}`)).toEqual(['1b', '2a']);
  });
});

describe('应结案', () => {
  const DAY = 86_400_000;
  const moment = fc.integer({ min: 0, max: 120 }).map((days) => days * DAY);
  const facts = fc.record({
    open: fc.boolean(),
    stage: fc.constantFrom('handling', 'suspended', 'cancelled', 'closed', null),
    closedAt: fc.option(moment),
    dueAt: fc.option(moment),
  });

  it('holds each case in exactly one of any consecutive periods, and what is not closed is overdue', () => {
    fc.assert(
      fc.property(fc.array(facts), fc.uniqueArray(moment, { maxLength: 5 }), moment, (cases, edges, asOf) => {
        const ends = [...edges.sort((a, b) => a - b), Number.POSITIVE_INFINITY];
        const starts = [Number.NEGATIVE_INFINITY, ...ends.slice(0, -1)];
        const periods = starts.map((from, index) => closingCounts(cases, { from, to: ends[index]! }, asOf));
        const sum = (key: 'due' | 'closed' | 'closedOnTime') =>
          periods.reduce((all, each) => all + each[key], 0);
        const by = (wanted: string) => cases.filter((each) => punctualityOf(each, asOf) === wanted).length;
        expect(sum('due') - sum('closed')).toBe(by('unclosed'));
        expect(sum('closed') - sum('closedOnTime')).toBe(by('late'));
        expect(sum('closedOnTime')).toBe(by('on-time'));
      }),
    );
  });

  it('a case never moves to another month once it counts, whether it is closed later or not', () => {
    fc.assert(
      fc.property(moment, moment, moment, (dueAt, asOf, later) => {
        const open = { open: true, stage: 'handling', closedAt: null, dueAt };
        if (punctualityOf(open, asOf) === null) return;
        const closed = { ...open, open: false, closedAt: asOf + later };
        expect(punctualityOf(closed, asOf + later)).toBe('late');
        expect(countedAt(closed)).toBe(countedAt(open));
      }),
    );
  });

  it.each([
    ['closed at its limit', { closedAt: 5, dueAt: 5 }, 'on-time'],
    ['closed after it', { closedAt: 6, dueAt: 5 }, 'late'],
    ['open at its limit', { open: true, closedAt: null, dueAt: 9 }, null],
    ['open after it', { open: true, closedAt: null, dueAt: 8 }, 'unclosed'],
    ['open after it, suspended', { open: true, stage: 'suspended', closedAt: null, dueAt: 8 }, null],
    ['cancelled', { stage: 'cancelled', closedAt: 4, dueAt: 5 }, null],
    ['without a limit', { closedAt: 4, dueAt: null }, null],
    ['closed at an unknown time', { closedAt: null, dueAt: 5 }, null],
  ])('%s', (_, given, punctuality) => {
    expect(punctualityOf({ open: false, stage: 'closed', ...given }, 9)).toBe(punctuality);
  });
});

describe('rule sets', () => {
  const sets = readdirSync('build/assessment').map((name) =>
    RuleSet.parse(JSON.parse(readFileSync(`build/assessment/${name}`, 'utf8'))),
  );
  const inputsOf = ({ components }: RuleSet) =>
    components.flatMap(({ points }) =>
      points.kind === 'deductions' ? points.items.map(({ input }) => input) : [points.input],
    );

  it('weights add up to one, or are one each', () => {
    for (const { id, components } of sets) {
      const weights = components.map(({ weight }) => fraction(weight));
      const areFinal = weights.every((weight) => compare(weight, fraction('1')) === 0);
      if (!areFinal) expect([id, decimals(weights.reduce(add), 6)]).toEqual([id, '1.000000']);
    }
  });

  it('any quotients give a score from 0 to 100, and a missing one none', () => {
    const quotient = fc.integer({ min: 0, max: 1000 }).map((each) => value(ratio(each, 1000)));
    for (const rules of sets) {
      const inputs = fc.tuple(...inputsOf(rules).map((input) => fc.tuple(fc.constant(input), quotient)));
      fc.assert(
        fc.property(inputs, fc.nat(), (given, at) => {
          const { total } = scoreOf(rules, new Map<string, Result>(given));
          if (total.kind !== 'value') throw new Error('no score');
          expect(compare(total.value, ZERO)).toBeGreaterThanOrEqual(0);
          expect(compare(total.value, fraction('100'))).toBeLessThanOrEqual(0);
          const left = given.filter((_, index) => index !== at % given.length);
          const missing = given[at % given.length]![0];
          expect(scoreOf(rules, new Map<string, Result>(left)).total).toEqual({
            kind: 'pending',
            missing: [missing],
          });
          const empty = scoreOf(rules, new Map<string, Result>([...left, [missing, NO_DATA]]));
          expect(empty.total).toEqual(NO_DATA);
        }),
        { numRuns: 50 },
      );
    }
  });

  it('a department with more cases filed, and nothing else changed, has another score', () => {
    const rules = sets.find(({ id }) => id === 'gbt-30428-4-department')!;
    const rates = ['closingRate', 'onTimeHandlingRate', 'reworkRate'].map(
      (id) => [id, value(ratio(1, 2))] as const,
    );
    const [few, many] = ['120', '1200'].map((filed) =>
      scoreOf(rules, new Map<string, Result>([...rates, ['filed', value(fraction(filed))]])),
    );
    expect(few?.total).not.toEqual(many?.total);
  });

  it.each([
    ['a weight that is no number', { weight: '0,3' }],
    ['a member that nobody knows', { wieght: '0.3' }],
    ['no way to give points', { points: { kind: 'magic', input: 'x' } }],
  ])('%s is refused', (_, change) => {
    const [rules] = sets;
    const [first, ...rest] = rules!.components;
    expect(RuleSet.safeParse({ ...rules, components: [{ ...first, ...change }, ...rest] }).success).toBe(
      false,
    );
  });
});
