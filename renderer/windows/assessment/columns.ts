import type { AssessedGroup, AssessedUnit, FigureRule } from '../../../shared/contract/assessment.ts';
import type { SnapshotRowsQuery } from '../../../shared/contract/assessmentPublication.ts';

/** A column of a group's table: a count of the registry, a rate of it, or the score by a rule set. */
export type Column =
  | { kind: 'count'; id: string }
  | { kind: 'rate'; id: string }
  | { kind: 'score'; id: string };

/** The columns of the standard's tables (GB/T 30428.4, domain-2.md §1.1), without what a rate shows under it anyway. */
const REGION: readonly Column[] = [
  { kind: 'count', id: 'accepted' },
  { kind: 'count', id: 'filed' },
  { kind: 'count', id: 'due' },
  { kind: 'count', id: 'closed' },
  { kind: 'rate', id: 'closingRate' },
  { kind: 'count', id: 'closedOnTime' },
  { kind: 'rate', id: 'onTimeClosingRate' },
];
const DEPARTMENT: readonly Column[] = [
  ...REGION,
  { kind: 'rate', id: 'onTimeHandlingRate' },
  { kind: 'rate', id: 'reworkRate' },
];

export function columnsOf({ unitKind, rule }: AssessedGroup): Column[] {
  const figures = unitKind === 'org' ? DEPARTMENT : REGION;
  return rule === null ? [...figures] : [...figures, { kind: 'score', id: rule.ruleSet }];
}

/** What a chosen cell is about. */
export type Choice = { group: string; unit: string; column: Column };

export const sameColumn = (a: Column, b: Column): boolean => a.kind === b.kind && a.id === b.id;

export function ruleOf(group: AssessedGroup, id: string): FigureRule | null {
  return group.formulas.find((rule) => rule.id === id) ?? null;
}

export function scoreOf(unit: AssessedUnit, ruleSet: string): AssessedUnit['scores'][number] | null {
  return unit.scores.find((score) => score.ruleSet === ruleSet) ?? null;
}

/** Units in the order of their places; those without one at the end, as the group lists them. */
export function byPlace({ units, rule }: AssessedGroup): AssessedUnit[] {
  const placeOf = (unit: AssessedUnit): number =>
    (rule === null ? null : scoreOf(unit, rule.ruleSet)?.place) ?? Number.POSITIVE_INFINITY;
  return units.toSorted((a, b) => {
    const [first, second] = [placeOf(a), placeOf(b)];
    return first === second ? 0 : first - second;
  });
}

type RowsCount = SnapshotRowsQuery['count'];
const ROWS: Readonly<Record<string, RowsCount>> = {
  ...{ accepted: 'accepted', due: 'due', closed: 'closed', closedOnTime: 'closedOnTime' },
  ...{ closingRate: 'due', onTimeClosingRate: 'due' },
};

/** Which rows are behind a figure; null where no filter gives exactly these. */
export function rowsBehind({ kind, id }: Column): RowsCount | null {
  return kind === 'score' ? null : (ROWS[id] ?? null);
}
