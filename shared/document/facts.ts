import { z } from 'zod';
import { divide, type Fraction, fraction } from '../assessment/fraction.ts';
import { NO_DATA, type Result, value } from '../assessment/result.ts';
import { Period } from './period.ts';

/** An exact number as a text: `493`, `-2`, `94.03`, `1/3`. */
const Exact = z.string().regex(/^-?\d{1,15}(?:\.\d{1,9}|\/[1-9]\d{0,14})?$/);

/** A result of the assessment as it is stored and sent. Three different facts, see shared/assessment/result.ts. */
export const Measured = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('value'), value: Exact }),
  z.strictObject({ kind: z.literal('no-data') }),
  z.strictObject({ kind: z.literal('pending') }),
]);
export type Measured = z.infer<typeof Measured>;

/** A number of the snapshot, each once. Its id is unique in the document: one quantity cannot have two values. */
export const Fact = z.strictObject({
  id: z.string().min(1).max(120),
  period: Period,
  result: Measured,
});
export type Fact = z.infer<typeof Fact>;
export type Facts = ReadonlyMap<string, Fact>;

/** What a figure stands for: a fact, or the quotient of two of one period. */
export const Quantity = z.strictObject({ of: z.string(), per: z.string().nullable() });
export type Quantity = z.infer<typeof Quantity>;

/** Null where a fact is missing. */
export function resultOf(facts: Facts, { of, per }: Quantity): Result | null {
  const upper = facts.get(of);
  const lower = per === null ? undefined : facts.get(per);
  if (upper === undefined || (per !== null && lower === undefined)) return null;
  const above = asResult(upper.result);
  if (lower === undefined || above.kind !== 'value') return above;
  const below = asResult(lower.result);
  if (below.kind !== 'value') return below;
  return below.value.numerator === 0n ? NO_DATA : value(divide(above.value, below.value));
}

/** The exact value as a text, with which a figure says from what it was made. */
export function exactText(result: Result): string {
  return result.kind === 'value' ? fractionText(result.value) : result.kind;
}

function fractionText({ numerator, denominator }: Fraction): string {
  return denominator === 1n ? String(numerator) : `${numerator}/${denominator}`;
}

function asResult(measured: Measured): Result {
  if (measured.kind === 'value') return value(fraction(measured.value));
  return measured.kind === 'no-data' ? NO_DATA : { kind: 'pending', missing: [] };
}

/** A count as a fact. */
export function countFact(id: string, period: string, count: number): Fact {
  return { id, period, result: { kind: 'value', value: String(count) } };
}

/** @throws RangeError where an id stands twice with two values */
export function factsOf(list: readonly Fact[]): Facts {
  const facts = new Map<string, Fact>();
  for (const fact of list) {
    const known = facts.get(fact.id);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(fact))
      throw new RangeError(`Two values of ${fact.id}`);
    facts.set(fact.id, fact);
  }
  return facts;
}
