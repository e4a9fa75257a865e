import type { Cell } from './protocol.ts';
import { paddedText } from './shownNumber.ts';

/** Excel's day 0 lies before this: what it counts as a date is only a time of day. */
const FIRST_DATE_MS = Date.UTC(1901, 0, 1);
/** Nearer to a whole second than this, ms, a time is that second: some programs write days with six decimals only. */
const SECOND_TOLERANCE_MS = 50;

/**
 * A cell's value as text, number or boolean. Dates come as wall-clock time in UTC fields and become `yyyy-MM-dd HH:mm:ss`,
 * with milliseconds where they have any, and at midnight `yyyy-MM-dd`: as what a person sees in the cell. So does a number that
 * its format fills up with zeros. `format`: of the cell, null where it is not known.
 */
export function cellOf(value: unknown, format: string | null): Cell {
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'number' && format !== null) return paddedText(value, format) ?? value;
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function dateText(date: Date): Cell {
  const exact = Math.round(date.getTime());
  if (!Number.isFinite(exact)) return null;
  const whole = Math.round(exact / 1000) * 1000;
  const ms = Math.abs(exact - whole) <= SECOND_TOLERANCE_MS ? whole : exact;
  const [day = '', time = ''] = new Date(ms).toISOString().slice(0, -1).replace('.000', '').split('T');
  if (ms < FIRST_DATE_MS) return time;
  return time === '00:00:00' ? day : `${day} ${time}`;
}
