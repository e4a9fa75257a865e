import type { MovedLimit, RejudgedMark } from '../contract/whistleEventParts.ts';
import { addJudgement } from './addJudgement.ts';
import { type Clock, shareAt } from './clock.ts';
import { clocksOf } from './clocks.ts';
import type { WhistleContext } from './context.ts';
import type { Recorder } from './recorder.ts';
import type { Extension, WhistleState } from './state.ts';

/**
 * Judges again what fired while an application waited that is granted now (E14): it was made in time, so the old deadline
 * does not count, though it stays in the log (domain.md §2.6, two ledgers). A new deadline that has passed as well counts from
 * the grant, before which nobody could see it. `before`: the state before the grant.
 */
export function judgeExtension(before: WhistleState, granted: Extension, recorder: Recorder): void {
  const { context } = recorder;
  const old = clockOf(before, granted, context);
  const extended = clockOf(recorder.state, granted, context);
  if (old === null || extended === null) return;
  const marks = marksMoved(before, old, extended, context);
  addJudgement(
    { moved: limitPassed(old, extended, context.now), marks, cause: 'extension' },
    '延期批准后复核，原升级不再成立',
    recorder,
  );
}

function clockOf(state: WhistleState, { clock, summons }: Extension, context: WhistleContext): Clock | null {
  return clocksOf(state, context).find((one) => one.kind === clock && one.summons === summons) ?? null;
}

/** Passed deadlines of the old clock. Its reminders were right when they were sent. */
function marksMoved(
  state: WhistleState,
  old: Clock,
  extended: Clock,
  context: WhistleContext,
): RejudgedMark[] {
  return Object.entries(state.fired).flatMap(([timer, mark]): RejudgedMark[] => {
    if (mark.clock !== old.id || mark.mark < 1 || mark.exempt) return [];
    const dueAt = shareAt(extended, mark.mark, context.calendar);
    if (dueAt === null || dueAt <= mark.dueAt) return [];
    const { kind, summons, org, dueAt: was } = mark;
    return [{ timer, kind, summons, org, mark: mark.mark, before: was, dueAt, verdict: 'exempt' }];
  });
}

function limitPassed(old: Clock, extended: Clock, now: number): MovedLimit[] {
  const { id, kind, summons, org, dueAt } = extended;
  if (dueAt === null || dueAt >= now) return [];
  return [{ clock: id, kind, summons, org, before: old.dueAt, dueAt, notBefore: now }];
}
