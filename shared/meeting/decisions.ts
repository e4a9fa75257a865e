import type { Meeting, MeetingDecision } from '../contract/meeting.ts';
import type { MeetingStep } from '../contract/meetingCommands.ts';
import type { DecisionKind } from '../contract/meetingItems.ts';
import { CalendarGap } from '../time/calendarGap.ts';
import { dueOf, hasDate } from './due.ts';
import type { MeetingState } from './evolve.ts';
import { type MeetingRefusal, refused } from './refusals.ts';
import { mayFindDone } from './rights.ts';
import { type Actor, itemObstacle, type Step } from './step.ts';

type Of<T extends MeetingStep['type']> = Extract<MeetingStep, { type: T }>;

/** Keeps a decision while it is being written. `n` is the version that the window showed; another one's is not overwritten. */
export function draft(state: MeetingState, asked: Of<'draft'>, { now, by }: Actor): Step {
  const { meeting } = state;
  if (meeting.stage !== 'open' && meeting.stage !== 'adjourned') return refused('meeting-stage');
  const against = itemObstacle(state, asked.item);
  if (against !== null) return against;
  const { commandId: _, type: __, n, ...wording } = asked;
  const before = meeting.drafts.find(({ item }) => item === asked.item);
  if ((before?.n ?? 0) !== n) return refused('meeting-moved');
  return [{ type: 'draft-written', draft: { ...wording, n: n + 1, by, at: now } }];
}

/** What follows of itself. Only what has an act behind it says so. */
function effectOf(kind: DecisionKind): MeetingDecision['effect'] {
  if (kind === 'assign' || kind === 'supervise') return 'order-due';
  return kind === 'look-again' ? 'next-meeting' : 'record';
}

export function decideOn(state: MeetingState, asked: Of<'decide'>, actor: Actor): Step {
  const { meeting, made } = state;
  if (meeting.stage !== 'open') return refused('meeting-stage');
  const against = itemObstacle(state, asked.item) ?? wordingObstacle(asked, actor);
  if (against !== null) return against;
  const { commandId: _, type: __, days: given, ...wording } = asked;
  const { now, by, calendar } = actor;
  const days = given ?? meeting.defaultDueDays;
  try {
    const decision: MeetingDecision = {
      ...wording,
      days,
      id: `d${made + 1}`,
      due: hasDate(asked.kind) ? dueOf(now, days, calendar) : null,
      ...{ effect: effectOf(asked.kind), order: null, by, at: now, readAt: null, outcome: null },
    };
    return [{ type: 'decided', decision }];
  } catch (error) {
    if (!(error instanceof CalendarGap)) throw error;
    return { ok: false, code: error.code, parameters: error.parameters };
  }
}

const NEEDS_LEAD: readonly DecisionKind[] = ['assign', 'supervise', 'change-lead'];
const NEEDS_ACCEPTANCE: readonly DecisionKind[] = ['assign', 'supervise'];

function wordingObstacle(asked: Of<'decide'>, { isFoundDone }: Actor): MeetingRefusal | null {
  const { kind, lead, co, text, acceptance, item } = asked;
  if (kind === 'close' && !isFoundDone(item)) return refused('check-first');
  if (NEEDS_LEAD.includes(kind) && lead === null) return refused('lead-needed');
  if (co.some(({ org }) => org === lead?.org)) return refused('co-is-lead');
  if (kind !== 'look-again' && kind !== 'close' && text === '') return refused('text-needed');
  if (NEEDS_ACCEPTANCE.includes(kind) && acceptance === '') return refused('acceptance-needed');
  return null;
}

/** Takes a decision back during its meeting. One with an order is cancelled in the register. */
export function withdraw(
  meeting: Meeting,
  { decision, reason }: Of<'withdraw-decision'>,
  { now, by }: Actor,
): Step {
  if (meeting.stage !== 'open') return refused('meeting-stage');
  const found = meeting.decisions.find(({ id }) => id === decision);
  if (found === undefined) return refused('no-decision');
  if (found.order !== null) return refused('decision-ordered');
  return [{ type: 'decision-withdrawn', decision, reason, at: now, by }];
}

export function readBack(meeting: Meeting, { decision }: Of<'read-back'>, { now, by }: Actor): Step {
  const found = meeting.decisions.find(({ id }) => id === decision);
  if (found === undefined) return refused('no-decision');
  // Said again where its order could not be made the first time, also after the meeting.
  if (found.readAt !== null) return [];
  return meeting.stage === 'open' ? [{ type: 'read-back', decision, at: now, by }] : refused('meeting-stage');
}

/** What became of a decision, said also after the meeting. A decision with an order has its state from there. */
export function outcome(meeting: Meeting, asked: Of<'outcome'>, { now, by, roles }: Actor): Step {
  if (meeting.stage === 'planned') return refused('meeting-stage');
  const found = meeting.decisions.find(({ id }) => id === asked.decision);
  if (found === undefined) return refused('no-decision');
  if (found.order !== null) return refused('outcome-by-order');
  const { state, note } = asked;
  if (state === 'done' && !mayFindDone(roles)) return refused('done-by-supervision');
  if (note === '') return refused('outcome-note');
  return [{ type: 'outcome-recorded', decision: asked.decision, outcome: { state, note, by, at: now } }];
}
