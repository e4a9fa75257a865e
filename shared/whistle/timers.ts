import type { ClockKind } from '../contract/whistles.ts';
import { isReview } from './appeals.ts';
import { type Clock, type ClockContext, shareAt } from './clock.ts';
import { clocksOf } from './clocks.ts';
import { timerId, timerKey } from './ids.ts';
import { countsForEscalation } from './levelClock.ts';
import type { WhistleState } from './state.ts';

/**
 * A time at which the system must act on a whistle. The scheduler fires timers in order of `dueAt`, each once, with the
 * command `{type: 'expire', commandId: timerCommandId(whistle, id), timer: id}`.
 */
export type Timer = {
  /** `s1.arrive.0@0.5`. */
  id: string;
  clock: string;
  kind: ClockKind;
  /** Used share of the clock: 0.5 and 0.8 send a reminder, 1 is the deadline, 1.5 half as much again. */
  mark: number;
  summons: string | null;
  org: string;
  dueAt: number;
};

/**
 * All timers that have not fired, earliest first. After each command the stored timers of the whistle are replaced by this
 * list.
 */
export function timersOf(state: WhistleState, context: ClockContext): Timer[] {
  const timers: Timer[] = [];
  for (const clock of clocksOf(state, context)) {
    for (const mark of marksOf(clock, context)) {
      const key = timerKey(clock.id, mark);
      if (state.fired[key] !== undefined) continue;
      const dueAt = shareAt(clock, mark, context.calendar);
      // An extended clock sends no reminders dated in the past; a resumed one does not expire a second time.
      if (dueAt === null || ((mark < 1 || clock.resumed) && dueAt <= clock.since)) continue;
      const { kind, summons, org } = clock;
      const id = timerId(key, state.takenBack[key] ?? 0);
      timers.push({ id, clock: clock.id, kind, mark, summons, org, dueAt });
    }
  }
  return timers.sort((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1));
}

function marksOf(clock: Clock, context: ClockContext): number[] {
  if (clock.kind === 'object') return [];
  if (!countsForEscalation(clock) && !isReview(clock.kind)) return [1];
  const steps = context.rules.ladder.steps.map((step) => step.mark);
  return steps.includes(1) ? steps : [...steps, 1];
}
