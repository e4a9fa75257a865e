import type { WorkingCalendar } from '../time/calendar.ts';
import { afterRung } from './clock.ts';
import { feedbackDueAt, lastOf } from './days.ts';
import type { FeedbackDue, OrderEventData } from './events.ts';
import { type OrderState, RUNNING, rungOf } from './state.ts';

/** What the system does by itself on an order, and when (UTC ms). */
export type OrderTimer = { id: string; dueAt: number } & (
  | { kind: 'rung'; rung: 1 | 2 | 3 }
  | { kind: 'feedback' }
  | { kind: 'resume' }
);

/**
 * The timers of an order. They follow from the state alone. Nothing fires while the clock rests. An id names what fired
 * before it, because one timer fires once and what was taken back fires again under another.
 */
export function timersOf(state: OrderState): OrderTimer[] {
  const { stage, rest, clock, feedback, marks, round } = state;
  if (stage === 'suspended' && rest?.resumeAt != null)
    return [{ kind: 'resume', id: `resume-${rest.since}`, dueAt: rest.resumeAt }];
  if (!RUNNING.includes(stage) || clock === null) return [];
  const timers: OrderTimer[] = [];
  const fired = marks.length;
  const rung = nextRung(rungOf({ marks, round }));
  if (clock.rungAt !== null && rung !== null)
    timers.push({ kind: 'rung', rung, id: `rung-${round}-${rung}-${fired}`, dueAt: clock.rungAt });
  if (feedback !== null)
    timers.push({ kind: 'feedback', id: `feedback-${round}-${fired}`, dueAt: feedback.dueAt });
  return timers;
}

function nextRung(rung: 0 | 1 | 2 | 3): 1 | 2 | 3 | null {
  return rung === 0 ? 1 : rung === 1 ? 2 : rung === 2 ? 3 : null;
}

/** What follows from a timer that is due at `now`. @throws CalendarGap */
export function firedBy(
  state: OrderState,
  timer: Exclude<OrderTimer, { kind: 'resume' }>,
  now: number,
  calendar: WorkingCalendar,
): OrderEventData {
  const { id, dueAt } = timer;
  if (timer.kind === 'rung') {
    const { rung } = timer;
    if (state.clock === null) throw new RangeError(`order ${state.id} has no clock`);
    const { counted, base } = state.clock;
    const mark = { id, kind: 'rung' as const, rung, dueAt, at: now, counted, from: base };
    return { type: 'rung', mark, clock: afterRung(state.clock, rung, now, calendar) };
  }
  const from = state.feedback?.from ?? now;
  const mark = { id, kind: 'feedback' as const, rung: 0 as const, dueAt, at: now, counted: null, from };
  return { type: 'feedback-missed', mark, feedback: nextCycle(state, lastOf(dueAt), now, calendar) };
}

/** The cycle after one that was missed: from its end, and where that has passed too, from now. */
function nextCycle(state: OrderState, from: number, now: number, calendar: WorkingCalendar): FeedbackDue {
  const next = feedbackDueAt(from, state.order.feedback, calendar);
  if (next === null) return null;
  if (next > now) return { from, dueAt: next };
  const later = feedbackDueAt(now, state.order.feedback, calendar);
  return later === null ? null : { from: now, dueAt: later };
}
