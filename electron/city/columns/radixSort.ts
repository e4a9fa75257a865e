/** Bits of a digit: 2,048 counters stay in the first-level cache, and the times of ten years take four digits. */
const DIGIT = 11;
const DIGITS = 1 << DIGIT;
/** Keys are cut in two numbers of 32 bits at most; the lower one holds two digits. */
const LOW = DIGITS * DIGITS;

/**
 * Sorts row numbers by a key, least first, keeping the order of equal keys: a radix sort, linear in rows. (A
 * comparator sort of a million takes a second.) Keys must be finite; what follows their decimal point is ignored.
 */
export function sortByKey(rows: Uint32Array, keys: Float64Array): Uint32Array {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < rows.length; i++) {
    const key = keys[rows[i]!]!;
    if (key < least) least = key;
    if (key > greatest) greatest = key;
  }
  const low = new Uint32Array(rows.length);
  const high = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const above = keys[rows[i]!]! - least;
    const upper = Math.floor(above / LOW);
    high[i] = upper;
    low[i] = above - upper * LOW;
  }

  const range = greatest - least;
  let places: Uint32Array = Uint32Array.from(rows.keys());
  let spare: Uint32Array = new Uint32Array(rows.length);
  let unit = 1;
  for (const [part, shift] of [
    [low, 0],
    [low, DIGIT],
    [high, 0],
    [high, DIGIT],
    [high, 2 * DIGIT],
  ] as const) {
    if (unit > range) break;
    scatter(places, spare, part, shift);
    [places, spare] = [spare, places];
    unit *= DIGITS;
  }
  for (let i = 0; i < places.length; i++) places[i] = rows[places[i]!]!;
  return places;
}

/** One pass: `from` in the order of one digit of `part`, equal ones as they stood, into `to`. */
function scatter(from: Uint32Array, to: Uint32Array, part: Uint32Array, shift: number): void {
  const starts = new Uint32Array(DIGITS);
  for (let i = 0; i < part.length; i++) starts[(part[i]! >>> shift) & (DIGITS - 1)]!++;
  for (let digit = 0, start = 0; digit < DIGITS; digit++) {
    const count = starts[digit]!;
    starts[digit] = start;
    start += count;
  }
  for (let i = 0; i < from.length; i++) {
    const place = from[i]!;
    to[starts[(part[place]! >>> shift) & (DIGITS - 1)]!++] = place;
  }
}
