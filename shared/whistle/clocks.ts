import type { ClockKind } from '../contract/whistles.ts';
import type { WhistleKind, WhistleLimit } from '../pack/whistles.ts';
import type { Pause } from '../time/pauses.ts';
import { type Clock, type ClockContext, makeClock } from './clock.ts';
import { clockId } from './ids.ts';
import { centreOf, districtOf, findKind } from './kind.ts';
import { levelClock } from './levelClock.ts';
import { participants, RUNNING_STAGES, type Summons, type WhistleState } from './state.ts';

/** All clocks of a whistle: its own first, then those of each summons. Never throws. */
export function clocksOf(state: WhistleState, context: ClockContext): Clock[] {
  const kind = findKind(context.rules, state.draft.kind);
  const clocks: Clock[] = [];
  if (state.stage === 'suspended' && state.suspension) {
    const { from, until } = state.suspension;
    clocks.push({
      ...{ id: clockId('w', 'resume', state.pauses.length), kind: 'resume', summons: null },
      ...{ org: districtOf(context.orgs), startAt: from, since: from, limit: null, pauses: [] },
      ...{ dueAt: until, gap: null, provisional: null, resumed: false },
    });
  }
  if (!kind) return clocks;
  clocks.push(...ownClocks(state, kind, context));
  const children = participants(state).flatMap((child) => childClocks(state, child, kind, context));
  if (RUNNING_STAGES.includes(state.stage) || state.stage === 'suspended') clocks.push(...children);
  // While the street checks the results, the departments' clocks are not shown, but they still count as not done.
  const silent = state.stage === 'pending-confirm' ? children : [];
  const rung = levelClock(state, clocks, silent, context);
  return rung ? [...clocks, rung] : clocks;
}

function ownClocks(state: WhistleState, kind: WhistleKind, context: ClockContext): Clock[] {
  const { limits } = kind;
  const street = state.draft.street;
  const centre = centreOf(context.orgs);
  const clocks: Clock[] = [];
  const own = (
    name: ClockKind,
    limit: WhistleLimit | null,
    org: string,
    startAt: number | null,
    generation: number,
    pauses: readonly Pause[],
  ) => {
    if (limit === null || startAt === null) return;
    const id = clockId('w', name, generation);
    const parts = { id, kind: name, summons: null, org, startAt, since: startAt, resumed: false, pauses };
    clocks.push(makeClock({ ...parts, limit, added: 0 }, context.calendar));
  };
  if (state.stage === 'pending-approval') {
    own('approve', limits.approve, street, state.submittedAt, state.submissions, []);
  }
  if (state.stage === 'pending-triage') {
    own('triage', limits.triage, centre, state.approvedAt, state.submissions, []);
  }
  const blown = state.blownAt !== null && state.closedAt === null;
  if (blown && state.postApproval === 'pending') {
    own('post-approval', limits.postApproval, street, state.blownAt, 0, []);
  }
  if (state.stage === 'pending-confirm') {
    own('confirm', limits.confirm, street, state.confirmingAt, state.round + state.rework, []);
  }
  if (state.stage === 'pending-eval') {
    own('evaluate', limits.evaluate, street, state.evaluatingAt, state.round, []);
  }
  if (blown && state.stage !== 'pending-eval') {
    // Paused by an approved suspension and between confirmation and reopening. It runs on through objections,
    // changes of lead and the street's own delays, and is never restarted (domain.md §3.2 E9, E15, E25).
    const pauses = state.pauses.filter((pause) => pause.why !== 'confirming');
    own('business', limits.business, street, state.blownAt, 0, pauses);
  }
  return clocks;
}

function childClocks(state: WhistleState, child: Summons, kind: WhistleKind, context: ClockContext): Clock[] {
  const { limits } = kind;
  const clocks: Clock[] = [];
  const add = (
    name: ClockKind,
    limit: WhistleLimit | null,
    org: string,
    startAt: number | null,
    own: readonly Pause[],
  ) => {
    if (limit === null || startAt === null) return;
    const stretch = child.stretches[name];
    const resumed = name === 'handle' && child.resumes !== null;
    const since = Math.max(stretch?.since ?? startAt, resumed ? (child.workingAt ?? startAt) : startAt);
    const parts = {
      id: clockId(child.id, name, stretch?.generation ?? 0),
      kind: name,
      summons: child.id,
      org,
      startAt,
      since,
      resumed,
      pauses: [...state.pauses, ...own],
    };
    clocks.push(makeClock({ ...parts, limit, added: stretch?.added ?? 0 }, context.calendar));
  };
  const { stage } = child;
  const leader = child.part === 'leader';
  if (!leader && stage === 'notified') add('sign', limits.sign, child.org, child.notifiedAt, []);
  if (!leader && child.objection === null && BEFORE_ARRIVAL.includes(stage)) {
    add('object', limits.object, child.org, child.notifiedAt, []);
  }
  if (stage === 'signed') {
    add('contact', limits.contact, child.org, child.signedAt, child.clockPauses.contact ?? []);
  }
  if (child.arrivedAt === null && (BEFORE_ARRIVAL.includes(stage) || stage === 'objected')) {
    const start = leader || kind.arriveFrom === 'blown' ? child.notifiedAt : child.signedAt;
    add('arrive', limits.arrive, child.org, start, child.clockPauses.arrive ?? []);
  }
  if (stage === 'objected') {
    add('rule', limits.rule, centreOf(context.orgs), child.objection?.at ?? null, []);
  }
  if (stage === 'working') add('handle', limits.handle, child.org, child.handleFrom, child.pauses);
  return clocks;
}

const BEFORE_ARRIVAL: readonly Summons['stage'][] = ['notified', 'signed', 'contacted', 'excused'];
