import type { Half } from '../contract/calendars.ts';
import type { WorkingTime } from './workingTime.ts';
import { atClock, daysOfYear, startOfDay } from './zone.ts';

/** A day of a working calendar. `start` is its local midnight, UTC ms. */
export type CalendarDay = {
  date: string;
  /** ISO weekday, 1 Monday … 7 Sunday. */
  weekday: number;
  working: boolean;
  /** The half that is off on a working day. */
  half: Half | null;
  /** Name in the notice (`国庆节`) or reason of the days off, null for an ordinary day. */
  name: string | null;
  /** What decides: the weekday, the year's table, the statutory days of a provisional year, or days off of the city. */
  basis: 'weekday' | 'table' | 'statutory' | 'local';
  start: number;
};

/**
 * One local year as flat arrays, so that a million deadlines cost two binary searches each and no date arithmetic.
 * Spans are the working slots in UTC ms; `before[i]` is the working time of the year before span i.
 */
export type YearTable = {
  year: number;
  start: number;
  end: number;
  days: CalendarDay[];
  /** Span i belongs to days[spanDay[i]]. */
  spanDay: Int32Array;
  spanStart: Float64Array;
  spanEnd: Float64Array;
  before: Float64Array;
  total: number;
};

/** A day that differs from the weekday rule. `off` null: as the weekday says, but for the half. */
export type SpecialDay = {
  off: boolean | null;
  half: Half | null;
  name: string;
  basis: CalendarDay['basis'];
};

/** `2026-10-01` → off, `国庆节`. */
export type SpecialDays = ReadonlyMap<string, SpecialDay>;

export function buildYear(year: number, zone: string, working: WorkingTime, special: SpecialDays): YearTable {
  const weekdays = new Set(working.weekdays);
  const slots = [...working.slots].sort((a, b) => (a[0] < b[0] ? -1 : 1));
  const days: CalendarDay[] = [];
  const spans: { day: number; start: number; end: number }[] = [];
  for (const { date, weekday } of daysOfYear(year)) {
    const rule = special.get(date);
    const isWorking = rule === undefined || rule.off === null ? weekdays.has(weekday) : !rule.off;
    const half = isWorking ? (rule?.half ?? null) : null;
    if (isWorking) {
      for (const [from, to] of half === null ? slots : withoutHalf(slots, half)) {
        const start = atClock(date, from, zone);
        const end = atClock(date, to, zone);
        // A slot that falls into the hour skipped by summer time is empty.
        if (end > start) spans.push({ day: days.length, start, end });
      }
    }
    const { name, basis } = rule ?? { name: null, basis: 'weekday' as const };
    days.push({ date, weekday, working: isWorking, half, name, basis, start: startOfDay(date, zone) });
  }
  const before = new Float64Array(spans.length);
  let total = 0;
  for (const [i, span] of spans.entries()) {
    before[i] = total;
    total += span.end - span.start;
  }
  return {
    year,
    start: startOfDay(`${pad(year)}-01-01`, zone),
    end: startOfDay(`${pad(year + 1)}-01-01`, zone),
    days,
    spanDay: Int32Array.from(spans, (s) => s.day),
    spanStart: Float64Array.from(spans, (s) => s.start),
    spanEnd: Float64Array.from(spans, (s) => s.end),
    before,
    total,
  };
}

/** Index of the last entry ≤ value, -1 when there is none. */
export function lastAtOrBefore(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

type Slots = WorkingTime['slots'];

/**
 * The slots that are left of a day when one half is off. The halves meet in the longest break between two slots, which is
 * the noon break; a day of one slot is cut at 12:00.
 */
function withoutHalf(slots: Slots, half: Half): Slots {
  let cut = { from: '12:00', to: '12:00', length: -1 };
  for (const [i, [from]] of slots.slice(1).entries()) {
    const end = slots[i]?.[1] ?? from;
    const length = clockMinutes(from) - clockMinutes(end);
    if (length > cut.length) cut = { from: end, to: from, length };
  }
  return half === 'morning'
    ? slots.flatMap(([from, to]) => (to > cut.to ? [[from < cut.to ? cut.to : from, to]] : []) as Slots)
    : slots.flatMap(
        ([from, to]) => (from < cut.from ? [[from, to > cut.from ? cut.from : to]] : []) as Slots,
      );
}

/** Minutes since midnight of `HH:mm`. */
export function clockMinutes(clock: string): number {
  const [hours, minutes] = clock.split(':');
  return Number(hours) * 60 + Number(minutes);
}

function pad(year: number): string {
  return String(year).padStart(4, '0');
}
