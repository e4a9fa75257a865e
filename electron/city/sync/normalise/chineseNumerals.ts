const DIGITS = new Map(
  [...'〇一二三四五六七八九', '零', '○'].map((letter, at) => [letter, at < 10 ? at : 0]),
);
const TENS_AND_ONES = /^([二三四五]?十)?([一二三四五六七八九])?$/;
const UNITS = new Set('月日号號时時点點分秒');
const HOUR_UNITS = new Set('时時点點');

/**
 * Writes the Chinese numerals (汉字数字) of a date or clock as digits: 二〇二五年三月十五日 becomes 2025年3月15日. Only those
 * right before a unit are written so; years must have four, the rest is up to 59. What is no such number stays as it
 * is. Days of the lunar calendar (初五, 廿三, or 十五 without 日) are left alone too, so that no reader takes them.
 */
export function chineseNumerals(text: string): string {
  return text.replace(/[〇零○一二两三四五六七八九十]+/g, (numeral, at: number) => {
    const unit = text[at + numeral.length] ?? '';
    if (unit === '年') return yearDigits(numeral) ?? numeral;
    if (numeral === '两' && HOUR_UNITS.has(unit)) return '2';
    return UNITS.has(unit) ? (smallNumber(numeral) ?? numeral) : numeral;
  });
}

function yearDigits(numeral: string): string | null {
  const digits = [...numeral].map((letter) => DIGITS.get(letter));
  return digits.length === 4 && !digits.includes(undefined) ? digits.join('') : null;
}

/** 五, 零五, 十, 十五, 五十 or 五十五; null for another numeral. */
function smallNumber(numeral: string): string | null {
  const single = DIGITS.get(numeral.replace(/^[零〇○](?=.)/, ''));
  if (single !== undefined) return String(single);
  const found = TENS_AND_ONES.exec(numeral);
  if (found === null) return null;
  const [, tens = '', ones = '〇'] = found;
  return String((DIGITS.get(tens.slice(0, -1)) ?? 1) * 10 + (DIGITS.get(ones) ?? 0));
}
