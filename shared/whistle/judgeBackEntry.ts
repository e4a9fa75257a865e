import type { MovedLimit, RejudgedMark } from '../contract/whistleEventParts.ts';
import { addJudgement } from './addJudgement.ts';
import { clocksOf } from './clocks.ts';
import type { Command, WhistleContext } from './context.ts';
import type { Recorder } from './recorder.ts';
import type { WhistleState } from './state.ts';

/**
 * Judges again what fired between a fact and its entry (补录), as where a limit is moved: what had been done in time does
 * not count, though it stays in the log (domain.md §2.6, two ledgers). Clocks that began by the fact count from its true
 * time, but nothing on them is due before the entry, from which they could be seen. `before`: the state before the command.
 */
export function judgeBackEntry(before: WhistleState, recorder: Recorder): void {
  const { context, command } = recorder;
  if (recorder.backEntry === null) return;
  const marks = marksMet(before, recorder.state, command.type, context);
  const moved = clocksBegun(before, recorder.state, context);
  addJudgement({ moved, marks, cause: 'back-entry' }, '补录后复核，原升级不再成立', recorder);
}

/** Fired timers of clocks that the fact ended, at or before they fell due. */
function marksMet(
  before: WhistleState,
  after: WhistleState,
  type: Command['type'],
  context: WhistleContext,
): RejudgedMark[] {
  const shifted = new Set(
    clocksOf(before, context).flatMap(({ id, shiftedBy }) => (shiftedBy > 0 ? [id] : [])),
  );
  return Object.entries(after.fired).flatMap(([timer, mark]): RejudgedMark[] => {
    const { endedAt, dueAt, exempt, kind, summons, org } = mark;
    const ran = before.fired[timer]?.endedAt === null;
    if (!ran || exempt || endedAt === null || endedAt > dueAt) return [];
    // A shifted clock has nothing left to go on with: its limit was used up before it could be seen.
    const verdict = mayGoOn(mark.kind, type) && !shifted.has(mark.clock) ? 'taken-back' : 'exempt';
    return [{ timer, kind, summons, org, mark: mark.mark, before: dueAt, dueAt, verdict }];
  });
}

/** Whether the act only halts the clock: after 返工, and after an objection that is overruled, it goes on. */
function mayGoOn(kind: RejudgedMark['kind'], type: Command['type']): boolean {
  return (kind === 'handle' && type === 'submit-result') || (kind === 'contact' && type === 'object');
}

/** Clocks that run since before the entry, and did not before it. The escalation clock follows the others. */
function clocksBegun(before: WhistleState, after: WhistleState, context: WhistleContext): MovedLimit[] {
  const ran = new Set(clocksOf(before, context).map(({ id }) => id));
  return clocksOf(after, context).flatMap((clock) => {
    const { id, kind, summons, org, startAt, dueAt } = clock;
    if (ran.has(id) || kind === 'rung' || startAt >= context.now) return [];
    return [{ clock: id, kind, summons, org, before: null, dueAt, notBefore: context.now }];
  });
}
