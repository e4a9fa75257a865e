/**
 * Fingerprint of a row's values, 53 bits, so that «has it changed since last time» needs no reading of the stored row.
 * It is only ever compared with the same case's earlier one: a miss has a chance of 2⁻⁵³ per change.
 *
 * Two multiply-rotate lanes over UTF-16 units rather than node:crypto: nothing is concatenated, encoded or allocated,
 * and the result is a plain number that SQLite stores in seven bytes. There is no adversary to resist here: an upstream that
 * wants its own change unseen simply does not send it.
 */

const LANE_A = 0x9e3779b1;
const LANE_B = 0x85ebca77;
/** Beyond any UTF-16 unit, so that no text can imitate a field's edge. */
const TEXT_EDGE = 0x1_0000;
const NUMBER_EDGE = 0x2_0000;
const NULL_EDGE = 0x3_0000;

const double = new Float64Array(1);
const halves = new Uint32Array(double.buffer);

/** State of the two lanes, kept outside so that a text needs no object to return both. */
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
  return (finish(b) & 0x1f_ffff) * 0x1_0000_0000 + (finish(a) >>> 0);
}

function mix(word: number): void {
  a = Math.imul(((a << 13) | (a >>> 19)) ^ word, LANE_A);
  b = Math.imul(((b << 17) | (b >>> 15)) ^ word, LANE_B);
}

/** Two UTF-16 units a step: the multiplications are what it costs. */
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
  // A lone surrogate becomes U+FFFD in UTF-8: hash what will be read back. Few texts get as far as the second test.
  if ((bits & 0xd800) === 0xd800 && !text.isWellFormed()) {
    addText(text.toWellFormed());
    return;
  }
  a = x;
  b = y;
}

function finish(lane: number): number {
  let h = lane;
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  return h ^ (h >>> 15);
}
