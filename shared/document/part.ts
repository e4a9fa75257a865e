import { z } from 'zod';
import { Quantity } from './facts.ts';
import { Comparison, Period } from './period.ts';

const Digits = z.int().min(0).max(4);

/** How numbers become text: the rule of rounding (half away from zero) and of wording. */
export const Rule = z.discriminatedUnion('form', [
  z.strictObject({ form: z.literal('number'), digits: Digits }),
  /** A quotient as `93.72%`. */
  z.strictObject({ form: z.literal('percent'), digits: Digits }),
  /** Of two quantities, now and before: `环比上升2.12%`, `同比下降0.35个百分点`, `环比减少5件`. */
  z.strictObject({
    form: z.literal('change'),
    comparison: Comparison,
    measure: z.enum(['percent', 'points', 'difference']),
    digits: Digits,
    unit: z.string().max(8),
  }),
  /** Of two places in a ranking, now and before: `▲1`, `▼2`, `—` where it is the same, `无可比` where one has none. */
  z.strictObject({ form: z.literal('movement') }),
  /** Of what counts, and of what counts by granted appeals: `9（1）`, see shared/assessment/ledger.ts. */
  z.strictObject({ form: z.literal('ledger') }),
]);
export type Rule = z.infer<typeof Rule>;

/** Numbers in a sentence, with all that is needed to compute them again. */
export const Figure = z.strictObject({
  kind: z.literal('figure'),
  rule: Rule,
  of: z.array(Quantity).min(1).max(2),
  /** Exact values from which it was made, in the same order. */
  values: z.array(z.string()),
  printed: z.string(),
});
export type Figure = z.infer<typeof Figure>;

/**
 * A piece of a sentence. A plain text is wording of the program and holds no number; whatever has one says what it is.
 */
export const Part = z.union([
  z.string(),
  Figure,
  z.strictObject({ kind: z.literal('period'), period: Period }),
  z.strictObject({ kind: z.literal('date'), date: z.iso.date() }),
  /** Numbers of orders, cases and documents, names of units and posts: as they are. */
  z.strictObject({ kind: z.literal('name'), text: z.string() }),
  /** What people wrote; contact data in it is hidden. */
  z.strictObject({ kind: z.literal('quoted'), text: z.string() }),
  /** The telephone of staff (责任人电话), which the form demands; never a citizen's. */
  z.strictObject({ kind: z.literal('staff-phone'), text: z.string() }),
]);
export type Part = z.infer<typeof Part>;

export const Sentence = z.array(Part);
export type Sentence = z.infer<typeof Sentence>;
