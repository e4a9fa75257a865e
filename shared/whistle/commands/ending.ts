import type { WhistleCommand } from '../../contract/whistleCommands.ts';
import type { WhistleStage } from '../../contract/whistles.ts';
import { orgName } from '../kind.ts';
import type { Recorder } from '../recorder.ts';
import { conflict, forbid, invalid, words } from '../refuse.ts';
import { STREET } from '../rights.ts';
import { isTerminal, participants, RUNNING_STAGES, type Summons, type WhistleState } from '../state.ts';
import { ROLE_WORDS, STAGE_WORDS, stagesIn } from '../words.ts';

type Of<T extends WhistleCommand['type']> = Extract<WhistleCommand, { type: T }>;

/** E22 撤哨: only before any department has begun to work; counts as a mistaken whistle (误哨率). */
export function withdraw(command: Of<'withdraw'>, recorder: Recorder): void {
  if (recorder.state.children.some((child) => child.workingAt !== null)) {
    conflict(
      'E22.working',
      words('已有部门开始处置，不能撤哨', 'a department has begun to work'),
      words('处置完成后确认销号', 'let it be finished and confirmed'),
    );
  }
  recorder.add({ type: 'withdrawn', data: { reason: command.reason } });
}

/** E23 并哨: this whistle ends, and its cases move to the surviving one. */
export function merge(command: Of<'merge'>, recorder: Recorder): void {
  const { context, state } = recorder;
  const survivor = command.into === state.id ? null : context.whistle(command.into);
  if (!survivor || survivor.drill !== state.drill) {
    invalid(
      'E23.survivor',
      words('找不到要并入的哨', 'the whistle to merge into does not exist'),
      words('选择另一个未办结的哨', 'choose another open whistle'),
    );
  }
  if (isTerminal(survivor)) {
    conflict(
      'E23.terminal',
      words('要并入的哨已经办结', 'the other whistle is at an end'),
      words('选择未办结的哨，或保留此哨', 'choose an open one, or keep this'),
    );
  }
  const { role } = context.actor;
  if (survivor.draft.street !== state.draft.street && role !== 'system' && STREET.includes(role)) {
    forbid(
      'E23.street',
      words('跨街道并哨由区中心办理', 'merging across streets is for the district centre'),
      words('提请区派遣办理', 'ask the district dispatcher'),
    );
  }
  requireTakenOver(survivor, recorder);
  recorder.add({ type: 'merged', data: { into: survivor.id, reason: command.reason } });
  recorder.addTo(survivor, { type: 'absorbed', data: { from: state.id, cases: state.cases } });
}

/** Stages of the survivor in which the obligations of a whistle in this stage go on. */
const TAKEN_ON: Partial<Record<WhistleStage, readonly WhistleStage[]>> = {
  draft: ['draft', 'pending-approval', 'pending-triage', ...RUNNING_STAGES, 'suspended'],
  'pending-approval': ['pending-approval', 'pending-triage', ...RUNNING_STAGES],
  'pending-triage': ['pending-approval', 'pending-triage', ...RUNNING_STAGES],
  blown: RUNNING_STAGES,
};
const DONE: readonly Summons['stage'][] = ['submitted', 'accepted', 'rated'];

/**
 * A merge must end nobody's clock (domain.md §3.2 E23): the survivor is at work, everybody who is on the way is expected there
 * as well, and neither a 补批 nor a ruling on an objection is outstanding. Otherwise an obligation would vanish without having
 * been met.
 */
function requireTakenOver(survivor: WhistleState, recorder: Recorder): void {
  const { context, state } = recorder;
  const wanted = TAKEN_ON[state.stage] ?? [];
  if (!wanted.includes(survivor.stage)) {
    const [now, allowed] = [STAGE_WORDS[survivor.stage], stagesIn(wanted)];
    conflict(
      'E23.resting',
      words(
        `要并入的哨处于“${now.zh}”，并入后本哨的计时将无人承接`,
        `the other whistle is “${now.en}”: nobody would go on with the clocks of this one`,
      ),
      words(`可并入的阶段：${allowed.zh}`, `it must be in: ${allowed.en}`),
    );
  }
  const missing = participants(state).filter((child) => !isExpected(child, survivor));
  if (missing.length > 0) {
    const names = missing.map(({ org, role }) =>
      role === null ? words(orgName(context.orgs, org), orgName(context.orgs, org)) : ROLE_WORDS[role],
    );
    conflict(
      'E23.departments',
      words(
        `要并入的哨没有召集或已办结：${names.map((name) => name.zh).join('、')}，并入后其应哨将无人催办`,
        `not summoned by the other whistle, or done there: ${names.map((name) => name.en).join(', ')}`,
      ),
      words('保留此哨，或撤哨后在另一哨中增派', 'keep this one, or withdraw it and summon them by the other'),
    );
  }
  const objecting = objectors(state);
  if (objecting.length > 0) {
    const names = objecting.map(({ org }) => orgName(context.orgs, org));
    conflict(
      'E23.objection',
      words(
        `本哨异议尚未裁定：${names.join('、')}，并入后将无人裁定`,
        `objections wait for a ruling that nobody would give: ${names.join(', ')}`,
      ),
      words('先裁定异议，再并哨', 'rule on them first, then merge'),
    );
  }
  if (state.postApproval === 'pending') {
    conflict(
      'E23.post-approval',
      words('本哨事后补批尚未办理，不能并哨', 'this whistle still has to be approved afterwards'),
      words('先办理补批，再并哨', 'approve it first, then merge'),
    );
  }
}

/** Departments whose objections (异议) wait for the centre's ruling. */
export function objectors(state: WhistleState): Summons[] {
  return participants(state).filter((child) => child.stage === 'objected');
}

/** Whether this department or leader is at work on the other whistle too. */
function isExpected(child: Summons, survivor: WhistleState): boolean {
  return participants(survivor).some(
    (other) => other.org === child.org && other.role === child.role && !DONE.includes(other.stage),
  );
}
