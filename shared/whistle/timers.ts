import type { ClockKind } from '../contract/whistles.ts';
import { type Clock, type ClockRules, shareAt } from './clock.ts';
import { clocksOf } from './clocks.ts';
import { timerId } from './ids.ts';
import { isLaddered } from './rung.ts';
import type { WhistleState } from './state.ts';

/**
 * A moment at which the system must act on a whistle: a row of the scheduler. Fire it once, in order of `dueAt`, by the
 * command `{type: 'expire', commandId: timerCommandId(whistle, id), timer: id}`.
 */
export type Timer = {
  /** `s1.arrive.0@0.5`. */
  id: string;
  clock: string;
  kind: ClockKind;
  /** Used share of the clock: 0.5 and 0.8 remind, 1 expires, 1.5 is half as much again. */
  mark: number;
  summons: string | null;
  org: string;
  dueAt: number;
};

/**
 * Every timer that has not fired, nearest first. Pure in the state: after a command the scheduler's rows of this whistle
 * are replaced by this list.
 */
export function timersOf(state: WhistleState, basis: ClockRules): Timer[] {
  const timers: Timer[] = [];
  for (const clock of clocksOf(state, basis)) {
    for (const mark of marksOf(clock, basis)) {
      const id = timerId(clock.id, mark);
      if (state.fired[id] !== undefined) continue;
      const dueAt = shareAt(clock, mark, basis.calendar);
      // A lengthened clock does not send reminders that would lie in the past; one taken up again has no second expiry.
      if (dueAt === null || ((mark < 1 || clock.resumed) && dueAt <= clock.since)) continue;
      const { kind, summons, org } = clock;
      timers.push({ id, clock: clock.id, kind, mark, summons, org, dueAt });
    }
  }
  return timers.sort((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1));
}

function marksOf(clock: Clock, basis: ClockRules): number[] {
  if (clock.kind === 'object') return [];
  if (!isLaddered(clock)) return [1];
  const steps = basis.rules.ladder.steps.map((step) => step.mark);
  return steps.includes(1) ? steps : [...steps, 1];
}
