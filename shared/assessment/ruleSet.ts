import { z } from 'zod';
import { bandPoints } from './bands.ts';
import {
  add,
  ceiling,
  compare,
  type Fraction,
  floor,
  fraction,
  larger,
  multiply,
  subtract,
  ZERO,
} from './fraction.ts';
import { NO_DATA, type Result, value } from './result.ts';

/** A number as it is written, e.g. `0.3` or `1/3`: a rule set is data, and its numbers are exact. */
const Exact = z.string().regex(/^-?\d{1,12}(?:\.\d{1,6}|\/[1-9]\d{0,8})?$/);

/** Id of an indicator of the registry (a quotient from 0 to 1, or a count), or of a score that people give (0 to 100). */
const Input = z.string().min(1).max(60);

/** How inputs become points. */
const Points = z.discriminatedUnion('kind', [
  /** A quotient as percentage points: 0.964 is 96.4. */
  z.strictObject({ kind: z.literal('rate'), input: Input }),
  /** The same of what is left of 1: a rework rate of 0.05 is 95. */
  z.strictObject({ kind: z.literal('rest'), input: Input }),
  /** A score of 0 to 100, as it is. */
  z.strictObject({ kind: z.literal('score'), input: Input }),
  /** By bands of a count, see bands.ts. */
  z.strictObject({
    kind: z.literal('bands'),
    input: Input,
    bands: z.array(z.strictObject({ upTo: Exact.nullable(), points: Exact })).min(1),
  }),
  /**
   * Full points from `target` percent; `lost` points less for each percentage point below it. `part`: what a part of a
   * percentage point costs (domain-2.md §1.2).
   */
  z.strictObject({
    kind: z.literal('target'),
    input: Input,
    target: Exact,
    full: Exact,
    lost: Exact,
    part: z.enum(['proportional', 'floor', 'ceiling']),
  }),
  /** `full` points, less `lost` for each of a count; never below 0. */
  z.strictObject({
    kind: z.literal('deductions'),
    full: Exact,
    items: z.array(z.strictObject({ input: Input, lost: Exact })).min(1),
  }),
]);
type Points = z.infer<typeof Points>;

const RuleComponent = z.strictObject({
  id: z.string().min(1).max(60),
  points: Points,
  /** The points are multiplied by it, e.g. `0.3`; `1` where they are the final ones. */
  weight: Exact,
});

/** A scoring rule (考评规则) as a pack carries it. */
export const RuleSet = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/),
  name: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  /** Local date from which it applies. */
  effectiveFrom: z.iso.date().nullable(),
  /** Where its numbers come from; `confirmed` false: inferred or local, which the screen shows. */
  source: z.string().min(1),
  confirmed: z.boolean(),
  components: z.array(RuleComponent).min(1),
});
export type RuleSet = z.infer<typeof RuleSet>;

/** What one component contributed: its inputs, the points they earned, and these after weighting. */
export type ComponentScore = { id: string; inputs: Record<string, Result>; points: Result; score: Result };
export type Score = { total: Result; components: readonly ComponentScore[] };

/**
 * The score of one unit. An input that is missing makes the score «待定», never a 0; one without data («无数据») makes the
 * score «无数据», since a weight cannot be given to nothing.
 */
export function scoreOf(rules: Pick<RuleSet, 'components'>, inputs: ReadonlyMap<string, Result>): Score {
  const read = (id: string): Result => inputs.get(id) ?? { kind: 'pending', missing: [id] };
  const components = rules.components.map(({ id, points, weight }): ComponentScore => {
    const earned = pointsOf(points, read);
    const score = onValue(earned, (number) => multiply(number, fraction(weight)));
    return {
      id,
      inputs: Object.fromEntries(inputsOf(points).map((one) => [one, read(one)])),
      points: earned,
      score,
    };
  });
  return { total: sum(components.map(({ score }) => score)), components };
}

/** Ids of what a component is computed from. */
function inputsOf(points: Points): string[] {
  return points.kind === 'deductions' ? points.items.map(({ input }) => input) : [points.input];
}

function sum(parts: readonly Result[]): Result {
  const missing = parts.flatMap((part) => (part.kind === 'pending' ? part.missing : []));
  if (missing.length > 0) return { kind: 'pending', missing };
  if (parts.some(({ kind }) => kind === 'no-data')) return NO_DATA;
  return value(parts.reduce((total, part) => (part.kind === 'value' ? add(total, part.value) : total), ZERO));
}

function onValue(result: Result, change: (number: Fraction) => Fraction): Result {
  return result.kind === 'value' ? value(change(result.value)) : result;
}

const HUNDRED = fraction('100');
const ONE = fraction('1');

function pointsOf(points: Points, read: (input: string) => Result): Result {
  if (points.kind === 'deductions') {
    const lost = points.items.map(({ input, lost: each }) =>
      onValue(read(input), (count) => multiply(count, fraction(each))),
    );
    return onValue(sum(lost), (all) => larger(ZERO, subtract(fraction(points.full), all)));
  }
  return onValue(read(points.input), (number) => {
    if (points.kind === 'rate') return multiply(number, HUNDRED);
    if (points.kind === 'rest') return multiply(subtract(ONE, number), HUNDRED);
    if (points.kind === 'bands') return bandPoints(number, points.bands);
    return points.kind === 'target' ? targetPoints(multiply(number, HUNDRED), points) : number;
  });
}

function targetPoints(
  percentage: Fraction,
  { target, full, lost, part }: Extract<Points, { kind: 'target' }>,
): Fraction {
  const short = subtract(fraction(target), percentage);
  if (compare(short, ZERO) <= 0) return fraction(full);
  const counted = part === 'floor' ? floor(short) : part === 'ceiling' ? ceiling(short) : short;
  return larger(ZERO, subtract(fraction(full), multiply(counted, fraction(lost))));
}
