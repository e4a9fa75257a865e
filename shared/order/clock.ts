import type { FeedbackRule, NewOrder } from '../contract/orders.ts';
import type { WorkingCalendar } from '../time/calendar.ts';
import { localDate } from '../time/zone.ts';
import {
  addDays,
  countedFrom,
  daysBetween,
  endOfDay,
  feedbackDueAt,
  rungAt,
  workingDayFrom,
} from './days.ts';
import type { FeedbackDue, OrderClock } from './events.ts';
import { defaultLimit } from './limits.ts';
import { type OrderState, rungOf } from './state.ts';

/** The clock of an order that is assigned at `at` (UTC ms). @throws CalendarGap */
export function startClock(order: NewOrder, at: number, calendar: WorkingCalendar): OrderClock {
  const limit = defaultLimit(order.origin);
  const counted = order.due ?? countedFrom(at, limit.days, calendar.zone);
  const source = order.due === null ? limit.source : '交办时限';
  return clockTo(counted, { startedAt: at, source }, calendar);
}

/** The clock of a rebound: the days that its origin gives, since the date that was named has passed. @throws CalendarGap */
export function startAgain(order: NewOrder, at: number, calendar: WorkingCalendar): OrderClock {
  return startClock({ ...order, due: null }, at, calendar);
}

/** A clock that ends on the working day of `counted`, with its first rung ahead. @throws CalendarGap */
export function clockTo(
  counted: string,
  { startedAt, source }: Pick<OrderClock, 'startedAt' | 'source'>,
  calendar: WorkingCalendar,
): OrderClock {
  const due = workingDayFrom(counted, calendar);
  const dueAt = endOfDay(due, calendar.zone);
  return { startedAt, source, counted, due, dueAt, base: dueAt, rungAt: rungAt(1, dueAt, calendar) };
}

/** The clock after a rung was reached at `at`: the next one counts from when this one could be seen. @throws CalendarGap */
export function afterRung(
  clock: OrderClock,
  rung: 1 | 2 | 3,
  at: number,
  calendar: WorkingCalendar,
): OrderClock {
  const next = rung === 1 ? 2 : rung === 2 ? 3 : null;
  return { ...clock, base: at, rungAt: next === null ? null : rungAt(next, at, calendar) };
}

/**
 * The clock after it rested from `since` to `at` (UTC ms): the working day of the limit moves by the local days of the rest,
 * then to a working day again, and so does what the next rung counts from. @throws CalendarGap
 */
export function afterRest(
  state: Pick<OrderState, 'clock' | 'marks' | 'round'>,
  since: number,
  at: number,
  calendar: WorkingCalendar,
): OrderClock | null {
  const { clock } = state;
  if (clock === null) return null;
  const { zone } = calendar;
  const days = daysBetween(localDate(since, zone), localDate(at, zone));
  if (days === 0) return clock;
  const moved = clockTo(addDays(clock.due, days), clock, calendar);
  const rung = rungOf(state);
  if (rung === 0) return moved;
  const base = Math.max(moved.dueAt, endOfDay(addDays(localDate(clock.base, zone), days - 1), zone));
  return { ...moved, ...afterRung(moved, rung, base, calendar) };
}

/** The cycle of feedback that begins at `from` (UTC ms). @throws CalendarGap */
export function feedbackFrom(from: number, rule: FeedbackRule, calendar: WorkingCalendar): FeedbackDue {
  const dueAt = feedbackDueAt(from, rule, calendar);
  return dueAt === null ? null : { from, dueAt };
}
