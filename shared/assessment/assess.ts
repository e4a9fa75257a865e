import type {
  AssessedCounts,
  AssessedGroup,
  AssessedResult,
  AssessedUnit,
  AssessmentTables,
  FigureRule,
  UnitScore,
} from '../contract/assessment.ts';
import type { AssessmentGroup } from '../pack/assessment.ts';
import { gradeOf, STANDARD_GRADES } from './bands.ts';
import { type Basis, isInForce, ruleFor, setsBeside, unitKindOf } from './basis.ts';
import type { Moment } from './caseFact.ts';
import { NO_CASES, type Tally, type UnitCounts } from './counting.ts';
import { exactText, fraction } from './fraction.ts';
import {
  COUNTS,
  type Counts,
  formulaOf,
  formulaText,
  INDICATORS,
  type IndicatorId,
  indicator,
  isCountId,
  isIndicatorId,
} from './indicators.ts';
import { kindOf, lastDayOf } from './periods.ts';
import { movement, rank } from './ranking.ts';
import { type Result, value } from './result.ts';
import { type RuleSet, type Score, scoreOf } from './ruleSet.ts';

/** Period, period before, and period a year ago. */
type Three<T> = readonly [T, T, T];
type Variants = Readonly<Record<string, string>>;

/**
 * Scores, grades and places of all groups in force at the end of a period, by the rule of each, and by the other rule sets
 * beside it. The period before is scored by the same rules, so that a movement is the units' own.
 *
 * @param zone IANA zone of the pack
 */
export function assess(
  basis: Basis,
  moments: Three<Moment>,
  tallies: Three<Tally>,
  zone: string,
): AssessmentTables {
  const [period, previous, lastYear] = moments;
  const [now, before, yearAgo] = tallies;
  const day = lastDayOf(period, zone);
  const kind = kindOf(period, zone);
  return {
    ...{ period, kind, previous, lastYear },
    total: { now: wire(now.total), previous: wire(before.total), lastYear: wire(yearAgo.total) },
    ruleSets: setsBeside(basis, null, day).map(({ id, name, source, confirmed }) => ({
      id,
      name,
      source,
      confirmed,
    })),
    groups: basis.groups
      .filter((group) => isInForce(group, day))
      .map((group) => groupTable(basis, group, tallies, kind, day)),
  };
}

function groupTable(
  basis: Basis,
  group: AssessmentGroup,
  tallies: Three<Tally>,
  kind: AssessmentTables['kind'],
  day: string,
): AssessedGroup {
  const rule = ruleFor(basis, group.id, kind, day);
  const unitKind = unitKindOf(group.kind);
  const variants = rule?.variants ?? {};
  const at = (tally: Tally, unit: string | null): UnitCounts => tally.units[unitKind].get(unit) ?? NO_CASES;
  const sets = setsBeside(basis, rule?.ruleSet ?? null, day);
  const [now, before, yearAgo] = tallies;
  const scored = sets.map((set) =>
    scoresOf(set, group.units, rule?.ties ?? 'competition', [now, before], (tally, unit) =>
      inputsOf(at(tally, unit).counts, variants),
    ),
  );
  const member = new Set<string | null>(group.units);
  const others = [...now.units[unitKind]].filter(([unit]) => unit !== null && !member.has(unit));
  return {
    ...{ id: group.id, name: group.name, kind: group.kind, unitKind, source: group.source },
    rule:
      rule === null
        ? null
        : { ruleSet: rule.ruleSet, ties: rule.ties, isForPeriod: rule.isForPeriod, source: rule.source },
    formulas: indicatorIds().map((id) => figureRule(id, variants)),
    units: group.units.map((unit): AssessedUnit => {
      const inputs = inputsOf(at(now, unit).counts, variants);
      return {
        unit,
        ...{ now: wire(at(now, unit)), previous: wire(at(before, unit)), lastYear: wire(at(yearAgo, unit)) },
        figures: Object.fromEntries(indicatorIds().map((id) => [id, sent(inputs.get(id))])),
        scores: scored.map((scores) => scores(unit)),
      };
    }),
    outside: wire(sumOf(others.map(([, counts]) => counts))),
    none: wire(at(now, null)),
  };
}

/** The scores of a group by one rule set; the answer is for one unit. */
function scoresOf(
  set: RuleSet,
  units: readonly string[],
  ties: 'competition' | 'dense',
  [now, before]: readonly [Tally, Tally],
  inputs: (tally: Tally, unit: string) => ReadonlyMap<string, Result>,
): (unit: string) => UnitScore {
  const of = (tally: Tally) => new Map(units.map((unit) => [unit, scoreOf(set, inputs(tally, unit))]));
  const scores = of(now);
  const places = (all: ReadonlyMap<string, Score>) =>
    rank(
      [...all].map(([id, { total }]) => ({ id, score: total })),
      ties,
    );
  const ranked = places(scores);
  const moved = movement(ranked, places(of(before)));
  const placeOf = new Map(ranked.map(({ id, place }) => [id, place]));
  return (unit) => {
    const score = scores.get(unit);
    const total = score?.total ?? { kind: 'no-data' };
    return {
      ruleSet: set.id,
      total: sent(total),
      grade: total.kind === 'value' ? gradeOf(total.value, STANDARD_GRADES) : null,
      place: placeOf.get(unit) ?? null,
      moved: moved.get(unit) ?? null,
      components: (score?.components ?? []).map(({ id, inputs: read, points, score: part }) => ({
        id,
        inputs: Object.fromEntries(Object.entries(read).map(([name, result]) => [name, sent(result)])),
        ...{ points: sent(points), score: sent(part) },
      })),
    };
  };
}

/** All indicators in the variants of a rule, and all counts, as rule sets name them. */
function inputsOf(counts: Counts, variants: Variants): Map<string, Result> {
  const inputs = new Map<string, Result>();
  for (const id of indicatorIds()) inputs.set(id, indicator(id, variants[id] ?? null, counts));
  for (const id of Object.keys(COUNTS)) {
    const known = isCountId(id) ? counts[id] : undefined;
    if (known !== undefined) inputs.set(id, value(fraction(String(known))));
  }
  return inputs;
}

function indicatorIds(): IndicatorId[] {
  return Object.keys(INDICATORS).filter(isIndicatorId);
}

function figureRule(id: IndicatorId, variants: Variants): FigureRule {
  const variant = variants[id] ?? null;
  const { numerator, denominator, less, source } = formulaOf(id, variant);
  const { zh, en } = INDICATORS[id].name;
  return {
    ...{ id, variant, name: { zh, en } },
    formula: { zh: formulaText(id, variant, 'zh'), en: formulaText(id, variant, 'en') },
    ...{ numerator, denominator, less: [...less], source },
  };
}

/** What several units come to; a count that one of them cannot tell is not known of all. */
export function sumOf(units: readonly UnitCounts[]): UnitCounts {
  const counts: Counts = {};
  for (const id of Object.keys(COUNTS)) {
    if (!isCountId(id) || NO_CASES.counts[id] === undefined) continue;
    let sum: number | undefined = 0;
    for (const unit of units) {
      const one = unit.counts[id];
      sum = sum === undefined || one === undefined ? undefined : sum + one;
    }
    if (sum !== undefined) counts[id] = sum;
  }
  const leftOut = { ...NO_CASES.leftOut };
  for (const unit of units) {
    leftOut.noLimit += unit.leftOut.noLimit;
    leftOut.cancelled += unit.leftOut.cancelled;
    leftOut.closedUnknown += unit.leftOut.closedUnknown;
    leftOut.suspended += unit.leftOut.suspended;
  }
  return { counts, leftOut, granted: units.reduce((sum, unit) => sum + unit.granted, 0) };
}

function wire({ counts, leftOut, granted }: UnitCounts): AssessedCounts {
  return { counts: { ...counts }, leftOut: { ...leftOut }, granted };
}

function sent(result: Result | undefined): AssessedResult {
  if (result === undefined || result.kind === 'no-data') return { kind: 'no-data' };
  if (result.kind === 'pending') return { kind: 'pending', missing: [...new Set(result.missing)] };
  return { kind: 'value', exact: exactText(result.value) };
}
