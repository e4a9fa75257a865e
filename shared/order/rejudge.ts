import type { WorkingCalendar } from '../time/calendar.ts';
import { localDate } from '../time/zone.ts';
import { clockTo, feedbackFrom } from './clock.ts';
import { endOfDay, feedbackDueAt, lastOf, rungAt, workingDayFrom } from './days.ts';
import type { FeedbackDue, OrderClock } from './events.ts';
import type { OrderState } from './state.ts';

/**
 * Judging again (复核), as with whistles: what has fired is no proof that it was due. A rung (催办) or a missed feedback
 * whose limit now ends later than when it fired does not count (不计); that it happened stays to be seen.
 */
export type Rejudged = { clock: OrderClock; feedback: FeedbackDue; exempt: string[] };

type WithClock = OrderState & { clock: OrderClock };

/**
 * Every limit and every mark of this round by the calendar of now. `until`: the date of an extension, by which what has
 * fired since is judged too; null: the dates stand, and each mark is judged by that of its time. A limit that would now
 * have ended earlier ends on the day on which that could be seen. `now` UTC ms. @throws CalendarGap
 */
export function rejudge(
  state: WithClock,
  until: string | null,
  now: number,
  calendar: WorkingCalendar,
): Rejudged {
  // While the clock rests nothing runs out.
  const at = state.rest?.since ?? now;
  const rungs = judgeRungs(state, seenClock(state.clock, until, at, calendar), until, calendar);
  const feedback = judgeFeedback(state, at, calendar);
  return { clock: rungs.clock, feedback: feedback.due, exempt: [...rungs.exempt, ...feedback.exempt] };
}

function seenClock(
  before: OrderClock,
  until: string | null,
  now: number,
  calendar: WorkingCalendar,
): OrderClock {
  const moved = clockTo(until ?? before.counted, before, calendar);
  const dueAt = notBeforeSeen(moved.dueAt, before.dueAt, now, calendar.zone);
  if (dueAt === moved.dueAt) return moved;
  const due = localDate(lastOf(dueAt), calendar.zone);
  return { ...moved, due, dueAt, base: dueAt, rungAt: rungAt(1, dueAt, calendar) };
}

/** A limit that was `before`, and now is `dueAt`: the end of the day on which it could be seen, where that is later. UTC ms. */
function notBeforeSeen(dueAt: number, before: number, now: number, zone: string): number {
  // Until then the screens said otherwise; a program that was off may begin long after that.
  const seen = Math.min(now, before);
  return dueAt >= seen ? dueAt : endOfDay(localDate(lastOf(seen), zone), zone);
}

function judgeRungs(
  { marks, round, clock }: WithClock,
  moved: OrderClock,
  until: string | null,
  calendar: WorkingCalendar,
): { clock: OrderClock; exempt: string[] } {
  const fired = marks.filter((mark) => mark.kind === 'rung' && mark.round === round && !mark.exempt);
  for (const [i, { rung, at, from, counted }] of fired.entries()) {
    if (rung === 0) continue;
    const base = rung === 1 ? limitOf(until ?? counted, from, calendar) : from;
    if (rungAt(rung, base, calendar) <= at) continue;
    // One that fired too early takes those after it along: they counted from it.
    const exempt = fired.slice(i).map(({ id }) => id);
    return { clock: rung === 1 ? moved : waitingFor(rung, from, moved, calendar), exempt };
  }
  const last = fired.at(-1)?.rung ?? 0;
  if (last === 0) return { clock: moved, exempt: [] };
  const next = last === 1 ? 2 : last === 2 ? 3 : null;
  return { clock: waitingFor(next, clock.base, moved, calendar), exempt: [] };
}

/** The clock with a rung ahead that counts from `from`; a limit that now ends later has it wait, too. */
function waitingFor(
  rung: 2 | 3 | null,
  from: number,
  moved: OrderClock,
  calendar: WorkingCalendar,
): OrderClock {
  const base = Math.max(from, moved.dueAt);
  return { ...moved, base, rungAt: rung === null ? null : rungAt(rung, base, calendar) };
}

function limitOf(counted: string | null, from: number, calendar: WorkingCalendar): number {
  return counted === null ? from : endOfDay(workingDayFrom(counted, calendar), calendar.zone);
}

function judgeFeedback(
  { marks, round, order, feedback }: OrderState,
  now: number,
  calendar: WorkingCalendar,
): { due: FeedbackDue; exempt: string[] } {
  const rule = order.feedback;
  const exempt: string[] = [];
  let restored: FeedbackDue = null;
  for (const mark of marks) {
    if (mark.kind !== 'feedback' || mark.round !== round || mark.exempt) continue;
    const dueAt = feedbackDueAt(mark.from, rule, calendar);
    if (dueAt === null || dueAt <= mark.at) continue;
    exempt.push(mark.id);
    // The cycle that is running began with this miss: the one before goes on.
    if (feedback?.from === lastOf(mark.dueAt)) restored = { from: mark.from, dueAt };
  }
  if (restored !== null || feedback === null) return { due: restored, exempt };
  const moved = feedbackFrom(feedback.from, rule, calendar);
  if (moved === null) return { due: null, exempt };
  const dueAt = notBeforeSeen(moved.dueAt, feedback.dueAt, now, calendar.zone);
  return { due: { ...moved, dueAt }, exempt };
}
