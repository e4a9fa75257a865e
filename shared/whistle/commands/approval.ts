import type { Role } from '../../contract/people.ts';
import type { WhistleCommand } from '../../contract/whistleCommands.ts';
import { openApprovals } from '../approvals.ts';
import { requireOtherPerson } from '../guards.ts';
import { requireKindOf } from '../kind.ts';
import { personsActing } from '../persons.ts';
import type { Recorder } from '../recorder.ts';
import { conflict, forbid, invalid, words } from '../refuse.ts';
import { requireTeam, summonsSeeds } from '../seeds.ts';
import { signersOf } from '../state.ts';
import { rolesIn } from '../words.ts';
import { requireSubjectAndPlace } from './drafting.ts';

type Of<T extends WhistleCommand['type']> = Extract<WhistleCommand, { type: T }>;

/** E3 审签, or post-approval (事后补批) of an emergency already blown. */
export function approve(_command: Of<'approve'>, recorder: Recorder): void {
  const { context, state } = recorder;
  requireOtherPerson('E3', state.applicants, context);
  if (state.stage !== 'pending-approval') {
    requirePostApproval(recorder);
    recorder.add({ type: 'approved', data: { complete: true, post: true, ...heldOf(recorder) } });
    return;
  }
  const kind = requireKindOf(state, context.rules);
  const open = rolesIn([...new Set(openApprovals(kind, state.approvals, context.rules).flat())]);
  const { role } = context.actor;
  if (role === 'system') return;
  const signers = state.approvals.flatMap(signersOf);
  if (personsActing(context.actor).some((person) => signers.includes(person))) {
    forbid(
      'E3.twice',
      words('同一人只能审签一次', 'nobody approves twice'),
      words(`由另一人审签：${open.zh}`, `somebody else has to approve: ${open.en}`),
    );
  }
  const signed = {
    role,
    held: [...context.actor.held],
    by: context.actor.operator,
    at: context.now,
    post: false,
  };
  const complete = openApprovals(kind, [...state.approvals, signed], context.rules).length === 0;
  recorder.add({ type: 'approved', data: { complete, post: false, ...heldOf(recorder) } });
  if (complete && !kind.triage) {
    const summons = summonsSeeds(recorder.state, recorder.state.draft.departments, kind, context);
    recorder.add({ type: 'blown', data: { by: 'approval', summons } });
  }
}

/** The approver's roles, where there are others beside the one acted in. */
function heldOf({ context: { actor } }: Recorder): { held?: Role[] } {
  return actor.held.length > 1 ? { held: [...actor.held] } : {};
}

/** E3 declined: back to the draft. An emergency stays blown, but is listed for the weekly meeting. */
export function decline(command: Of<'decline'>, recorder: Recorder): void {
  const { context, state } = recorder;
  requireOtherPerson('E3', state.applicants, context);
  const post = state.stage !== 'pending-approval';
  if (post) requirePostApproval(recorder);
  recorder.add({ type: 'declined', data: { reason: command.reason, post } });
  if (post) recorder.add({ type: 'listed', data: { why: 'post-approval-declined' } });
}

/** E4 应急吹哨: at once, approved afterwards. */
export function blowEmergency(_command: Of<'blow-emergency'>, recorder: Recorder): void {
  const { context, state } = recorder;
  const kind = requireKindOf(state, context.rules);
  requireSubjectAndPlace(state.draft, context);
  requireTeam(state.draft.departments, kind, 'E4', context);
  const summons = summonsSeeds(state, state.draft.departments, kind, context);
  recorder.add({ type: 'blown', data: { by: 'emergency', summons } });
}

/** E4, checked before the role: for another kind, the refusal must name the kind and not the role. */
export function requireEmergencyKind(recorder: Recorder): void {
  const kind = requireKindOf(recorder.state, recorder.context.rules);
  if (kind.emergency) return;
  invalid(
    'E4.kind',
    words(`${kind.name.zh}须经审签，不能直接吹哨`, `${kind.name.en} needs approval first`),
    words('提交审签，或把哨种改为应急哨', 'submit it, or change the kind to emergency'),
  );
}

/** Also checked before the role: without a pending post-approval there is nothing to decide. */
export function requirePostApproval(recorder: Recorder): void {
  if (recorder.state.postApproval === 'pending') return;
  conflict(
    'E3.stage',
    words('此哨没有待补批的事项', 'nothing is waiting for approval on this whistle'),
    words('刷新查看最新进展', 'reload'),
  );
}
