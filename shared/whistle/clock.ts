import type { ClockKind } from '../contract/whistles.ts';
import type { WhistleLimit, WhistleRules } from '../pack/whistles.ts';
import type { WorkingCalendar } from '../time/calendar.ts';
import { CalendarGap } from '../time/calendarGap.ts';
import { allowance, deadline, isContinuous, type Limit, remaining } from '../time/deadline.ts';
import type { Pause } from '../time/pauses.ts';
import type { Org } from './context.ts';

/** What clocks are computed from beside the state. */
export type ClockRules = { rules: WhistleRules; calendar: WorkingCalendar; orgs: readonly Org[] };

/** A running or paused clock (计时) of a whistle. Instants UTC ms. */
export type Clock = {
  id: string;
  kind: ClockKind;
  /** Null for the whistle's own clocks. */
  summons: string | null;
  /** Who must act. */
  org: string;
  startAt: number;
  /** Reminders before this moment are not sent: the clock was lengthened or taken up again then. */
  since: number;
  /** Went on from an earlier summons of the department: what fell due in that time has fired there already. */
  resumed: boolean;
  /** Null for `resume`, which ends on a fixed date. */
  limit: (Limit & { source: string }) | null;
  pauses: readonly Pause[];
  /** Null while paused without a known end, and where `gap` tells why it cannot be computed. */
  dueAt: number | null;
  /** Chinese: which year the working calendar lacks. */
  gap: string | null;
};

/** Length of a clock in ms on its own calendar with `share` of it: 0.5 is half, 1.5 half as much again. */
export function shareOf(clock: Clock, share: number, calendar: WorkingCalendar): Limit | null {
  if (!clock.limit) return null;
  if (share === 1) return clock.limit;
  // By length, not by amount: half of «the end of the third working day» is half of the working time until then.
  const length = allowance(clock.startAt, clock.limit, calendar) * share;
  return isContinuous(clock.limit.unit)
    ? { amount: length / 60_000, unit: 'minute' }
    : { amount: length / 3_600_000, unit: 'work_hour' };
}

/** When `share` of the clock is used up; null while it stands still or the calendar does not reach. */
export function shareAt(clock: Clock, share: number, calendar: WorkingCalendar): number | null {
  try {
    const limit = shareOf(clock, share, calendar);
    if (!limit) return share === 1 ? clock.dueAt : null;
    const at = deadline(clock.startAt, limit, calendar, clock.pauses);
    return at === null ? null : Math.round(at);
  } catch (error) {
    if (error instanceof CalendarGap) return null;
    throw error;
  }
}

/** Time left in ms on the clock's own calendar, negative when past; null where the calendar does not reach. */
export function leftOf(clock: Clock, now: number, calendar: WorkingCalendar): number | null {
  if (!clock.limit) return clock.dueAt === null ? null : clock.dueAt - now;
  try {
    return remaining(now, clock.startAt, clock.limit, calendar, clock.pauses);
  } catch (error) {
    if (error instanceof CalendarGap) return null;
    throw error;
  }
}

/** A clock with its deadline. */
export function makeClock(
  parts: Omit<Clock, 'dueAt' | 'gap' | 'limit'> & { limit: WhistleLimit; added: number },
  calendar: WorkingCalendar,
): Clock {
  const { limit, added, ...rest } = parts;
  const whole = { amount: limit.amount + added, unit: limit.unit, source: limit.source };
  try {
    const due = deadline(rest.startAt, whole, calendar, rest.pauses);
    return { ...rest, limit: whole, dueAt: due === null ? null : Math.round(due), gap: null };
  } catch (error) {
    if (!(error instanceof CalendarGap)) throw error;
    return { ...rest, limit: whole, dueAt: null, gap: error.message };
  }
}
