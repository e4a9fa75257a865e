import type { Role } from '../../contract/people.ts';
import type { WhistleCommand } from '../../contract/whistleCommands.ts';
import { openApprovals } from '../approvals.ts';
import { requireOtherPerson } from '../guards.ts';
import { requireKindOf } from '../kind.ts';
import { personsActing } from '../persons.ts';
import type { Recorder } from '../recorder.ts';
import { conflict, forbid, invalid, words } from '../refuse.ts';
import { summonsSeeds } from '../seeds.ts';
import { type Approval, signersOf } from '../state.ts';
import { rolesIn } from '../words.ts';
import { requirePostApproval } from './approval.ts';

type Of<T extends WhistleCommand['type']> = Extract<WhistleCommand, { type: T }>;

/**
 * E3 电话批准: somebody on duty records that a named leader approved by telephone. It counts, marked «待补签», until the leader
 * confirms or disowns it. Recorder and leader both count as its persons, so that no recorder makes up two approvals alone.
 */
export function recordApproval(command: Of<'record-approval'>, recorder: Recorder): void {
  const { context, state } = recorder;
  const kind = requireKindOf(state, context.rules);
  const post = state.stage !== 'pending-approval';
  if (post) requirePostApproval(recorder);
  const open = post
    ? (kind.emergency?.postApprovers ?? [])
    : openApprovals(kind, state.approvals, context.rules).flat();
  const held = context
    .postsOf(command.leader)
    .filter(({ org }) => org === state.draft.street)
    .flatMap(({ roles }) => roles);
  const role = held.find((one) => open.includes(one));
  if (role === undefined || personsActing(context.actor).includes(command.leader)) {
    invalid(
      'E3.leader',
      words(
        '此人不是本哨此时的审签人，或就是登记人本人',
        'they may not approve this whistle now, or record it themselves',
      ),
      words(
        `审签人：${rolesIn([...new Set(open)]).zh}`,
        `to be approved by: ${rolesIn([...new Set(open)]).en}`,
      ),
    );
  }
  requireOtherPerson('E3', state.applicants, context);
  if (state.applicants.includes(command.leader)) {
    forbid(
      'two-person',
      words('申请人不能审批自己的申请（E3）', 'nobody decides their own application (E3)'),
      words('请另一名审签人批准', 'ask another approver'),
    );
  }
  const signers = state.approvals.flatMap(signersOf);
  if ([command.leader, ...personsActing(context.actor)].some((person) => signers.includes(person))) {
    forbid(
      'E3.twice',
      words('同一人只能审签或登记一次', 'nobody approves, or records an approval, twice'),
      words('由另一名审签人或另一名登记人办理', 'another approver, or another recorder, has to do it'),
    );
  }
  const since = (post ? state.blownAt : state.submittedAt) ?? state.createdAt;
  if (command.at < since || command.at > context.now) {
    invalid(
      'E3.call',
      words('电话批准的时间须在提交之后、现在之前', 'the call must lie between the submission and now'),
      words('核对通话时间', 'correct the time of the call'),
    );
  }
  const { leader, at, note } = command;
  const given: Approval = { role, held: [...held], by: leader, at: context.now, post };
  const complete = post || openApprovals(kind, [...state.approvals, given], context.rules).length === 0;
  const phone = { leader, role, at, note };
  recorder.add({ type: 'approved', data: { complete, post, ...heldOf(held), phone } });
  if (complete && !post && !kind.triage) {
    const summons = summonsSeeds(recorder.state, recorder.state.draft.departments, kind, context);
    recorder.add({ type: 'blown', data: { by: 'approval', summons } });
  }
}

/** 补签: the leader confirms what was recorded in their name. */
export function countersign(_command: Of<'countersign'>, recorder: Recorder): void {
  const { by } = requireOwnCall(recorder);
  recorder.add({ type: 'approval-confirmed', data: { leader: by } });
}

/**
 * The leader did not say that. While the whistle waits, and after an emergency, the approval is void and another is needed.
 * Once the whistle has gone on, the meeting has to look at it as well.
 */
export function disownApproval(command: Of<'disown-approval'>, recorder: Recorder): void {
  const { by } = requireOwnCall(recorder);
  const gone = recorder.state.stage !== 'pending-approval';
  recorder.add({ type: 'approval-disowned', data: { leader: by, reason: command.reason } });
  if (gone) recorder.add({ type: 'listed', data: { why: 'approval-disowned' } });
}

/** An approval recorded in the name of the operator, who answers for it in person, not through a delegate. */
function requireOwnCall({ context, state }: Recorder): Approval {
  const { operator, delegated } = context.actor;
  const found = state.approvals.find((one) => one.by === operator && one.phone === 'unconfirmed');
  if (found !== undefined && delegated === null) return found;
  return conflict(
    'E3.own-call',
    words('没有以您的名义登记、待补签的电话批准', 'no approval by telephone in your name waits for you'),
    words('由电话中批准的领导本人补签', 'the leader who was on the telephone has to do it in person'),
  );
}

function heldOf(held: readonly Role[]): { held?: Role[] } {
  return held.length > 1 ? { held: [...held] } : {};
}
