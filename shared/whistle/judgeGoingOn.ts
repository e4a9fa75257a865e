import type { MovedLimit } from '../contract/whistleEventParts.ts';
import { addJudgement } from './addJudgement.ts';
import { clocksOf } from './clocks.ts';
import type { WhistleContext } from './context.ts';
import { timerKey } from './ids.ts';
import type { Recorder } from './recorder.ts';
import type { WhistleState } from './state.ts';

/**
 * A clock that goes on after a rest shows its deadline again, which may lie in the past: another calendar came into force
 * while the street checked the result (返工), or the program was off when a suspension (挂账) ended. Such a deadline counts from
 * now, because nobody could see it before. `before`: the state before the command.
 */
export function judgeGoingOn(before: WhistleState, recorder: Recorder): void {
  const moved = unseenLimits(before, recorder.state, recorder.context);
  addJudgement({ moved, marks: [], cause: 'resumed' }, '', recorder);
}

/** Limits that passed while their clocks rested. The escalation clock (升级计时) follows the others. */
function unseenLimits(before: WhistleState, after: WhistleState, context: WhistleContext): MovedLimit[] {
  // Whatever is due has fired before a command is decided, so there is hardly ever one.
  const passed = clocksOf(after, context).filter(
    ({ id, kind, dueAt, resumed }) =>
      kind !== 'rung' &&
      dueAt !== null &&
      dueAt < context.now &&
      // Overdue already when it began to rest, in this summons or in the one that it continues.
      !(resumed || after.fired[timerKey(id, 1)] !== undefined),
  );
  if (passed.length === 0) return [];
  const shown = new Set(clocksOf(before, context).flatMap(({ id, dueAt }) => (dueAt === null ? [] : [id])));
  return passed.flatMap(({ id, kind, summons, org, dueAt }) =>
    shown.has(id) ? [] : [{ clock: id, kind, summons, org, before: null, dueAt, notBefore: context.now }],
  );
}
