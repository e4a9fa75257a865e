import { fractionMs, type TimeFields } from './timeFields.ts';

const DAY_MS = 86_400_000;

/** UTC milliseconds of an epoch in seconds or milliseconds; decimals of seconds count. Null when the text is no number. */
export function epochMs(text: string, unit: 's' | 'ms'): number | null {
  const found = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (found === null) return null;
  return unit === 'ms' ? Number(found[1]) : Number(found[1]) * 1000 + fractionMs(found[2]);
}

/** UTC milliseconds of a date in JSON of .NET: `/Date(1741156200000+0800)/`. The offset only tells where it was made. */
export function dotNetMs(text: string): number | null {
  const found = /^\\?\/Date\((\d+)(?:[+-]\d{4})?\)\\?\/$/.exec(text);
  return found === null ? null : Number(found[1]);
}

/**
 * UTC milliseconds of an epoch whose unit the number of digits before the decimal point tells: seconds (9, 10) or
 * milliseconds (13). Null for others, and for ten digits that are also an hour (`2025030514`).
 */
export function autoEpochMs(text: string): number | null {
  const digits = /^\d+/.exec(text)?.[0].length ?? 0;
  if (digits === 13) return epochMs(text, 'ms');
  return digits === 9 || (digits === 10 && !HOUR.test(text)) ? epochMs(text, 's') : null;
}

/** yyyyMMddHH. */
const HOUR = /^(?:19[89]\d|20\d\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-4])(?:\.|$)/;

const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(?:(\d{2})(\d{3})?)?)?(?:\.0+)?$/;

/**
 * Fields of digits without separators: yyyyMMdd, yyyyMMddHHmm, yyyyMMddHHmmss or yyyyMMddHHmmssSSS, also with the `.0` of
 * a program that took them for a number. Null for other texts.
 */
export function compactFields(text: string): TimeFields | null {
  const found = COMPACT.exec(text);
  if (found === null) return null;
  const [, year, month, day, hour, minute, second, millisecond] = found;
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    millisecond: Number(millisecond ?? 0),
    offsetMinutes: null,
    dateOnly: hour === undefined,
  };
}

/** Day 0 of the 1900 system, as it counts all days since March 1900. */
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);
const FIRST_SERIAL = (Date.UTC(1990, 0, 1) - SERIAL_EPOCH) / DAY_MS;
const AFTER_LAST_SERIAL = (Date.UTC(2080, 0, 1) - SERIAL_EPOCH) / DAY_MS;

/**
 * Fields of a date that a spreadsheet keeps as a number: days in the 1900 system, from 1990 to 2079, with the time of
 * day as the fraction. Rounded to the nearest second, as the fraction cannot be exact. Null for other texts.
 */
export function serialFields(text: string): TimeFields | null {
  const days = /^\d{5}(?:\.\d+)?$/.test(text) ? Number(text) : 0;
  if (days < FIRST_SERIAL || days >= AFTER_LAST_SERIAL) return null;
  const local = new Date(SERIAL_EPOCH + Math.round((days * DAY_MS) / 1000) * 1000);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    millisecond: 0,
    offsetMinutes: null,
    dateOnly: Number.isInteger(days),
  };
}
