import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bandPoints, gradeOf, STANDARD_GRADES } from '../../../shared/assessment/bands.ts';
import {
  add,
  decimals,
  type Fraction,
  fraction,
  multiply,
  percent,
  ratio,
} from '../../../shared/assessment/fraction.ts';
import { type Counts, type IndicatorId, indicator } from '../../../shared/assessment/indicators.ts';
import { ledgerRates, ledgerText } from '../../../shared/assessment/ledger.ts';
import { movement, rank } from '../../../shared/assessment/ranking.ts';
import { NO_DATA, type Result, value } from '../../../shared/assessment/result.ts';
import { RuleSet, scoreOf } from '../../../shared/assessment/ruleSet.ts';

/** Published figures of real cities and what they come from: domain-2.md §1.6, E1 to E14. */

const ruleSet = (id: string): RuleSet =>
  RuleSet.parse(JSON.parse(readFileSync(`build/assessment/${id}.json`, 'utf8')));

const number = (result: Result): Fraction => {
  if (result.kind !== 'value') throw new Error(`no number: ${JSON.stringify(result)}`);
  return result.value;
};
const rate = (id: IndicatorId, counts: Counts, variant: string | null = null) =>
  percent(number(indicator(id, variant, counts)), 2);
/** A percentage as a quotient. */
const share = (text: string): Result => value(multiply(fraction(text), fraction('1/100')));
const total = (id: string, inputs: Record<string, Result>): Fraction =>
  number(scoreOf(ruleSet(id), new Map(Object.entries(inputs))).total);
const scores = (units: Record<string, string | null>) =>
  Object.entries(units).map(([id, score]) => ({
    id,
    score: score === null ? NO_DATA : value(fraction(score)),
  }));

it('E1 Tianmen, December 2016: rates, sources, parts that add up', () => {
  const all = { accepted: 1054, filed: 996, due: 972, closed: 911, closedOnTime: 737 };
  expect([rate('closingRate', all), rate('onTimeClosingRate', all), rate('filingRate', all)]).toEqual([
    ...['93.72', '75.82', '94.50'],
  ]);
  const [events, components] = [
    { due: 956, closed: 902 },
    { due: 16, closed: 9 },
  ];
  expect([rate('closingRate', events), rate('closingRate', components)]).toEqual(['94.35', '56.25']);
  expect([events.due + components.due, events.closed + components.closed]).toEqual([all.due, all.closed]);
  expect([percent(ratio(953, 996), 2), percent(ratio(43, 996), 2)]).toEqual(['95.68', '4.32']);
});

it('E2 Xuchang, January 2022: what is not closed is what is overdue', () => {
  expect(rate('closingRate', { due: 14_577, closed: 14_577 - 2_159 })).toBe('85.19');
});

it('E3 Xuchang: places within a group, who moved, and a county without cases', () => {
  const october = rank(
    scores({ 东城: '93.46', 示范: '88', 魏都: '82.94', 开发: '82.72', 建安: '75.07' }),
    'competition',
  );
  const january = rank(
    scores({ 东城: '96.66', 示范: '90.66', 魏都: '85.15', 开发: '76.1', 建安: '84.52' }),
    'competition',
  );
  expect(Object.fromEntries(january.map(({ id, place }) => [id, place]))).toEqual({
    ...{ 东城: 1, 示范: 2, 魏都: 3, 开发: 5, 建安: 4 },
  });
  expect(Object.fromEntries(movement(january, october))).toEqual({
    东城: 0,
    示范: 0,
    魏都: 0,
    开发: -1,
    建安: 1,
  });
  expect(rank(scores({ 长葛: '99.7', 禹州: null, 襄城: '99.42', 鄢陵: '98.5' }), 'competition')).toEqual([
    { id: '长葛', place: 1 },
    { id: '襄城', place: 2 },
    { id: '鄢陵', place: 3 },
    { id: '禹州', place: null },
  ]);
});

it.each([
  ['98.06', '99.00', '100', '100', '99.3'],
  ['98.44', '98.37', '100', '100', '99.2'],
  ['97.95', '98.44', '100', '99.96', '99.1'],
  ['96.21', '94.01', '100', '100', '97.4'],
  ['100', '100', '100', '100', '100.0'],
  ['99.25', '97.02', '100', '100', '99.0'],
])(
  'E4 Panjin: %s, %s, %s, %s come to %s by weights that are marked as inferred',
  (handled, satisfied, feedback, callback, printed) => {
    expect(ruleSet('panjin-inferred').confirmed).toBe(false);
    const inputs = {
      ...{ handledRate: share(handled), satisfactionRate: share(satisfied) },
      ...{ onTimeFeedbackRate: share(feedback), validCallbackRate: share(callback) },
    };
    expect(decimals(total('panjin-inferred', inputs), 1)).toBe(printed);
  },
);

it.each([
  ['住建局', 99, 87, 8, '9', '8'],
  ['公安', 77, 70, 6, '9', '8'],
  ['城管', 68, 66, 5, '8', '7'],
  ['卫健', 68, 63, 3, '5', '4'],
  ['市监', 41, 39, 5, '13', '12'],
])(
  'E5 Ningguo: %s is judged by its hotline orders alone',
  (_, orders, hotlineClosed, dissatisfied, printed, wrong) => {
    const judged = indicator('dissatisfactionRate', null, { dissatisfied, hotlineClosed });
    expect(percent(number(judged), 0)).toBe(printed);
    expect(percent(ratio(dissatisfied, orders), 0)).toBe(wrong);
  },
);

describe('E6 a department', () => {
  const counts = {
    filed: 120,
    due: 118,
    closed: 112,
    toHandle: 120,
    handledOnTime: 105,
    handled: 115,
    reworked: 6,
  };
  const inputs = (filed: number, variant: string | null) => ({
    filed: value(ratio(filed, 1)),
    closingRate: indicator('closingRate', null, counts),
    onTimeHandlingRate: indicator('onTimeHandlingRate', null, counts),
    reworkRate: indicator('reworkRate', variant, counts),
  });
  const score = (filed: number, variant: string | null) =>
    total('gbt-30428-4-department', inputs(filed, variant));

  it.each([
    [120, null, '90.66', 'A'],
    [120, 'ofDue', '90.70', 'A'],
    [100, null, '92.16', 'A'],
  ])('%d filed, rework %s: %s, grade %s', (filed, variant, printed, grade) => {
    expect([decimals(score(filed, variant), 2), gradeOf(score(filed, variant), STANDARD_GRADES)]).toEqual([
      ...[printed, grade],
    ]);
  });

  it('shows what each part contributed', () => {
    const { components } = scoreOf(
      ruleSet('gbt-30428-4-department'),
      new Map(Object.entries(inputs(120, null))),
    );
    expect(components.map((each) => decimals(number(each.score), 3))).toEqual([
      '7.500',
      '28.475',
      '26.250',
      '28.435',
    ]);
  });
});

it('E7 posts', () => {
  const collector = total('gbt-30428-4-collector', {
    ...{ validReportRate: share('95'), missedReportRate: value(ratio(12, 380)) },
    ...{ onTimeVerificationRate: share('96'), onTimeCheckRate: share('98') },
  });
  const receptionist = total('gbt-30428-4-receptionist', {
    ...{ accepted: value(fraction('1350')) },
    ...{ onTimeVerifyDispatchRate: share('97'), onTimeCheckDispatchRate: share('94') },
  });
  const leader = total('gbt-30428-4-shift-leader', {
    ...{ onTimeFilingRate: share('98'), accurateFilingRate: share('99.2'), onTimeClosingRate: share('91') },
  });
  const dispatcher = total('gbt-30428-4-dispatcher', {
    ...{ dispatched: value(fraction('480')) },
    ...{ onTimeDispatchRate: share('95'), accurateDispatchRate: share('92') },
  });
  expect([collector, receptionist, leader, dispatcher].map((each) => decimals(each, 2))).toEqual([
    ...['96.17', '94.20', '96.03', '86.80'],
  ]);
  expect(
    [collector, receptionist, leader, dispatcher].map((each) => gradeOf(each, STANDARD_GRADES)).join(''),
  ).toBe('AAAB');
});

describe('E8 edges', () => {
  const bandsOf = (id: string) => {
    const [{ points } = { points: undefined }] = ruleSet(id).components;
    if (points?.kind !== 'bands') throw new Error(`${id} begins with no bands`);
    return points.bands;
  };
  it.each([
    ...[
      [0, '100'],
      [50, '100'],
      [51, '90'],
      [100, '90'],
      [101, '75'],
      [200, '75'],
      [201, '60'],
      [500, '60'],
    ],
    ...[
      [501, '40'],
      [999, '40'],
      [1000, '0'],
    ],
  ])('%d cases filed: %s', (count, points) => {
    expect(decimals(bandPoints(fraction(String(count)), bandsOf('gbt-30428-4-department')), 0)).toBe(points);
  });
  it.each([
    ...[
      [100, '0'],
      [101, '40'],
      [300, '40'],
      [301, '60'],
      [500, '60'],
      [501, '75'],
      [1200, '75'],
      [1201, '90'],
    ],
    ...[
      [2000, '90'],
      [2001, '100'],
    ],
  ])('%d orders received or dispatched: %s', (count, points) => {
    for (const id of ['gbt-30428-4-receptionist', 'gbt-30428-4-dispatcher'])
      expect(decimals(bandPoints(fraction(String(count)), bandsOf(id)), 0)).toBe(points);
  });
  it.each([
    ['90', 'A'],
    ['89.995', 'B'],
    ['75', 'B'],
    ['60', 'C'],
    ['40', 'D'],
    ['39.99', 'E'],
  ])('a score of %s is a %s', (score, grade) => {
    expect(gradeOf(fraction(score), STANDARD_GRADES)).toBe(grade);
  });
});

it('E9 Suzhou (Anhui): 70/30, and 待定 where the third party has not scored', () => {
  const inputs = { solvedRate: share('96.4'), thirdPartyScore: value(fraction('88.5')) };
  expect(decimals(total('suzhou-anhui-70-30', inputs), 2)).toBe('94.03');
  const waiting = scoreOf(ruleSet('suzhou-anhui-70-30'), new Map([['solvedRate', share('96.4')]]));
  expect(waiting.total).toEqual({ kind: 'pending', missing: ['thirdPartyScore'] });
});

it('E10 Jinhua: points below a target, by three readings of a part of a point, and reworks', () => {
  const rules = ruleSet('jinhua');
  const inputs = new Map([
    ['onTimeClosingRate', share('66.4')],
    ['closingRate', share('88')],
    ['singleReworks', value(fraction('6'))],
    ['repeatedFailures', value(fraction('1'))],
  ]);
  const read = (part: 'proportional' | 'floor' | 'ceiling') => {
    const components = rules.components.map((each) =>
      each.points.kind === 'target' ? { ...each, points: { ...each.points, part } } : each,
    );
    return scoreOf({ components }, inputs).components.map(({ score }) => decimals(number(score), 1));
  };
  expect(read('proportional')).toEqual(['46.4', '18.0', '3.3']);
  expect(read('floor')).toEqual(['47.0', '18.0', '3.3']);
  expect(read('ceiling')).toEqual(['46.0', '18.0', '3.3']);
});

it('E11 Fuzhou: fifteen tie at 100, and the next is sixteenth or second', () => {
  const units = Object.fromEntries([...Array(15).keys()].map((each) => [`u${each}`, '100']));
  const places = (ties: 'competition' | 'dense') =>
    rank(scores({ last: '33.64', ...units, next: '94.98' }), ties).map(({ place }) => place);
  expect(places('competition')).toEqual([...Array(15).fill(1), 16, 17]);
  expect(places('dense')).toEqual([...Array(15).fill(1), 2, 3]);
});

it('E12 appeals: the fact stays, and what counts stands beside it', () => {
  const onTime = { fact: 8, granted: 1 };
  expect(ledgerText(onTime)).toBe('9（1）');
  expect(ledgerText({ fact: 8, granted: 0 })).toBe('8');
  const { fact, counted } = ledgerRates(onTime, 10);
  expect([percent(fact, 0), percent(counted, 0)]).toEqual(['80', '90']);
});

it('E13 suspension: with and without the suspended cases in the denominator', () => {
  const counts = { due: 95, dueWithSuspended: 100, suspended: 5, closed: 90, closedOnTime: 80 };
  const both = (variant: string | null) => [
    rate('onTimeClosingRate', counts, variant),
    rate('closingRate', counts, variant),
  ];
  expect(both('withoutSuspended')).toEqual(['84.21', '94.74']);
  expect(both(null)).toEqual(['84.21', '94.74']);
  expect(both('withSuspended')).toEqual(['80.00', '90.00']);
});

it('E14 Dongcheng: a third is a third', () => {
  const third = multiply(fraction('1/3'), fraction('92'));
  expect(add(add(third, third), third)).toEqual(fraction('92'));
  expect(decimals(third, 2)).toBe('30.67');
});
