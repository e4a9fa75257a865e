import type { ClockView } from '../contract/whistles.ts';
import type { WorkingCalendar } from '../time/calendar.ts';
import { CalendarGap } from '../time/calendarGap.ts';
import { allowance } from '../time/deadline.ts';
import { type Clock, remainingOf } from './clock.ts';

/** A clock at `now` (UTC ms). A window may count down from there by itself. */
export function clockView(clock: Clock, now: number, calendar: WorkingCalendar): ClockView {
  const left = remainingOf(clock, now, calendar);
  const { id, kind, summons, org, startAt, dueAt, limit, gap, provisional } = clock;
  return {
    id,
    kind,
    summons,
    org,
    startAt,
    dueAt,
    limit: limit === null ? null : { amount: limit.amount, unit: limit.unit },
    source: limit?.source ?? '',
    paused: clock.pauses.some((pause) => pause.from <= now && (pause.to === null || pause.to > now)),
    overdue: dueAt !== null && now > dueAt,
    remainingMs: left === null ? null : Math.round(left),
    used: usedShare(clock, left, calendar),
    gap,
    provisional,
  };
}

/** The clock with the earliest deadline. The objection window and the escalation clock demand no action and are ignored. */
export function nearestOf(clocks: readonly ClockView[]): ClockView | null {
  let nearest: ClockView | null = null;
  for (const clock of clocks) {
    if (clock.dueAt === null || clock.kind === 'object' || clock.kind === 'rung') continue;
    if (nearest?.dueAt == null || clock.dueAt < nearest.dueAt) nearest = clock;
  }
  return nearest;
}

function usedShare(clock: Clock, left: number | null, calendar: WorkingCalendar): number | null {
  if (left === null || clock.limit === null) return null;
  try {
    const whole = allowance(clock.startAt, clock.limit, calendar);
    return whole > 0 ? (whole - left) / whole : null;
  } catch (error) {
    if (error instanceof CalendarGap) return null;
    throw error;
  }
}
