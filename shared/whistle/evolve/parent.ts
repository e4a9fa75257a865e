import type { CaseSnapshot } from '../../contract/whistleEventParts.ts';
import type { WhistleEvent } from '../../contract/whistleEvents.ts';
import { personsOf } from '../persons.ts';
import type { Approval, WhistleState } from '../state.ts';

/** Applies an event to the whistle itself; changes `state`, which `evolve` has copied. */
export function parentEvent(state: WhistleState, event: WhistleEvent): void {
  const { at, actor } = event;
  switch (event.type) {
    case 'drafted':
      state.applicants = personsOf(actor);
      return;
    case 'revised':
      state.draft = event.data.draft;
      state.cases = event.data.cases;
      state.applicants = withAll(state.applicants, personsOf(actor));
      return;
    case 'submitted':
      state.stage = 'pending-approval';
      state.submittedAt = at;
      state.submissions += 1;
      state.applicants = withAll(state.applicants, personsOf(actor));
      return;
    case 'approved':
      if (actor.role !== 'system') {
        state.approvals = [...state.approvals, approvalOf(event)];
      }
      if (event.data.post) state.postApproval = 'approved';
      else if (event.data.complete) {
        state.approvedAt = at;
        state.stage = 'pending-triage';
      }
      return;
    case 'approval-confirmed':
      state.approvals = answered(state.approvals, event.data.leader, { phone: 'confirmed' });
      return;
    case 'approval-disowned': {
      const { leader } = event.data;
      const post = state.approvals.some((one) => isUnconfirmed(one, leader) && one.post);
      // Nobody has approved the emergency then. A whistle that has ended is left to the weekly meeting.
      if (post && state.closedAt === null) state.postApproval = 'pending';
      state.approvals = answered(state.approvals, leader, { phone: 'disowned', disownedAt: at });
      return;
    }
    case 'declined':
      if (event.data.post) {
        state.postApproval = 'declined';
        return;
      }
      state.stage = 'draft';
      state.approvals = [];
      state.submittedAt = null;
      state.keptKind = null;
      return;
    case 'blown':
      state.stage = 'blown';
      state.blownAt = at;
      if (event.data.by === 'emergency') {
        state.postApproval = 'pending';
        state.applicants = withAll(state.applicants, personsOf(actor));
      }
      return;
    case 'triage-rejected':
      state.stage = 'rejected';
      state.closedAt = at;
      return;
    case 'arrived':
      if (state.stage === 'blown') state.stage = 'assembling';
      return;
    case 'assembled':
      state.stage = 'handling';
      return;
    case 'suspended':
      state.before = state.stage;
      state.stage = 'suspended';
      state.suspension = {
        from: at,
        until: event.data.until,
        condition: event.data.condition,
        reason: event.data.reason,
      };
      state.pauses = [...state.pauses, { from: at, to: null, why: 'suspended' }];
      return;
    case 'resumed':
      state.stage = state.before ?? 'handling';
      state.before = null;
      state.suspension = null;
      closePauses(state, event.data.from);
      return;
    case 'all-submitted':
      state.stage = 'pending-confirm';
      state.confirmingAt = at;
      state.pauses = [...state.pauses, { from: at, to: null, why: 'confirming' }];
      return;
    case 'confirmed':
      state.stage = 'pending-eval';
      state.evaluatingAt = at;
      state.pauses = [...state.pauses, { from: at, to: null, why: 'closed' }];
      return;
    case 'reworked':
      state.stage = 'handling';
      state.rework += 1;
      closePauses(state, at);
      return;
    case 'rated':
      state.callback = event.data.callback ?? state.callback;
      return;
    case 'closed':
      state.stage = 'closed';
      state.closedAt = at;
      return;
    case 'reopened':
      state.stage = 'handling';
      state.closedAt = null;
      state.evaluatingAt = null;
      state.confirmingAt = null;
      state.callback = null;
      state.round += 1;
      closePauses(state, at);
      return;
    case 'withdrawn':
      state.stage = 'withdrawn';
      state.closedAt = at;
      return;
    case 'merged':
      state.stage = 'merged';
      state.mergedInto = event.data.into;
      state.closedAt = at;
      return;
    case 'absorbed':
      state.absorbed = withOne(state.absorbed, event.data.from);
      state.cases = union(state.cases, event.data.cases);
      return;
    case 'reblown':
      state.reblownBy = withOne(state.reblownBy, event.data.by);
      return;
    case 'escalated':
    case 'deescalated':
      state.level = event.data.to;
      state.rungSince = event.data.since;
      state.rungs += 1;
      state.supervised = event.data.to >= 2;
      return;
    case 'rules-kept':
      state.keptKind = event.data.kind;
      return;
    case 'listed':
      state.listed = withOne(state.listed, event.data.why);
      return;
    case 'objected':
      state.objections += 1;
      return;
    case 'attached':
      state.files = [
        ...state.files,
        { ...event.data.file, summons: event.data.summons, by: actor.operator, at },
      ];
      return;
    default:
      return;
  }
}

/** The survivor's cases and those of the merged whistle, each once. */
export function union(ours: readonly CaseSnapshot[], theirs: readonly CaseSnapshot[]): CaseSnapshot[] {
  const known = new Set(ours.map((one) => one.id));
  return [...ours, ...theirs.filter((one) => !known.has(one.id))];
}

/** Whether it was recorded by telephone in this leader's name and waits for their word. */
function isUnconfirmed({ by, phone }: Approval, leader: string): boolean {
  return by === leader && phone === 'unconfirmed';
}

function answered(
  approvals: readonly Approval[],
  leader: string,
  answer: Pick<Approval, 'phone' | 'disownedAt'>,
): Approval[] {
  return approvals.map((one) => (isUnconfirmed(one, leader) ? { ...one, ...answer } : one));
}

function approvalOf({
  actor,
  at,
  data: { held, post, phone },
}: Extract<WhistleEvent, { type: 'approved' }>): Approval {
  if (phone !== undefined) {
    const { leader, role } = phone;
    const by = { role, held: held ?? [role], by: leader, recordedBy: actor.operator };
    return { ...by, phone: 'unconfirmed', at, post };
  }
  if (actor.role === 'system') throw new RangeError('the system approves nothing');
  const principal = actor.onBehalfOf === undefined ? {} : { for: actor.onBehalfOf.operator };
  return { role: actor.role, held: held ?? [actor.role], by: actor.operator, ...principal, at, post };
}

function closePauses(state: WhistleState, at: number): void {
  state.pauses = state.pauses.map((pause) =>
    pause.to === null ? { ...pause, to: Math.max(at, pause.from) } : pause,
  );
}

function withOne(list: readonly string[], entry: string): string[] {
  return withAll(list, [entry]);
}

function withAll(list: readonly string[], added: readonly string[]): string[] {
  return [...new Set([...list, ...added])];
}
