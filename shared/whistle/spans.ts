import type { ClockKind } from '../contract/whistles.ts';
import type { Pause } from '../time/pauses.ts';
import { reviewClock } from './appeals.ts';
import { clockId } from './ids.ts';
import { participants, RUNNING_STAGES, type Summons, type WhistleState } from './state.ts';

/**
 * What a running clock (计时) takes from the state alone: since when it runs and when it was paused. Its limit comes from
 * the rules and its deadline from the calendar, see clocks.ts. Instants UTC ms.
 */
export type ClockSpan = {
  id: string;
  kind: ClockKind;
  /** Null for the whistle's own clocks. */
  summons: string | null;
  /** Who must act: the street, the second one (联合街道), the district's centre, or the organisation summoned. */
  holder: 'street' | 'joint' | 'centre' | 'summoned' | 'reviewer';
  /** Null if it has not started. */
  startAt: number | null;
  /** The start for a kind of whistle whose arrival limit counts from the signature (签收); other clocks: `startAt`. */
  startIfSigned: number | null;
  pauses: readonly Pause[];
};

/** The clocks that run or are paused now, without the escalation clock and the end of a suspension. */
export function spansOf(state: WhistleState): ClockSpan[] {
  return [...ownSpans(state), ...summonsSpans(state), ...reviewSpans(state)];
}

/** Those of the reviews of appeals (申诉), which also run when the whistle has ended. */
export function reviewSpans(state: WhistleState): ClockSpan[] {
  return state.appeals.flatMap((appeal) => {
    if (appeal.review === null) return [];
    const { since } = appeal.review;
    const { summons } = appeal;
    const start = { startAt: since, startIfSigned: since, pauses: [] };
    return [{ ...reviewClock(appeal), summons, holder: 'reviewer' as const, ...start }];
  });
}

/** Those of the whistle itself. */
export function ownSpans(state: WhistleState): ClockSpan[] {
  const { stage } = state;
  const spans: ClockSpan[] = [];
  const add = (
    kind: ClockKind,
    holder: ClockSpan['holder'],
    startAt: number | null,
    generation: number,
    pauses: readonly Pause[],
  ) => {
    const id = clockId('w', kind, generation);
    spans.push({ id, kind, summons: null, holder, startAt, startIfSigned: startAt, pauses });
  };
  if (stage === 'pending-approval') add('approve', 'street', state.submittedAt, state.submissions, []);
  if (stage === 'pending-triage') add('triage', 'centre', state.approvedAt, state.submissions, []);
  const blown = state.blownAt !== null && state.closedAt === null;
  if (blown && state.postApproval === 'pending')
    add('post-approval', 'street', state.blownAt, 0, disownedMeanwhile(state));
  if (stage === 'pending-confirm') {
    const generation = state.round + state.rework;
    if (!state.joint?.own) add('confirm', 'street', state.confirmingAt, generation, []);
    if (state.joint && !state.joint.other) add('joint-confirm', 'joint', state.confirmingAt, generation, []);
  }
  if (stage === 'pending-eval') add('evaluate', 'street', state.evaluatingAt, state.round, []);
  if (blown && stage !== 'pending-eval') {
    // Paused by an approved suspension and between confirmation and reopening. It runs on through objections,
    // changes of lead and the street's own delays, and is never restarted (domain.md §3.2 E9, E15, E25).
    const pauses = state.pauses.filter((pause) => pause.why !== 'confirming');
    add('business', 'street', state.blownAt, 0, pauses);
  }
  return spans;
}

/** While an approval by telephone stood that its leader disowned later, the street had no reason to ask for another. */
function disownedMeanwhile({ approvals }: WhistleState): Pause[] {
  return approvals.flatMap(({ post, at, disownedAt }) =>
    post && disownedAt !== undefined ? [{ from: at, to: disownedAt }] : [],
  );
}

/** Those of the departments and leaders summoned, also while the street checks their results. */
export function summonsSpans(state: WhistleState): ClockSpan[] {
  const { stage } = state;
  const running = RUNNING_STAGES.includes(stage) || stage === 'suspended' || stage === 'pending-confirm';
  return running ? participants(state).flatMap((child) => spansOfSummons(state, child)) : [];
}

const BEFORE_ARRIVAL: readonly Summons['stage'][] = ['notified', 'signed', 'contacted', 'excused'];

function spansOfSummons(state: WhistleState, child: Summons): ClockSpan[] {
  const { stage } = child;
  const leader = child.part === 'leader';
  const spans: ClockSpan[] = [];
  const add = (
    kind: ClockKind,
    holder: ClockSpan['holder'],
    startAt: number | null,
    own: readonly Pause[],
    startIfSigned = startAt,
  ) => {
    const id = clockId(child.id, kind, child.stretches[kind]?.generation ?? 0);
    const pauses = [...state.pauses, ...own];
    spans.push({ id, kind, summons: child.id, holder, startAt, startIfSigned, pauses });
  };
  if (!leader && stage === 'notified') add('sign', 'summoned', child.notifiedAt, []);
  if (!leader && child.objection === null && BEFORE_ARRIVAL.includes(stage)) {
    add('object', 'summoned', child.notifiedAt, []);
  }
  if (stage === 'signed') add('contact', 'summoned', child.signedAt, child.clockPauses.contact ?? []);
  if (child.arrivedAt === null && (BEFORE_ARRIVAL.includes(stage) || stage === 'objected')) {
    const signed = leader ? child.notifiedAt : child.signedAt;
    add('arrive', 'summoned', child.notifiedAt, child.clockPauses.arrive ?? [], signed);
  }
  if (stage === 'objected') {
    const { objection } = child;
    // Whoever has to answer can do so from when they could see it.
    add('rule', 'centre', objection?.heardAt ?? objection?.at ?? null, []);
  }
  if (stage === 'working') add('handle', 'summoned', child.handleFrom, child.pauses);
  return spans;
}
