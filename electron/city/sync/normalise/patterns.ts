import { fractionMs, type TimeFields } from './timeFields.ts';
import { monthNumber } from './writtenDate.ts';
import { offsetMinutes } from './writtenZone.ts';

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

/** Fields without a separator between them (`yyyyMMdd`) must have their full width. */
const FIXED_WIDTH = /^(?:yyyy|yy|MM|dd|HH|mm|ss|SSS)$/;

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
    const found = expression.exec(text);
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
    else if (part === 'zone') {
      result.offsetMinutes = /^z$/i.test(text) ? 0 : offsetMinutes(text);
      if (result.offsetMinutes === null) return null;
    } else if (part === 'monthName') result.month = monthNumber(text) ?? 0;
    else if (part === 'millisecond') result.millisecond = fractionMs(text);
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
