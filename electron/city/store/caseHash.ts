/**
 * A 53-bit hash of a row's values, to detect that a case changed without reading the stored row. It is only compared with
 * the earlier hash of the same case, so the probability of missing a change is 2⁻⁵³.
 *
 * Two multiply-rotate lanes over UTF-16 units instead of node:crypto: nothing is concatenated, encoded or allocated, and
 * the result is a number that SQLite stores in seven bytes. It need not resist attacks: an upstream that wants to hide a
 * change can simply not send it.
 */

const LANE_A = 0x9e3779b1;
const LANE_B = 0x85ebca77;
/** Field separators. Greater than any UTF-16 unit, so that no text can contain one. */
const TEXT_EDGE = 0x1_0000;
const NUMBER_EDGE = 0x2_0000;
const NULL_EDGE = 0x3_0000;

const double = new Float64Array(1);
const halves = new Uint32Array(double.buffer);

/** State of the two lanes, kept at module level to avoid allocating an object per text. */
let a = 0;
let b = 0;

/** Hash of the first `count` values: text, numbers or null, as bound to or read from SQLite. */
export function hashValues(values: ArrayLike<unknown>, count: number): number {
  a = 0x243f6a88;
  b = 0x13198a2e;
  for (let i = 0; i < count; i++) {
    const value = values[i];
    if (typeof value === 'string') {
      addText(value);
    } else if (typeof value === 'number' && !Number.isNaN(value)) {
      // -0 comes back from SQLite as 0; NaN comes back as NULL.
      double[0] = value + 0;
      mix(NUMBER_EDGE ^ (halves[0] ?? 0));
      mix(halves[1] ?? 0);
    } else {
      mix(NULL_EDGE);
    }
  }
  return (avalanche(b) & 0x1f_ffff) * 0x1_0000_0000 + (avalanche(a) >>> 0);
}

function mix(word: number): void {
  a = Math.imul(((a << 13) | (a >>> 19)) ^ word, LANE_A);
  b = Math.imul(((b << 17) | (b >>> 15)) ^ word, LANE_B);
}

/** Processes two UTF-16 units per step, since the multiplications dominate the cost. */
function addText(text: string): void {
  const length = text.length;
  let x = Math.imul(((a << 13) | (a >>> 19)) ^ (TEXT_EDGE + length), LANE_A);
  let y = Math.imul(((b << 17) | (b >>> 15)) ^ (TEXT_EDGE + length), LANE_B);
  let bits = 0;
  let i = 0;
  for (; i + 1 < length; i += 2) {
    const first = text.charCodeAt(i);
    const second = text.charCodeAt(i + 1);
    bits |= first | second;
    const word = first | (second << 16);
    x = Math.imul(((x << 13) | (x >>> 19)) ^ word, LANE_A);
    y = Math.imul(((y << 17) | (y >>> 15)) ^ word, LANE_B);
  }
  if (i < length) {
    const last = text.charCodeAt(i);
    bits |= last;
    x = Math.imul(((x << 13) | (x >>> 19)) ^ last, LANE_A);
    y = Math.imul(((y << 17) | (y >>> 15)) ^ last, LANE_B);
  }
  // SQLite stores a lone surrogate as U+FFFD: hash what will be read back. The first test is cheap and excludes most texts.
  if ((bits & 0xd800) === 0xd800 && !text.isWellFormed()) {
    addText(text.toWellFormed());
    return;
  }
  a = x;
  b = y;
}

function avalanche(lane: number): number {
  let h = lane;
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  return h ^ (h >>> 15);
}
