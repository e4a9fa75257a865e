import type { WorkingTime } from './workingTime.ts';
import { atClock, daysOfYear, startOfDay } from './zone.ts';

/** A day of a working calendar. `start` is its local midnight, UTC ms. */
export type CalendarDay = {
  date: string;
  /** ISO weekday, 1 Monday … 7 Sunday. */
  weekday: number;
  working: boolean;
  /** Name in the notice (`国庆节`), null for an ordinary day. */
  name: string | null;
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

/** Days that differ from the weekday rule, from all loaded year files: `2026-10-01` → off, `国庆节`. */
export type SpecialDays = Map<string, { off: boolean; name: string }>;

export function buildYear(year: number, zone: string, working: WorkingTime, special: SpecialDays): YearTable {
  const weekdays = new Set(working.weekdays);
  const slots = [...working.slots].sort((a, b) => (a[0] < b[0] ? -1 : 1));
  const days: CalendarDay[] = [];
  const spans: { day: number; start: number; end: number }[] = [];
  for (const { date, weekday } of daysOfYear(year)) {
    const rule = special.get(date);
    const isWorking = rule ? !rule.off : weekdays.has(weekday);
    if (isWorking) {
      for (const [from, to] of slots) {
        const start = atClock(date, from, zone);
        const end = atClock(date, to, zone);
        // A slot that falls into the hour skipped by summer time is empty.
        if (end > start) spans.push({ day: days.length, start, end });
      }
    }
    days.push({ date, weekday, working: isWorking, name: rule?.name ?? null, start: startOfDay(date, zone) });
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

function pad(year: number): string {
  return String(year).padStart(4, '0');
}
