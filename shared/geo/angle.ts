const MAX_CHARS = 60;
const MAX_PAIR_CHARS = 120;

const BEFORE = String.raw`(?:[EW]|[东西]经?|经度|[NS]|[南北]纬?|纬度)\s?[:=]?\s?`;
const AFTER = String.raw`\s?[NSEW东西南北]`;
/** Minutes and seconds after the degrees, each in a group that begins with `open`. The last mark may be missing. */
const marks = (open: '(' | '(?:'): string => {
  const part = String.raw`\s?${open}\d{1,2}(?:\.\d+)?)\s?`;
  return String.raw`(?:\s?[°度](?:${part}(?:['分](?:${part}(?:''|"|秒)?)?)?)?)?`;
};
const SINGLE = new RegExp(
  String.raw`^(${BEFORE})?([+-]?\d+(?:[.,]\d*)?(?:e[+-]?\d{1,3})?)${marks('(')}(${AFTER})?$`,
  'i',
);

const ANGLE = String.raw`[+-]?\d+(?:\.\d*)?${marks('(?:')}`;
const GAP = String.raw`\s?[,;、/]?\s?`;
/** Each angle with its letter before it, each with it after it, or without letters. */
const PAIRS = [
  new RegExp(`^(${BEFORE}${ANGLE})${GAP}(${BEFORE}${ANGLE})$`, 'i'),
  new RegExp(`^(${ANGLE}${AFTER})${GAP}(${ANGLE}${AFTER})$`, 'i'),
  new RegExp(String.raw`^(${ANGLE})(?:\s?[,;、/]\s?|\s)(${ANGLE})$`, 'i'),
];

/**
 * Degrees of an angle as people write it: `118.78`, `118,78`, `E118.78°`, `118°47′24.4″E`, `东经118度47分24秒`, `118°47.4′`;
 * full width too. S and W (南, 西) make it negative. Null for anything else, and for 60 minutes or seconds.
 */
export function readAngle(text: string): number | null {
  if (text.length > MAX_CHARS) return null;
  const found = SINGLE.exec(withPlainMarks(text));
  if (found === null) return null;
  const [, before = '', degrees = '', minutes = '0', seconds = '0', after = ''] = found;
  const [whole, sixtieths, rest] = [Number(degrees.replace(',', '.')), Number(minutes), Number(seconds)];
  if (!Number.isFinite(whole) || sixtieths >= 60 || rest >= 60) return null;
  // Only the last part may have decimals: 118.5°30′ is no angle.
  if (found[3] !== undefined && !Number.isInteger(whole)) return null;
  if (found[4] !== undefined && !Number.isInteger(sixtieths)) return null;
  const size = Math.abs(whole) + sixtieths / 60 + rest / 3600;
  const isNegative = degrees.startsWith('-') || /[SW西南]/i.test(before + after);
  return isNegative ? -size : size;
}

/**
 * Splits two angles in one text: `东经118°47′24″ 北纬32°1′12″`, `32°1′N, 118°47′E`. Named axes come back as x = longitude.
 * Null when it is not two angles, or both name one axis.
 */
export function splitAngles(text: string): { x: string; y: string } | null {
  if (text.length > MAX_PAIR_CHARS) return null;
  const plain = withPlainMarks(text);
  for (const pair of PAIRS) {
    const [, first, second] = pair.exec(plain) ?? [];
    if (first === undefined || second === undefined) continue;
    const [axis, other] = [axisOf(first), axisOf(second)];
    if (axis !== null && axis === other) return null;
    return axis === 'lat' || other === 'lon' ? { x: second, y: first } : { x: first, y: second };
  }
  return null;
}

function axisOf(angle: string): 'lon' | 'lat' | null {
  if (/[EW东西经]/i.test(angle)) return 'lon';
  return /[NS南北纬]/i.test(angle) ? 'lat' : null;
}

/**
 * Half-width text with single blanks, in which ° ' and '' are the only marks. NFKC makes a letter of º, two ′ of ″, and a blank
 * with an accent of ˚ and ´.
 */
function withPlainMarks(text: string): string {
  return text
    .replaceAll(/[º˚]/g, '°')
    .replaceAll('´', "'")
    .normalize('NFKC')
    .replaceAll(/[′’‘`]/g, "'")
    .replaceAll(/[”“]/g, "''")
    .replaceAll(/\s+/g, ' ')
    .trim();
}
