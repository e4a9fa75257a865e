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

/** Hash of the first `count` values: text, numbers or null, as bound to or read from SQLite. */
export function hashValues(values: ArrayLike<unknown>, count: number): number {
  let a = 0x243f6a88;
  let b = 0x13198a2e;
  for (let i = 0; i < count; i++) {
    const value = values[i];
    if (typeof value === 'string') {
      const text = storable(value);
      const length = text.length;
      a = Math.imul((a << 13) | (a >>> 19), LANE_A) ^ (TEXT_EDGE + length);
      b = Math.imul((b << 17) | (b >>> 15), LANE_B) ^ (TEXT_EDGE + length);
      for (let j = 0; j < length; j++) {
        const unit = text.charCodeAt(j);
        a = Math.imul(((a << 13) | (a >>> 19)) ^ unit, LANE_A);
        b = Math.imul(((b << 17) | (b >>> 15)) ^ unit, LANE_B);
      }
    } else if (typeof value === 'number' && !Number.isNaN(value)) {
      // -0 comes back from SQLite as 0; NaN comes back as NULL.
      double[0] = value + 0;
      a = Math.imul(((a << 13) | (a >>> 19)) ^ NUMBER_EDGE ^ (halves[0] ?? 0), LANE_A);
      b = Math.imul(((b << 17) | (b >>> 15)) ^ NUMBER_EDGE ^ (halves[1] ?? 0), LANE_B);
      a = Math.imul(((a << 13) | (a >>> 19)) ^ (halves[1] ?? 0), LANE_A);
      b = Math.imul(((b << 17) | (b >>> 15)) ^ (halves[0] ?? 0), LANE_B);
    } else {
      a = Math.imul(((a << 13) | (a >>> 19)) ^ NULL_EDGE, LANE_A);
      b = Math.imul(((b << 17) | (b >>> 15)) ^ NULL_EDGE, LANE_B);
    }
  }
  return (finish(b) & 0x1f_ffff) * 0x1_0000_0000 + (finish(a) >>> 0);
}

/** A lone surrogate becomes U+FFFD in UTF-8: hash what will be read back. */
function storable(text: string): string {
  return text.isWellFormed() ? text : text.toWellFormed();
}

function finish(lane: number): number {
  let h = lane;
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  return h ^ (h >>> 15);
}
