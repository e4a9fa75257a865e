/** Of a date with slashes and its year at the end. */
export type DateOrder = 'month-first' | 'day-first';

export type WrittenDate = {
  year: number;
  month: number;
  day: number;
  /** 0 is Sunday; null where the text names none. */
  weekday: number | null;
  /** The date is eight digits, so its clock may be digits too. */
  digits: boolean;
  /** What follows the date and its weekday. */
  rest: string;
};

const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})([-/.])(\d{1,2})(\D.*)?$/;
const EIGHT_DIGITS = /^(\d{4})(\d{2})(\d{2})(\D.*)?$/;
const CHINESE = /^(\d{2}|\d{4})年(\d{1,2})月(\d{1,2})(?:[日号號](.*)|([ T].*))$/;
const YEAR_LAST = /^(\d{1,2})([/.])(\d{1,2})([/.])(\d{4})(\D.*)?$/;
const MONTH_DAY = /^(?:([a-z]{3,9})(?:,|\.)? )?([a-z]{3,9})\.? (\d{1,2}),? (\d{4})(\D.*)?$/i;
const DAY_MONTH = /^(?:([a-z]{3,9})(?:,|\.)? )?(\d{1,2})([ -])([a-z]{3,9})([ -])(\d{4})(\D.*)?$/i;
/** Java's `Date` and C write the year last, after the clock and the zone. */
const CLOCK_BETWEEN = /^([a-z]{3}) ([a-z]{3}) (\d{1,2}) (\d\d:\d\d:\d\d)( [^ ]+)? (\d{4})$/i;
const WEEKDAY = /^[ ,]?\(?(?:星期|礼拜|禮拜|周|週)([日天一二三四五六])\)?(.*)$/;

/**
 * Reads the date at the beginning of a text, year first: `2025-03-05`, `2025/3/5`, `2025.3.5`, `20250305` or
 * 2025年3月5日 (日 or 号, which a blank can replace). Its separators are the same. A Chinese weekday (星期三, 周三) may
 * follow. Two-digit years are only read before 年, as elsewhere any of the numbers could be the year, and only up to 29:
 * of the pivots in use (spreadsheets 29, POSIX 68) all put those after 2000. Null when there is no such date.
 */
export function yearFirstDate(text: string): WrittenDate | null {
  const date = numericDate(text) ?? chineseDate(text);
  if (date === null) return null;
  const found = WEEKDAY.exec(date.rest);
  if (found === null) return date;
  const weekday = found[1] === '天' ? 0 : '日一二三四五六'.indexOf(found[1] ?? '');
  return { ...date, weekday, rest: found[2] ?? '' };
}

/**
 * Reads the date at the beginning of a text in any order that is sure: year first, with the month as an English word
 * (`5 Mar 2025`, `Wed Mar 05 14:30:00 CST 2025`), `a/b/yyyy` in the order of its list, and dots day first. `order` null: not
 * known, so month first (US) unless a is above 12. Null when there is none, and where a date has another order than its list.
 */
export function anyDate(text: string, order: DateOrder | null): WrittenDate | null {
  return yearFirstDate(text) ?? yearLastDate(text, order) ?? englishDate(text);
}

/** What a date such as `5/3/2025` says of the order of its list; null for any other text, and for `5/5/2025`. */
export function orderOf(text: string): DateOrder | 'either' | null {
  const found = YEAR_LAST.exec(text);
  if (found === null || found[2] !== '/' || found[4] !== '/') return null;
  const [first, second] = [Number(found[1]), Number(found[3])];
  if (first > 12) return 'day-first';
  if (first === second) return null;
  return second > 12 ? 'month-first' : 'either';
}

function numericDate(text: string): WrittenDate | null {
  const found = YEAR_FIRST.exec(text);
  if (found !== null) {
    const [, year, first, month, second, day, rest] = found;
    return first === second ? dateOf(year, Number(month), day, rest) : null;
  }
  const digits = EIGHT_DIGITS.exec(text);
  if (digits === null) return null;
  const [, year, month, day, rest] = digits;
  return { ...dateOf(year, Number(month), day, rest), digits: true };
}

const LAST_SURE_SHORT_YEAR = 29;

function chineseDate(text: string): WrittenDate | null {
  const found = CHINESE.exec(text);
  if (found === null) return null;
  const [, year = '', month, day, afterDay, afterBlank] = found;
  if (year.length === 2 && Number(year) > LAST_SURE_SHORT_YEAR) return null;
  return dateOf(year.length === 2 ? `20${year}` : year, Number(month), day, afterDay ?? afterBlank);
}

function yearLastDate(text: string, order: DateOrder | null): WrittenDate | null {
  const found = YEAR_LAST.exec(text);
  if (found === null) return null;
  const [, a, first, b, second, year, rest] = found;
  if (first !== second) return null;
  const monthFirst = first === '/' && (order === null ? Number(a) <= 12 : order === 'month-first');
  return monthFirst ? dateOf(year, Number(a), b, rest) : dateOf(year, Number(b), a, rest);
}

function englishDate(text: string): WrittenDate | null {
  const between = CLOCK_BETWEEN.exec(text);
  if (between !== null) {
    const [, weekday, month, day, clock, zone = '', year] = between;
    return withNames(weekday, month, dateOf(year, 0, day, ` ${clock}${zone}`));
  }
  const monthDay = MONTH_DAY.exec(text);
  if (monthDay !== null) {
    const [, weekday, month, day, year, rest] = monthDay;
    return withNames(weekday, month, dateOf(year, 0, day, rest));
  }
  const dayMonth = DAY_MONTH.exec(text);
  if (dayMonth === null) return null;
  const [, weekday, day, first, month, second, year, rest] = dayMonth;
  return first === second ? withNames(weekday, month, dateOf(year, 0, day, rest)) : null;
}

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
const WEEKDAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');

function withNames(
  weekday: string | undefined,
  month: string | undefined,
  date: WrittenDate,
): WrittenDate | null {
  const number = monthNumber(month ?? '');
  const day = weekday === undefined ? null : indexOfName(WEEKDAYS, weekday);
  return number === null || day === -1 ? null : { ...date, month: number, weekday: day };
}

/** 1 to 12 for `March` or `Mar`; null for another word. */
export function monthNumber(name: string): number | null {
  const index = indexOfName(MONTHS, name);
  return index === -1 ? null : index + 1;
}

function indexOfName(names: string[], name: string): number {
  const lower = name.toLowerCase();
  return names.findIndex((each) => each === lower || each.slice(0, 3) === lower);
}

function dateOf(
  year: string | undefined,
  month: number,
  day: string | undefined,
  rest: string | undefined,
): WrittenDate {
  return { year: Number(year), month, day: Number(day), weekday: null, digits: false, rest: rest ?? '' };
}
