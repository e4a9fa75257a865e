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

const ISO =
  /^(\d{4})([-/.年])(\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]+(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:[.,:](\d{1,9}))?秒?|分)?\s*(?:(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)\s*)?Z?)?$/i;
const ISO_BASIC =
  /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(?:(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/**
 * Parses ISO 8601 and common variants: a space instead of T, slashes, 年月日, one-digit months, up to nine decimals, with
 * or without a zone. Of two zones in a row (`-08:00Z`, seen in FIWARE) the numeric one applies. Null when the text does
 * not match.
 */
export function isoFields(text: string): TimeFields | null {
  const found = ISO.exec(text);
  if (found !== null) {
    const [, year, , month, day, hour, minute, second, fraction, zone] = found;
    return fields(year, month, day, hour, minute, second, fraction, zoneMinutes(zone));
  }
  const basic = ISO_BASIC.exec(text);
  if (basic === null) return null;
  const [, year, month, day, hour, minute, second, fraction, zone] = basic;
  return fields(year, month, day, hour, minute, second, fraction, zoneMinutes(zone));
}

function fields(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
  fraction: string | undefined,
  offsetMinutes: number | null,
): TimeFields {
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    millisecond: Number((fraction ?? '').slice(0, 3).padEnd(3, '0')),
    offsetMinutes,
    dateOnly: hour === undefined,
  };
}

function zoneMinutes(zone: string | undefined): number | null {
  if (zone === undefined) return null;
  const found = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (found === null) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0);
  return found[1] === '-' ? -minutes : minutes;
}

type Part = keyof Omit<TimeFields, 'dateOnly' | 'offsetMinutes'> | 'dayPeriod' | 'zone' | 'monthName';

/** Unicode date field symbols: the regular expression that each one matches, and the field that it sets. */
const SYMBOLS: Record<string, [source: string, part: Part]> = {
  yyyy: ['(\\d{4})', 'year'],
  yy: ['(\\d{2})', 'year'],
  MMM: ['([A-Za-z]{3})[a-z]*', 'monthName'],
  MM: ['(\\d{1,2})', 'month'],
  M: ['(\\d{1,2})', 'month'],
  dd: ['(\\d{1,2})', 'day'],
  d: ['(\\d{1,2})', 'day'],
  HH: ['(\\d{1,2})', 'hour'],
  H: ['(\\d{1,2})', 'hour'],
  hh: ['(\\d{1,2})', 'hour'],
  h: ['(\\d{1,2})', 'hour'],
  mm: ['(\\d{1,2})', 'minute'],
  m: ['(\\d{1,2})', 'minute'],
  ss: ['(\\d{1,2})', 'second'],
  s: ['(\\d{1,2})', 'second'],
  SSS: ['(\\d{1,9})', 'millisecond'],
  S: ['(\\d{1,9})', 'millisecond'],
  a: ['([AaPp]\\.?[Mm]\\.?|上午|下午)', 'dayPeriod'],
  XXX: ['(Z|[+-]\\d{2}:?\\d{2})', 'zone'],
  X: ['(Z|[+-]\\d{2}(?::?\\d{2})?)', 'zone'],
  Z: ['(Z|[+-]\\d{2}:?\\d{2})', 'zone'],
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Fields without a separator between them (`yyyyMMdd`) must have their full width. */
const FIXED_WIDTH = /^(?:yyyy|yy|MM|dd|HH|mm|ss|SSS)$/;

/** Letters. */
const MAX_TIME_LENGTH = 80;

type Reader = (text: string) => TimeFields | null;
const readers = new Map<string, Reader>();

/**
 * Compiles a pattern such as `yyyy-MM-dd HH:mm:ss`, `MM/dd/yyyy hh:mm:ss a` or `yyyyMMddHHmmss` (literals in single
 * quotes) into a parser. It is strict except for decimals after the seconds, which databases add. A pattern with
 * unknown letters matches nothing. Compiled patterns are cached.
 */
export function patternReader(pattern: string): Reader {
  let reader = readers.get(pattern);
  if (reader === undefined) {
    reader = compile(pattern);
    readers.set(pattern, reader);
  }
  return reader;
}

function compile(pattern: string): Reader {
  const tokens = pattern.match(/'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']+|'/g) ?? [];
  const parts: Part[] = [];
  const compact = /[A-Za-z]/.test(pattern) && !/[^A-Za-z]/.test(pattern.replace(/'[^']*'/g, ''));
  let source = '';
  for (const token of tokens) {
    if (token.startsWith("'")) {
      source += escapeText(token === "''" ? "'" : token.slice(1, -1));
    } else if (/^[A-Za-z]/.test(token)) {
      // An unquoted T between date and time is the ISO separator, not a field.
      const symbol = SYMBOLS[token];
      if (token === 'T') source += '[T ]';
      else if (symbol === undefined) return () => null;
      else {
        source += compact && FIXED_WIDTH.test(token) ? `(\\d{${token.length}})` : symbol[0];
        parts.push(symbol[1]);
      }
    } else {
      source += escapeText(token).replace(/\s+/g, '\\s+');
    }
  }
  const fraction = parts.at(-1) === 'second' && !compact ? '(?:[.,]\\d{1,9})?' : '';
  const expression = new RegExp(`^${source}${fraction}$`, 'i');
  return (text) => {
    // A mapping can put fields of changing width side by side, and no time is this long.
    const found = text.length > MAX_TIME_LENGTH ? null : expression.exec(text);
    return found === null ? null : toTimeFields(parts, found);
  };
}

function escapeText(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

function toTimeFields(parts: Part[], found: RegExpExecArray): TimeFields | null {
  const result: TimeFields = {
    year: Number.NaN,
    month: 1,
    day: 1,
    hour: 0,
    minute: 0,
    second: 0,
    millisecond: 0,
    offsetMinutes: null,
    dateOnly: !parts.includes('hour'),
  };
  let afternoon: boolean | null = null;
  for (const [index, part] of parts.entries()) {
    const text = found[index + 1] ?? '';
    if (part === 'dayPeriod') afternoon = /^p|下午/i.test(text);
    else if (part === 'zone') result.offsetMinutes = zoneMinutes(text);
    else if (part === 'monthName') result.month = MONTHS.indexOf(text.toLowerCase()) + 1;
    else if (part === 'millisecond') result.millisecond = Number(text.slice(0, 3).padEnd(3, '0'));
    else if (part === 'year') result.year = text.length === 2 ? 2000 + Number(text) : Number(text);
    else result[part] = Number(text);
  }
  if (Number.isNaN(result.year)) return null;
  if (afternoon !== null) {
    if (result.hour < 1 || result.hour > 12) return null;
    result.hour = (result.hour % 12) + (afternoon ? 12 : 0);
  }
  return result;
}
