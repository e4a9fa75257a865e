/** The fields of a local time; `offsetMinutes` is null where the text has no zone. */
export type TimeFields = {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
  offsetMinutes: number | null;
  dateOnly: boolean;
};

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The local time as the milliseconds that `Date.UTC` gives for its fields. Null when no clock or calendar shows it. */
export function localMs(fields: TimeFields): number | null {
  const { year, month, day, hour, minute, second, millisecond } = fields;
  // `Date.UTC` takes the years 0 to 99 for 1900 to 1999.
  if (year < 100 || month < 1 || month > 12 || day < 1) return null;
  if (day > (month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0))) return null;
  // A leap second ends an hour, in every zone of today.
  if (minute > 59 || second > (minute === 59 ? 60 : 59)) return null;
  // ISO lets a day end with 24:00:00.
  if (hour > 24 || (hour === 24 && (minute > 0 || second > 0 || millisecond > 0))) return null;
  return Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Milliseconds of the digits after the decimal sign: `5` is 500. Further digits are cut off. */
export function fractionMs(digits: string | undefined): number {
  return Number((digits ?? '').slice(0, 3).padEnd(3, '0'));
}
