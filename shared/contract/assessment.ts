import { z } from 'zod';
import { Millis, Revision } from './common.ts';
import { CaseFilterQuery } from './filters.ts';
import { Words } from './whistles.ts';

/** An exact number as a whole or `numerator/denominator`. */
const Exact = z.string().max(400);

/** A number (0 among them), «无数据», or «待定» with what is missing: three different facts. */
export const AssessedResult = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('value'), exact: Exact }),
  z.object({ kind: z.literal('no-data') }),
  z.object({ kind: z.literal('pending'), missing: z.array(z.string()) }),
]);
export type AssessedResult = z.infer<typeof AssessedResult>;

export const AssessedPeriod = z.enum(['week', 'lastWeek', 'month', 'lastMonth', 'quarter', 'year']);
export type AssessedPeriod = z.infer<typeof AssessedPeriod>;
export const UnitKindName = z.enum(['street', 'grid', 'org', 'source', 'channel', 'category']);

/**
 * Query of `/api/assessment`: a named period, or `from` and `to` (exclusive) as in `CaseFilterQuery`. `asOf`: the moment at
 * which cases are judged; absent, or after now: now. `by`: what the breakdown is by.
 */
export const AssessmentQuery = z
  .strictObject({
    period: AssessedPeriod.optional(),
    from: CaseFilterQuery.shape.from,
    to: CaseFilterQuery.shape.to,
    asOf: CaseFilterQuery.shape.from,
    by: UnitKindName.default('source'),
  })
  .refine(
    ({ period, from, to }) =>
      period === undefined
        ? from !== undefined && to !== undefined && from < to
        : from === undefined && to === undefined,
    'a period, or from and to with from before to',
  );
export type AssessmentQuery = z.output<typeof AssessmentQuery>;

/** Counts by id (`COUNTS` of the registry). One that the data cannot tell is absent (待定). */
const CountsById = z.record(z.string(), z.int().nonnegative());

/**
 * Counts of a unit, how many of its cases are in no rate, by reason (`LEFT_OUT`), and how many of those closed on time count
 * by a granted appeal: `9（1）`.
 */
export const AssessedCounts = z.object({
  granted: z.int().nonnegative(),
  counts: CountsById,
  leftOut: z.record(z.string(), z.int()),
});
export type AssessedCounts = z.infer<typeof AssessedCounts>;

/** A quotient of the registry: both parts and how it is formed. `less`: taken off the denominator. */
const FigureRule = z.object({
  id: z.string(),
  variant: z.string().nullable(),
  name: Words,
  formula: Words,
  numerator: z.string(),
  denominator: z.string(),
  less: z.array(z.string()),
  source: z.string(),
});
export type FigureRule = z.infer<typeof FigureRule>;

const UnitScore = z.object({
  ruleSet: z.string(),
  total: AssessedResult,
  /** 评价等级; null without a score. */
  grade: z.string().nullable(),
  place: z.int().nullable(),
  /** Places gained since the period before, by the same rules; negative: lost; null: either has none. */
  moved: z.int().nullable(),
  components: z.array(
    z.object({
      id: z.string(),
      inputs: z.record(z.string(), AssessedResult),
      points: AssessedResult,
      score: AssessedResult,
    }),
  ),
});
export type UnitScore = z.infer<typeof UnitScore>;

const AssessedUnit = z.object({
  unit: z.string(),
  now: AssessedCounts,
  previous: AssessedCounts,
  lastYear: AssessedCounts,
  figures: z.record(z.string(), AssessedResult),
  scores: z.array(UnitScore),
});
export type AssessedUnit = z.infer<typeof AssessedUnit>;

const AssessedGroup = z.object({
  id: z.string(),
  name: Words,
  kind: z.string(),
  /** By which column of a case its units are found. */
  unitKind: UnitKindName,
  source: z.string(),
  /** The rule that counts; `isForPeriod` false: none is laid down for such a period, and this is a trial (试算). */
  rule: z
    .object({
      ...{ ruleSet: z.string(), ties: z.enum(['competition', 'dense']), isForPeriod: z.boolean() },
      source: z.string(),
    })
    .nullable(),
  formulas: z.array(FigureRule),
  units: z.array(AssessedUnit),
  /** Cases of units outside the group, and of none (未归口): with them, the group adds up to the whole. */
  outside: AssessedCounts,
  none: AssessedCounts,
});
export type AssessedGroup = z.infer<typeof AssessedGroup>;

const Compared = z.object({ from: Millis, to: Millis, asOf: Millis });

/** What a period comes to. Of equal counts and rules it is equal to the letter, whoever computes it. */
export const AssessmentTables = z.object({
  period: Compared,
  /** 周, 月, 季, 年; null for another range. */
  kind: z.enum(['week', 'month', 'quarter', 'year']).nullable(),
  previous: Compared,
  lastYear: Compared,
  total: z.object({ now: AssessedCounts, previous: AssessedCounts, lastYear: AssessedCounts }),
  ruleSets: z.array(z.object({ id: z.string(), name: Words, source: z.string(), confirmed: z.boolean() })),
  groups: z.array(AssessedGroup),
});
export type AssessmentTables = z.infer<typeof AssessmentTables>;

/** GET /api/assessment: as it is now (实时), nothing of it published. */
export const LiveAssessment = AssessmentTables.extend({
  now: Millis,
  revision: Revision,
  by: z.object({
    kind: UnitKindName,
    /** `unit` null: 未归口. Largest first. */
    units: z.array(AssessedCounts.extend({ unit: z.string().nullable() })),
  }),
});
export type LiveAssessment = z.infer<typeof LiveAssessment>;
