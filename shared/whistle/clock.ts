import type { ClockKind } from '../contract/whistles.ts';
import type { PackNames } from '../pack/names.ts';
import type { WhistleRules } from '../pack/whistles.ts';
import type { WorkingCalendar } from '../time/calendar.ts';
import { CalendarGap } from '../time/calendarGap.ts';
import { allowance, deadline, isContinuous, type Limit, remaining } from '../time/deadline.ts';
import type { Pause } from '../time/pauses.ts';
import { type Provisional, provisionalOf } from '../time/provisional.ts';
import type { Org } from './context.ts';

/** What clocks are computed from, besides the state. */
export type ClockContext = {
  rules: WhistleRules;
  calendar: WorkingCalendar;
  /** Those of the pack, then those that only earlier packs had. */
  orgs: readonly Org[];
  /** Names of codes that only earlier packs had; absent where there was none. */
  former?: PackNames;
};

/** A running or paused clock (计时) of a whistle. Instants UTC ms. */
export type Clock = {
  id: string;
  kind: ClockKind;
  /** Null for the whistle's own clocks. */
  summons: string | null;
  /** Who must act. */
  org: string;
  startAt: number;
  /** Reminders due before this time are not sent: the clock was extended or resumed then. */
  since: number;
  /** The clock continues that of an earlier summons of the same department; timers due before have fired there. */
  resumed: boolean;
  /** Null for the kind `resume`, which ends on a fixed date. */
  limit: (Limit & { source: string }) | null;
  pauses: readonly Pause[];
  /** Null while paused without a known end, and if it cannot be computed (see `gap`). */
  dueAt: number | null;
  /**
   * How much later than by the calendar the deadline counts, ms. More than 0 where a change of the calendar moved it to a
   * time that was past already: nothing counts against anybody before it could be seen.
   */
  shiftedBy: number;
  /** Chinese message naming the year that the working calendar lacks; null if none is missing. */
  gap: string | null;
  /** Why the deadline may still move by itself (暂定); null if it stands. */
  provisional: Provisional | null;
};

/** A limit of `share` times the length of a clock, on its own calendar: 0.5 is half, 1.5 half as much again. */
export function shareOf(clock: Clock, share: number, calendar: WorkingCalendar): Limit | null {
  if (!clock.limit) return null;
  if (share === 1) return clock.limit;
  // By length and not by amount: half of «the end of the third working day» is half of the working time until then.
  const length = allowance(clock.startAt, clock.limit, calendar) * share;
  return isContinuous(clock.limit.unit)
    ? { amount: length / 60_000, unit: 'minute' }
    : { amount: length / 3_600_000, unit: 'work_hour' };
}

/** When `share` of the clock will be used up, UTC ms; null while it is paused, or if the calendar lacks the year. */
export function shareAt(clock: Clock, share: number, calendar: WorkingCalendar): number | null {
  if (share === 1) return clock.dueAt;
  // What is beyond a shifted deadline runs from there: the clock may have rested since it would have been due.
  const beyond = share > 1 && clock.shiftedBy > 0;
  const from = beyond ? clock.dueAt : clock.startAt;
  try {
    const limit = shareOf(clock, beyond ? share - 1 : share, calendar);
    if (limit === null || from === null) return null;
    const at = deadline(from, limit, calendar, clock.pauses);
    return at === null ? null : Math.round(at);
  } catch (error) {
    if (error instanceof CalendarGap) return null;
    throw error;
  }
}

/** Time left in ms on the clock's own calendar, negative if overdue; null if the calendar lacks the year. */
export function remainingOf(clock: Clock, now: number, calendar: WorkingCalendar): number | null {
  if (!clock.limit) return clock.dueAt === null ? null : clock.dueAt - now;
  try {
    if (clock.shiftedBy > 0 && clock.dueAt !== null)
      return isContinuous(clock.limit.unit) ? clock.dueAt - now : -calendar.elapsed(clock.dueAt, now);
    return remaining(now, clock.startAt, clock.limit, calendar, clock.pauses);
  } catch (error) {
    if (error instanceof CalendarGap) return null;
    throw error;
  }
}

/**
 * Creates a clock with its deadline. `added`: granted extensions, in the unit of the limit. `notBefore`: the deadline counts
 * from then at the earliest (UTC ms); null if it was never moved to the past.
 */
export function makeClock(
  parts: Omit<Clock, 'dueAt' | 'shiftedBy' | 'gap' | 'limit' | 'provisional'> & {
    limit: Limit & { source?: string };
    added: number;
    notBefore: number | null;
  },
  calendar: WorkingCalendar,
): Clock {
  const { id, kind, summons, org, startAt, resumed, pauses, limit, added, notBefore } = parts;
  const whole = { amount: limit.amount + added, unit: limit.unit, source: limit.source ?? '' };
  const since = Math.max(parts.since, notBefore ?? parts.since);
  // Filled in below rather than copied: a board makes thousands of these.
  const clock: Clock = {
    id,
    kind,
    summons,
    org,
    startAt,
    since,
    resumed,
    limit: whole,
    pauses,
    dueAt: null,
    shiftedBy: 0,
    gap: null,
    provisional: null,
  };
  try {
    const due = deadline(startAt, whole, calendar, pauses);
    if (due === null) return clock;
    const dueAt = Math.round(due);
    clock.provisional = provisionalOf(startAt, dueAt, whole.unit, calendar);
    clock.shiftedBy = Math.max(0, (notBefore ?? dueAt) - dueAt);
    clock.dueAt = dueAt + clock.shiftedBy;
  } catch (error) {
    if (!(error instanceof CalendarGap)) throw error;
    clock.gap = error.message;
  }
  return clock;
}
