/** Bits per digit: 2,048 counters fit the first-level cache, and the times of ten years take four digits. */
const DIGIT_BITS = 11;
const RADIX = 1 << DIGIT_BITS;
/** Keys are split into two numbers of at most 32 bits; the lower one holds two digits. */
const LOW_RANGE = RADIX * RADIX;

/**
 * Sorts row numbers by a key, ascending and stable: a radix sort, linear in the number of rows (a comparison sort of a
 * million takes a second). Keys must be finite; their fractional part is ignored.
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
    const upper = Math.floor(above / LOW_RANGE);
    high[i] = upper;
    low[i] = above - upper * LOW_RANGE;
  }

  const range = greatest - least;
  let places: Uint32Array = Uint32Array.from(rows.keys());
  let spare: Uint32Array = new Uint32Array(rows.length);
  let unit = 1;
  for (const [part, shift] of [
    [low, 0],
    [low, DIGIT_BITS],
    [high, 0],
    [high, DIGIT_BITS],
    [high, 2 * DIGIT_BITS],
  ] as const) {
    if (unit > range) break;
    sortByDigit(places, spare, part, shift);
    [places, spare] = [spare, places];
    unit *= RADIX;
  }
  for (let i = 0; i < places.length; i++) places[i] = rows[places[i]!]!;
  return places;
}

/** One stable counting pass: writes `from` into `to` in the order of one digit of `part`. */
function sortByDigit(from: Uint32Array, to: Uint32Array, part: Uint32Array, shift: number): void {
  const starts = new Uint32Array(RADIX);
  for (let i = 0; i < part.length; i++) starts[(part[i]! >>> shift) & (RADIX - 1)]!++;
  for (let digit = 0, start = 0; digit < RADIX; digit++) {
    const count = starts[digit]!;
    starts[digit] = start;
    start += count;
  }
  for (let i = 0; i < from.length; i++) {
    const place = from[i]!;
    to[starts[(part[place]! >>> shift) & (RADIX - 1)]!++] = place;
  }
}
