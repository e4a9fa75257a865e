import { zoneRules } from '../../../../shared/time/zoneRules.ts';
import { autoEpochMs, compactFields, dotNetMs, epochMs, serialFields } from './numberTimes.ts';
import { patternReader } from './patterns.ts';
import { tidyTime } from './tidyTime.ts';
import { localMs, type TimeFields } from './timeFields.ts';
import { anyDate, type DateOrder, orderOf, yearFirstDate } from './writtenDate.ts';
import { writtenTime } from './writtenTime.ts';

export type TimeReading = {
  /** UTC milliseconds. */
  ms: number;
  /** As received. */
  original: string;
  /** Only a day was given; `ms` is the start of that day in the zone. */
  dateOnly: boolean;
};

export type TimeOptions = {
  /** `auto`, `auto-mdy`, `auto-dmy`, `iso`, `epoch-s`, `epoch-ms`, or a pattern such as `yyyy/MM/dd HH:mm:ss`. */
  format: string;
  /** IANA zone for times without a zone. */
  zone: string;
};

/**
 * Range of plausible times: no work-order system is older and no time limit is later. Years outside (0001, 1900, 1970,
 * 9999) are placeholders.
 */
const EARLIEST_MS = Date.UTC(1980, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);

/** Letters: no time is longer, and patterns of a mapping can put fields of changing width side by side. */
const MAX_TIME_LENGTH = 80;

/**
 * Parses one time of an upstream. Null when there is none, when it does not match the format, when the day does not
 * exist, when the year is implausible, or when the text could mean two times. Never throws.
 *
 * `auto` reads dates with the year first (ISO 8601, 2025年3月5日下午2点半), with the month as an English word (as Java,
 * JavaScript and e-mail write them), `a/b/yyyy` (month first as in the US, unless a is above 12; `auto-mdy` and `auto-dmy` hold
 * all of a list to one order) and `dd.MM.yyyy`. Digits
 * alone are yyyyMMdd (8), seconds (9, 10), yyyyMMddHHmm (12), milliseconds (13), yyyyMMddHHmmss (14, with milliseconds
 * 17) or the serial number of a spreadsheet (5, with the time of day as a fraction). A date without a year, a clock
 * without a date and dates of the lunar calendar (农历) are refused.
 */
export function readTime(value: unknown, options: TimeOptions): TimeReading | null {
  if (Array.isArray(value)) return readParts(value, options.zone);
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const original = String(value);
  const received = original.trim();
  if (received === '' || received.length > MAX_TIME_LENGTH) return null;
  const text = tidyTime(received);
  const { format, zone } = options;
  switch (format) {
    case 'epoch-s':
      return withinRange(epochMs(text, 's'), original, false);
    case 'epoch-ms':
      return withinRange(epochMs(text, 'ms'), original, false);
    case 'iso':
      return fromFields(writtenTime(text, yearFirstDate, zone), zone, original);
    case 'auto':
    case 'auto-mdy':
    case 'auto-dmy':
      return readAuto(text, zone, original, ORDERS[format]);
    default: {
      const read = patternReader(format);
      // A pattern can ask for the very signs that are tidied away.
      return fromFields(read(received) ?? read(text), zone, original);
    }
  }
}

/** The last millisecond of the day of a date-only reading: a time limit given as a day ends with that day. UTC ms. */
export function endOfDay(reading: TimeReading, zone: string): number {
  const rules = zoneRules(zone);
  if (rules === null) return reading.ms;
  return rules.toUtc(rules.toLocal(reading.ms) + 86_400_000) - 1;
}

const NUMBER = /^\d+(?:\.\d+)?$/;

const ORDERS = { auto: null, 'auto-mdy': 'month-first', 'auto-dmy': 'day-first' } as const;

/** Whether a time is read month first although nothing tells that its list has that order: 5/3/2025 may be either. */
export function hasAssumedOrder(value: unknown, { format }: Pick<TimeOptions, 'format'>): boolean {
  return format === 'auto' && typeof value === 'string' && orderOf(tidyTime(value.trim())) === 'either';
}

/** Java's `LocalDateTime` as JSON: year, month, day, then hour, minute, second and nanoseconds as far as they are given. */
function readParts(parts: readonly unknown[], zone: string): TimeReading | null {
  const numbers = parts.filter((part) => typeof part === 'number' && Number.isInteger(part) && part >= 0);
  if (numbers.length !== parts.length || parts.length < 3 || parts.length > 7) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, nanoseconds = 0] =
    numbers as number[];
  const millisecond = Math.floor(nanoseconds / 1e6);
  if (year < 1000 || hour > 23 || millisecond > 999) return null;
  const fields = { year, month, day, hour, minute, second, millisecond };
  return fromFields({ ...fields, offsetMinutes: null, dateOnly: parts.length === 3 }, zone, parts.join(','));
}

function readAuto(text: string, zone: string, original: string, order: DateOrder | null): TimeReading | null {
  if (!NUMBER.test(text)) {
    const ms = dotNetMs(text);
    return ms === null
      ? fromFields(
          writtenTime(text, (date) => anyDate(date, order), zone),
          zone,
          original,
        )
      : withinRange(ms, original, false);
  }
  const ms = autoEpochMs(text);
  return ms === null
    ? fromFields(compactFields(text) ?? serialFields(text), zone, original)
    : withinRange(ms, original, false);
}

function fromFields(fields: TimeFields | null, zone: string, original: string): TimeReading | null {
  if (fields === null) return null;
  const local = localMs(fields);
  if (local === null) return null;
  if (fields.offsetMinutes !== null) {
    return withinRange(local - fields.offsetMinutes * 60_000, original, fields.dateOnly);
  }
  const rules = zoneRules(zone);
  // Checked before the conversion, because zone rules are only kept for plausible years.
  if (rules === null || withinRange(local, original, false) === null) return null;
  return withinRange(rules.toUtc(local), original, fields.dateOnly);
}

function withinRange(ms: number | null, original: string, dateOnly: boolean): TimeReading | null {
  return ms !== null && ms >= EARLIEST_MS && ms < LATEST_MS ? { ms, original, dateOnly } : null;
}
