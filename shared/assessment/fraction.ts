/**
 * An exact number: scores are added, compared and ranked without rounding, and rounded once, for print. 2/3 is no 0.6667
 * here, and two equal scores tie on every machine. The denominator is positive; the parts have no common divisor.
 */
export type Fraction = { readonly numerator: bigint; readonly denominator: bigint };

export const ZERO: Fraction = { numerator: 0n, denominator: 1n };

/** A number as it is written, e.g. `0.3`, `94.49` or `1/3`. @throws RangeError for any other text, and for a denominator of 0 */
export function fraction(text: string): Fraction {
  const match = /^(-?\d+)(?:\.(\d+)|\/(\d+))?$/.exec(text);
  if (match === null) throw new RangeError(`Not a number: ${text}`);
  const [, whole = '', decimals, denominator] = match;
  if (decimals !== undefined) return reduced(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
  return reduced(BigInt(whole), BigInt(denominator ?? 1));
}

/** The quotient of two counts. @throws RangeError for a denominator of 0 and for what is not whole */
export function ratio(numerator: number, denominator: number): Fraction {
  return reduced(BigInt(numerator), BigInt(denominator));
}

export function add(a: Fraction, b: Fraction): Fraction {
  return reduced(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return add(a, { numerator: -b.numerator, denominator: b.denominator });
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return reduced(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** @throws RangeError where `b` is zero */
export function divide(a: Fraction, b: Fraction): Fraction {
  return reduced(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** Negative where `a` is smaller, positive where it is larger. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function larger(a: Fraction, b: Fraction): Fraction {
  return compare(a, b) >= 0 ? a : b;
}

/** The largest whole number that is not above it. */
export function floor({ numerator, denominator }: Fraction): Fraction {
  const whole = numerator / denominator;
  const isBelow = numerator < 0n && whole * denominator !== numerator;
  return { numerator: isBelow ? whole - 1n : whole, denominator: 1n };
}

/** The smallest whole number that is not below it. */
export function ceiling(value: Fraction): Fraction {
  const down = floor({ numerator: -value.numerator, denominator: value.denominator });
  return { numerator: -down.numerator, denominator: 1n };
}

/** With that many decimals, half away from zero (四舍五入), e.g. `94.03`. */
export function decimals({ numerator, denominator }: Fraction, digits: number): string {
  const isNegative = numerator < 0n;
  const scaled = (isNegative ? -numerator : numerator) * 10n ** BigInt(digits);
  const rounded = (2n * scaled + denominator) / (2n * denominator);
  const text = rounded.toString().padStart(digits + 1, '0');
  const sign = isNegative && rounded !== 0n ? '-' : '';
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** A quotient as a percentage with that many decimals, without the sign, e.g. `75.82`. */
export function percent(value: Fraction, digits: number): string {
  return decimals(multiply(value, { numerator: 100n, denominator: 1n }), digits);
}

/** As `fraction` reads it: `3`, or `2/3`. */
export function exactText({ numerator, denominator }: Fraction): string {
  return denominator === 1n ? String(numerator) : `${numerator}/${denominator}`;
}

function reduced(numerator: bigint, denominator: bigint): Fraction {
  if (denominator === 0n) throw new RangeError('A denominator of 0');
  const divisor = greatestCommonDivisor(numerator, denominator) * (denominator < 0n ? -1n : 1n);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
