import { compare, type Fraction, fraction } from './fraction.ts';

/** Points for a number up to and including `upTo`; null: for every larger one. In ascending order. */
export type Band = { upTo: string | null; points: string };

/**
 * The points of the first band that holds the number. The printed bands of GB/T 30428.4 overlap at their edges; here a band
 * begins above the one before it (domain-2.md §1.1).
 */
export function bandPoints(number: Fraction, bands: readonly Band[]): Fraction {
  const found = bands.find(({ upTo }) => upTo === null || compare(number, fraction(upTo)) <= 0);
  if (found === undefined) throw new RangeError('The last band must have no upper end');
  return fraction(found.points);
}

/** A grade (评价等级) and the lowest score that earns it, included; in descending order. */
export type Grade = { id: string; from: string };

/** Grades of the standard, domain-2.md §1.1. */
export const STANDARD_GRADES: readonly Grade[] = [
  { id: 'A', from: '90' },
  { id: 'B', from: '75' },
  { id: 'C', from: '60' },
  { id: 'D', from: '40' },
];
export const LOWEST_GRADE = 'E';

/** The grade of an unrounded score: 89.995 is a B, although it prints as 90.00. */
export function gradeOf(score: Fraction, grades: readonly Grade[]): string {
  return grades.find(({ from }) => compare(score, fraction(from)) >= 0)?.id ?? LOWEST_GRADE;
}
