import { z } from 'zod';
import { fraction } from '../../assessment/fraction.ts';
import { rank, type TiePolicy } from '../../assessment/ranking.ts';
import type { Result } from '../../assessment/result.ts';
import { countFact, type Fact, type Facts, Measured } from '../facts.ts';
import { figure } from '../figures.ts';
import type { Column, Table } from '../model.ts';
import type { Sentence } from '../part.ts';
import { nameOf } from '../partText.ts';
import { Name, namedOnce } from './common.ts';

/** A count in two ledgers: what happened, and what counts by granted appeals. */
const Ledger = z.strictObject({ fact: z.int().nonnegative(), granted: z.int().nonnegative() });

/** A unit with its score, the score of the period before, and the counts from which it comes. */
const Unit = z
  .strictObject({
    name: Name,
    score: Measured,
    before: Measured.nullable(),
    due: z.int().nonnegative(),
    onTime: Ledger,
  })
  .refine(({ due, onTime }) => onTime.fact + onTime.granted <= due, { error: '按期结案数大于应结案数' });

/** Units that are ranked among themselves and with nobody else (组内排名). */
export const RankedGroup = z.strictObject({ name: Name, units: namedOnce(Unit).min(1) });
export type RankedGroup = z.infer<typeof RankedGroup>;

const resultOf = (measured: Measured): Result =>
  measured.kind === 'value'
    ? { kind: 'value', value: fraction(measured.value) }
    : measured.kind === 'no-data'
      ? { kind: 'no-data' }
      : { kind: 'pending', missing: [] };

type Key = 'score' | 'place' | 'earlier' | 'due' | 'onTime' | 'granted';
export const factId = (group: string, unit: string, key: Key): string => `group/${group}/${unit}/${key}`;

/** Facts of a group: scores, places within the group on unrounded scores, counts. */
export function groupFacts(group: RankedGroup, period: string, ties: TiePolicy): Fact[] {
  const now = rank(
    group.units.map(({ name, score }) => ({ id: name, score: resultOf(score) })),
    ties,
  );
  const then = rank(
    group.units.map(({ name, before }) => ({
      id: name,
      score: before === null ? { kind: 'no-data' } : resultOf(before),
    })),
    ties,
  );
  const placeOf = (list: typeof now, name: string): Fact['result'] => {
    const place = list.find(({ id }) => id === name)?.place ?? null;
    return place === null ? { kind: 'no-data' } : { kind: 'value', value: String(place) };
  };
  return group.units.flatMap(({ name, score, due, onTime }) => [
    { id: factId(group.name, name, 'score'), period, result: score },
    { id: factId(group.name, name, 'place'), period, result: placeOf(now, name) },
    { id: factId(group.name, name, 'earlier'), period, result: placeOf(then, name) },
    countFact(factId(group.name, name, 'due'), period, due),
    countFact(factId(group.name, name, 'onTime'), period, onTime.fact + onTime.granted),
    countFact(factId(group.name, name, 'granted'), period, onTime.granted),
  ]);
}

/** The names of a group's units in the order of their places; those without a place come last. */
export function inOrder(group: RankedGroup, ties: TiePolicy): { name: string; isRanked: boolean }[] {
  return rank(
    group.units.map(({ name, score }) => ({ id: name, score: resultOf(score) })),
    ties,
  ).map(({ id, place }) => ({ name: id, isRanked: place !== null }));
}

const COLUMNS: Column[] = [
  { head: '名次', width: 14, align: 'center' },
  { head: '单位', width: 42, align: 'left' },
  { head: '得分', width: 22, align: 'right' },
  { head: '较上期', width: 20, align: 'center' },
  { head: '应结案数', width: 24, align: 'right' },
  { head: '按期结案数', width: 28, align: 'right' },
  { head: '按期结案率', width: 28, align: 'right' },
];

/** The table of a group. Whoever has no score has no place: «—», with «无数据» or «待定» as the score. */
export function groupTable(group: RankedGroup, facts: Facts, ties: TiePolicy): Table {
  const one = (unit: string, key: Key) => ({ of: factId(group.name, unit, key), per: null });
  const number = { form: 'number', digits: 0 } as const;
  const row = ({ name, isRanked }: { name: string; isRanked: boolean }): Sentence[] => [
    isRanked ? [figure(facts, number, [one(name, 'place')])] : ['—'],
    [nameOf(name)],
    [figure(facts, { form: 'number', digits: 2 }, [one(name, 'score')])],
    [figure(facts, { form: 'movement' }, [one(name, 'place'), one(name, 'earlier')])],
    [figure(facts, number, [one(name, 'due')])],
    [figure(facts, { form: 'ledger' }, [one(name, 'onTime'), one(name, 'granted')])],
    [
      figure(facts, { form: 'percent', digits: 2 }, [
        { of: factId(group.name, name, 'onTime'), per: factId(group.name, name, 'due') },
      ]),
    ],
  ];
  return {
    kind: 'table',
    caption: [nameOf(group.name)],
    columns: COLUMNS,
    rows: inOrder(group, ties).map(row),
  };
}
