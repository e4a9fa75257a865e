import type { LimitUnit } from '../contract/limitUnit.ts';
import type { WorkingCalendar } from './calendar.ts';
import { mergePauses, type Pause, runningStretches } from './pauses.ts';

/** Length of a limit (时限): `{amount: 4, unit: 'work_hour'}` is 4 工作时. */
export type Limit = { amount: number; unit: LimitUnit };

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

/** Units that run through nights and holidays (domain.md §2.5: 紧急工作时, 紧急工作日, 自然日, stage clocks). */
const CONTINUOUS: Partial<Record<LimitUnit, number>> = {
  minute: MINUTE,
  urgent_hour: HOUR,
  urgent_work_day: DAY,
  natural_day: DAY,
};

/** Whether the unit counts every minute (true) or working time alone. */
export function isContinuous(unit: LimitUnit): boolean {
  return CONTINUOUS[unit] !== undefined;
}

/**
 * Length of a limit in ms on its own clock. For «end of the N-th working day» it depends on the start.
 * Throws CalendarGap.
 */
export function allowance(start: number, limit: Limit, calendar: WorkingCalendar): number {
  const continuous = CONTINUOUS[limit.unit];
  if (continuous !== undefined) return limit.amount * continuous;
  if (limit.unit === 'work_hour') return limit.amount * HOUR;
  if (calendar.working.workDay === 'rolling') return limit.amount * calendar.workDayLength;
  return calendar.elapsed(start, calendar.endOfWorkingDay(start, Math.ceil(limit.amount)));
}

/**
 * The deadline of a limit (截止时间), UTC ms. Pauses stop the clock and are measured on the limit's own calendar: a pause
 * during the night does not move a deadline in working hours. Null during an open pause. Under the end-of-day rule for
 * 工作日, a deadline moved by a pause is again the end of a working day. @throws CalendarGap
 */
export function deadline(
  start: number,
  limit: Limit,
  calendar: WorkingCalendar,
  pauses: readonly Pause[],
): number | null {
  const continuous = isContinuous(limit.unit);
  const advance = (from: number, length: number) => (continuous ? from + length : calendar.add(from, length));
  let left = allowance(start, limit, calendar);
  let at = start;
  let moved = false;
  for (const pause of mergePauses(pauses, start)) {
    const ran = clockTime(at, pause.from, limit.unit, calendar);
    if (ran >= left) break;
    if (pause.to === Number.POSITIVE_INFINITY) return null;
    left -= ran;
    at = pause.to;
    moved = true;
  }
  const due = advance(at, left);
  const byDay = limit.unit === 'work_day' && calendar.working.workDay === 'end-of-day';
  return byDay && moved ? closeOfDay(due, calendar) : due;
}

/** Time the limit's clock has run between two instants without pauses, ms. Throws CalendarGap. */
export function elapsedOn(
  from: number,
  to: number,
  unit: LimitUnit,
  calendar: WorkingCalendar,
  pauses: readonly Pause[],
): number {
  let sum = 0;
  for (const stretch of runningStretches(from, to, pauses)) {
    sum += clockTime(stretch.from, stretch.to, unit, calendar);
  }
  return sum;
}

/** Time left on the limit's own clock at `now`, ms; negative when past. Throws CalendarGap. */
export function remaining(
  now: number,
  start: number,
  limit: Limit,
  calendar: WorkingCalendar,
  pauses: readonly Pause[],
): number {
  if (limit.unit === 'work_day' && calendar.working.workDay === 'end-of-day') {
    const due = deadline(start, limit, calendar, pauses);
    if (due !== null) return signedElapsed(now, due, limit.unit, calendar, pauses);
  }
  return allowance(start, limit, calendar) - elapsedOn(start, now, limit.unit, calendar, pauses);
}

function signedElapsed(
  now: number,
  due: number,
  unit: LimitUnit,
  calendar: WorkingCalendar,
  pauses: readonly Pause[],
): number {
  return now <= due
    ? elapsedOn(now, due, unit, calendar, pauses)
    : -elapsedOn(due, now, unit, calendar, pauses);
}

function clockTime(from: number, to: number, unit: LimitUnit, calendar: WorkingCalendar): number {
  if (to <= from) return 0;
  return isContinuous(unit) ? to - from : calendar.elapsed(from, to);
}

function closeOfDay(ms: number, calendar: WorkingCalendar): number {
  const day = calendar.day(ms);
  const spans = calendar.spans(day.start, day.start + DAY);
  return spans.at(-1)?.end ?? ms;
}
