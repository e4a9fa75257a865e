import { zoneRules } from '../../../../shared/time/zoneRules.ts';
import { isoFields, patternReader, type TimeFields } from './patterns.ts';

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

/**
 * Parses one time of an upstream. Null when there is none, when it does not match the format, when the day does not
 * exist or when the year is implausible. Never throws. With `auto`, `a/b/yyyy` is month first (US) unless the first is
 * above 12, and dots are day first; digits alone are yyyyMMdd (8), seconds (9, 10), yyyyMMddHHmm (12), milliseconds
 * (13) or yyyyMMddHHmmss (14, with milliseconds 17).
 */
export function readTime(value: unknown, options: TimeOptions): TimeReading | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const original = String(value);
  const text = original.trim();
  if (text === '') return null;
  switch (options.format) {
    case 'epoch-s':
      return fromEpoch(text, 1000, original);
    case 'epoch-ms':
      return fromEpoch(text, 1, original);
    case 'iso':
      return fromFields(isoFields(text), options.zone, original);
    case 'auto':
      return readAuto(text, options.zone, original);
    default:
      return fromFields(patternReader(options.format)(text), options.zone, original);
  }
}

/** The last millisecond of the day of a date-only reading: a time limit given as a day ends with that day. UTC ms. */
export function endOfDay(reading: TimeReading, zone: string): number {
  const rules = zoneRules(zone);
  if (rules === null) return reading.ms;
  return rules.toUtc(rules.toLocal(reading.ms) + 86_400_000) - 1;
}

const AUTO_PATTERNS = [
  'MM/dd/yyyy hh:mm:ss a',
  'MM/dd/yyyy hh:mm a',
  'MM/dd/yyyy HH:mm:ss',
  'MM/dd/yyyy HH:mm',
  'MM/dd/yyyy',
  'dd/MM/yyyy HH:mm:ss',
  'dd/MM/yyyy HH:mm',
  'dd/MM/yyyy',
  'dd.MM.yyyy HH:mm:ss',
  'dd.MM.yyyy HH:mm',
  'dd.MM.yyyy',
].map(patternReader);

const COMPACT: Record<number, string> = {
  8: 'yyyyMMdd',
  12: 'yyyyMMddHHmm',
  14: 'yyyyMMddHHmmss',
  17: 'yyyyMMddHHmmssSSS',
};

function readAuto(text: string, zone: string, original: string): TimeReading | null {
  if (/^\d+(?:\.\d+)?$/.test(text)) {
    const whole = text.split('.', 1)[0] ?? '';
    if (whole.length === 9 || whole.length === 10) return fromEpoch(text, 1000, original);
    if (whole.length === 13) return fromEpoch(text, 1, original);
    const pattern = COMPACT[text.length];
    return pattern === undefined ? null : fromFields(patternReader(pattern)(text), zone, original);
  }
  const iso = isoFields(text);
  if (iso !== null) return fromFields(iso, zone, original);
  for (const read of AUTO_PATTERNS) {
    const found = fromFields(read(text), zone, original);
    if (found !== null) return found;
  }
  return null;
}

function fromEpoch(text: string, unit: number, original: string): TimeReading | null {
  if (!/^-?\d+(?:\.\d+)?$/.test(text)) return null;
  return withinRange(Math.floor(Number(text) * unit), original, false);
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

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function localMs(fields: TimeFields): number | null {
  const { year, month, day, hour, minute, second, millisecond } = fields;
  if (month < 1 || month > 12 || day < 1 || minute > 59 || second > 60) return null;
  // ISO lets a day end with 24:00:00.
  if (hour > 24 || (hour === 24 && (minute > 0 || second > 0 || millisecond > 0))) return null;
  if (day > (month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0))) return null;
  return Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
}

function withinRange(ms: number, original: string, dateOnly: boolean): TimeReading | null {
  return ms >= EARLIEST_MS && ms < LATEST_MS ? { ms, original, dateOnly } : null;
}
