import { zoneRules } from '../../../../shared/time/zoneRules.ts';
import { autoEpochMs, compactFields, dotNetMs, epochMs, serialFields } from './numberTimes.ts';
import { patternReader } from './patterns.ts';
import { tidyTime } from './tidyTime.ts';
import { localMs, type TimeFields } from './timeFields.ts';
import { anyDate, yearFirstDate } from './writtenDate.ts';
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
  /** `auto`, `iso`, `epoch-s`, `epoch-ms`, or a pattern such as `yyyy/MM/dd HH:mm:ss`. */
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
 * JavaScript and e-mail write them), `a/b/yyyy` (month first as in the US, unless a is above 12) and `dd.MM.yyyy`. Digits
 * alone are yyyyMMdd (8), seconds (9, 10), yyyyMMddHHmm (12), milliseconds (13), yyyyMMddHHmmss (14, with milliseconds
 * 17) or the serial number of a spreadsheet (5, with the time of day as a fraction). A date without a year, a clock
 * without a date and dates of the lunar calendar (农历) are refused.
 */
export function readTime(value: unknown, options: TimeOptions): TimeReading | null {
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
      return readAuto(text, zone, original);
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

function readAuto(text: string, zone: string, original: string): TimeReading | null {
  if (!NUMBER.test(text)) {
    const ms = dotNetMs(text);
    return ms === null
      ? fromFields(writtenTime(text, anyDate, zone), zone, original)
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
