import { CalendarGap } from './calendarGap.ts';
import { type SpecialDaysOfYears, specialDaysOf } from './specialDays.ts';
import type { CalendarYear, LocalDaysOff, WorkingTime } from './workingTime.ts';
import { buildYear, type CalendarDay, clockMinutes, lastAtOrBefore, type YearTable } from './yearTable.ts';
import { localYear } from './zone.ts';

/**
 * Working calendar of a city (工作日历). Instants are UTC ms, lengths ms. A year whose table is not loaded is counted
 * provisionally (暂定), by its weekends and statutory days, where the law of the year is known (`provisionalDays`); every
 * method throws `CalendarGap` if it needs any other year.
 */
export type WorkingCalendar = {
  /** Folder name under calendars/, or the time zone if only the weekday rule applies. */
  name: string;
  zone: string;
  working: WorkingTime;
  /** Working time of one ordinary day, ms: the length of 1 工作日 under the rolling rule. */
  workDayLength: number;
  /** Whether the local year of the instant can be counted, be it provisionally. */
  covers(ms: number): boolean;
  /** The first provisional year that [from, to] touches; null if there is none. */
  provisionalYear(from: number, to: number): number | null;
  day(ms: number): CalendarDay;
  /** Working slots that overlap [from, to), clipped to it, in order. */
  spans(from: number, to: number): { start: number; end: number }[];
  /** Days whose start lies in the local days of [from, to], in order. */
  days(from: number, to: number): CalendarDay[];
  /** Working time between two instants; 0 when `to` is not after `from`. */
  elapsed(from: number, to: number): number;
  /** Earliest instant with `length` of working time since `from`; `from` itself for 0. */
  add(from: number, length: number): number;
  /** Close of the n-th working day after the day of `from`; the day of the start is not counted. */
  endOfWorkingDay(from: number, n: number): number;
};

/** `name` and `years` null: weekday rule alone, no holidays, every year covered (foreign test cities). */
export type CalendarSource = {
  zone: string;
  working: WorkingTime;
  name: string | null;
  years: readonly CalendarYear[];
  daysOff: readonly LocalDaysOff[];
};

/** Builds year tables on first use. Throws RangeError when slots overlap, run backwards, or the zone is unknown. */
export function createCalendar(source: CalendarSource): WorkingCalendar {
  checkSlots(source.working);
  localYear(0, source.zone);
  const name = source.name ?? source.zone;
  const days = specialDaysOf(source);
  const tables = new Map<number, YearTable>();
  let last: YearTable | null = null;

  const table = (year: number): YearTable => {
    const known = tables.get(year);
    if (known) return known;
    const state = days.stateOf(year);
    if (state === 'missing') throw new CalendarGap(year, name);
    const built = buildYear(year, source.zone, source.working, days.of(year));
    tables.set(year, built);
    return built;
  };
  const tableAt = (ms: number): YearTable => {
    // Consecutive calls are mostly in the same year, and this test is a hundred times faster than computing the local year.
    if (last !== null && ms >= last.start && ms < last.end) return last;
    for (const known of tables.values()) {
      if (ms >= known.start && ms < known.end) {
        last = known;
        return known;
      }
    }
    last = table(localYear(ms, source.zone));
    return last;
  };

  const elapsed = (from: number, to: number): number => {
    if (to <= from) return 0;
    const first = tableAt(from);
    if (to < first.end) return workedBefore(first, to) - workedBefore(first, from);
    let sum = first.total - workedBefore(first, from);
    let current = table(first.year + 1);
    while (to >= current.end) {
      sum += current.total;
      current = table(current.year + 1);
    }
    return sum + workedBefore(current, to);
  };

  const add = (from: number, length: number): number => {
    if (length <= 0) return from;
    let current = tableAt(from);
    let target = workedBefore(current, from) + length;
    while (target > current.total) {
      target -= current.total;
      current = table(current.year + 1);
    }
    // The last span that begins with less than the target done: its end, when exactly reached, is the deadline, not
    // the opening of the next slot.
    let span = lastAtOrBefore(current.before, target);
    while (span > 0 && (current.before[span] ?? 0) >= target) span--;
    return (current.spanStart[span] ?? 0) + target - (current.before[span] ?? 0);
  };

  const daysBetween = (from: number, to: number): CalendarDay[] => {
    const found: CalendarDay[] = [];
    let current = tableAt(from);
    for (;;) {
      const first = current.start >= from ? 0 : dayIndex(current, from);
      for (let i = first; i < current.days.length; i++) {
        const day = current.days[i];
        if (!day || day.start > to) return found;
        found.push(day);
      }
      if (to < current.end) return found;
      current = table(current.year + 1);
    }
  };

  return {
    name,
    zone: source.zone,
    working: source.working,
    workDayLength: workDayLength(source.working),
    covers: (ms) => days.stateOf(localYear(ms, source.zone)) !== 'missing',
    provisionalYear(from, to) {
      // Most limits lie within the year of the one before, and computing a local year costs a hundred times more.
      const within = last !== null && from >= last.start && to < last.end ? last.year : null;
      return within === null
        ? firstProvisional(days, localYear(from, source.zone), localYear(to, source.zone))
        : firstProvisional(days, within, within);
    },
    day(ms) {
      const current = tableAt(ms);
      const day = current.days[dayIndex(current, ms)];
      if (!day) throw new RangeError(`no day at ${ms}`);
      return day;
    },
    spans(from, to) {
      const found: { start: number; end: number }[] = [];
      if (to <= from) return found;
      let current = tableAt(from);
      let i = Math.max(0, lastAtOrBefore(current.spanStart, from));
      for (;;) {
        for (; i < current.spanStart.length; i++) {
          const start = current.spanStart[i] ?? 0;
          if (start >= to) return found;
          const end = current.spanEnd[i] ?? 0;
          if (end > from) found.push({ start: Math.max(start, from), end: Math.min(end, to) });
        }
        if (to <= current.end) return found;
        current = table(current.year + 1);
        i = 0;
      }
    },
    days: daysBetween,
    elapsed,
    add,
    endOfWorkingDay(from, n) {
      let current = tableAt(from);
      let index = dayIndex(current, from);
      let left = n;
      while (left > 0) {
        index++;
        if (index >= current.days.length) {
          current = table(current.year + 1);
          index = 0;
        }
        if (current.days[index]?.working) left--;
      }
      const span = current.spanDay.lastIndexOf(index);
      return span < 0 ? from : (current.spanEnd[span] ?? from);
    },
  };
}

function firstProvisional(days: SpecialDaysOfYears, from: number, to: number): number | null {
  for (let year = from; year <= to; year++) {
    if (days.stateOf(year) === 'provisional') return year;
  }
  return null;
}

/** Working time of the year before the instant. */
function workedBefore(table: YearTable, ms: number): number {
  const i = lastAtOrBefore(table.spanStart, ms);
  if (i < 0) return 0;
  const start = table.spanStart[i] ?? 0;
  return (table.before[i] ?? 0) + Math.min(ms, table.spanEnd[i] ?? 0) - start;
}

function dayIndex(table: YearTable, ms: number): number {
  // Days have 24 h except with summer time: estimate the index, then correct it.
  let i = Math.min(table.days.length - 1, Math.max(0, Math.floor((ms - table.start) / 86_400_000)));
  while (i > 0 && (table.days[i]?.start ?? 0) > ms) i--;
  while ((table.days[i + 1]?.start ?? Number.POSITIVE_INFINITY) <= ms) i++;
  return i;
}

function workDayLength({ slots }: WorkingTime): number {
  return slots.reduce((sum, [from, to]) => sum + (clockMinutes(to) - clockMinutes(from)) * 60_000, 0);
}

function checkSlots(working: WorkingTime): void {
  const slots = [...working.slots].sort((a, b) => (a[0] < b[0] ? -1 : 1));
  for (const [i, [from, to]] of slots.entries()) {
    if (from >= to) throw new RangeError(`工作时段 ${from}–${to} 的结束不晚于开始`);
    const next = slots[i + 1];
    if (next && next[0] < to) throw new RangeError(`工作时段 ${from}–${to} 与 ${next[0]}–${next[1]} 重叠`);
  }
}
