import type { Role } from '../contract/people.ts';
import type { OnBehalf, WhistleCommand, WhistleCommandType } from '../contract/whistleCommands.ts';
import type { Words } from '../contract/whistles.ts';
import { delegationProblem } from '../people/delegation.ts';
import type { WhistleContext } from './context.ts';
import { personsActing } from './persons.ts';
import { conflict, forbid, invalid, words } from './refuse.ts';
import { type CommandRow, DEPARTMENT, PROXIES, RIGHTS, rolesFor } from './rights.ts';
import { isOnRequiredSide } from './sides.ts';
import type { Summons, WhistleState } from './state.ts';
import { ROLE_WORDS, rolesIn, STAGE_WORDS, SUMMONS_WORDS, stagesIn } from './words.ts';

/** The whistle is in a stage in which the rule table allows the command. */
export function requireStage(state: WhistleState, type: WhistleCommandType): void {
  const { rule, stages } = RIGHTS[type];
  if (rule === 'note' || rule === 'attach' || stages.includes(state.stage)) return;
  const now = STAGE_WORDS[state.stage];
  const wanted = stagesIn(stages);
  conflict(
    `${rule}.stage`,
    words(`此哨处于“${now.zh}”，不能办理该事项`, `the whistle is in stage “${now.en}”`),
    words(`该事项只在下列阶段办理：${wanted.zh}`, `possible only in: ${wanted.en}`),
  );
}

/** The operator's role and organisation allow the command. */
export function requireRight(
  state: WhistleState | null,
  type: WhistleCommandType,
  child: Summons | null,
  context: WhistleContext,
): Role {
  const { role, org } = context.actor;
  const allowed = rolesFor(type, state, context.rules);
  const names = rolesIn(allowed);
  if (role === 'system' || !allowed.includes(role)) {
    const own = role === 'system' ? words('系统', 'the system') : ROLE_WORDS[role];
    forbid(
      'right.role',
      words(
        `“${own.zh}”无权办理该事项（${RIGHTS[type].rule}）`,
        `${own.en} may not do this (${RIGHTS[type].rule})`,
      ),
      names.zh === ''
        ? words('此时无人可以办理', 'nobody may do this now')
        : words(`由下列人员办理：${names.zh}`, `to be done by: ${names.en}`),
    );
  }
  const { streets, delegated } = context.actor;
  const onlyStreets = delegated?.onlyStreets ?? null;
  if (!isOnRequiredSide({ role, org, streets, onlyStreets }, state, child, type)) {
    forbid(
      'right.org',
      words(
        '不属于本哨的街道、责任部门或挂包街道，无权办理',
        'not of the street, department or linked street concerned',
      ),
      words('由所属单位的人员办理', 'to be done by somebody of that organisation'),
    );
  }
  return role;
}

/** Nothing is done under a delegation (委托) that does not run. */
export function requireDelegation({ actor: { delegated }, now }: WhistleContext): void {
  const problem = delegated === null ? null : delegationProblem(delegated, now);
  if (problem === null) return;
  const [message, remedy] = DELEGATION_WORDS[problem];
  forbid(`delegation.${problem}`, message, remedy);
}

const OWN_NAME = words(
  '改以本人名义办理，或请委托人、值班长重新委托',
  'act in your own name, or have it delegated anew',
);
const DELEGATION_WORDS = {
  early: [words('委托尚未开始，不能代为办理', 'the delegation has not begun'), OWN_NAME],
  over: [words('委托已到期，不能再代为办理', 'the delegation is over'), OWN_NAME],
  ended: [words('委托已提前终止，不能再代为办理', 'the delegation was ended'), OWN_NAME],
  void: [
    words(
      '委托人或受托人已不在该岗位，或受托人另有不能兼任的角色，委托失效',
      'the delegation is void: one of the two left the post, or the roles do not go together',
    ),
    OWN_NAME,
  ],
} as const;

/** The summons exists and is in a stage in which the rule table allows the command. */
export function requireSummons(state: WhistleState, type: WhistleCommandType, id: string): Summons {
  const right = RIGHTS[type];
  const child = state.children.find((one) => one.id === id);
  if (!child) {
    invalid(
      'summons.unknown',
      words(`此哨没有编号为“${id}”的报到单位`, `no summons “${id}” on this whistle`),
      words('刷新后重新选择报到单位', 'reload and choose again'),
    );
  }
  if (right.child !== null && !right.child.includes(child.stage)) {
    const stages = right.child;
    const now = SUMMONS_WORDS[child.stage];
    conflict(
      `${right.rule}.child`,
      words(`该单位处于“${now.zh}”，不能办理该事项`, `the summons is in stage “${now.en}”`),
      words(
        `该单位须处于：${stages.map((stage) => SUMMONS_WORDS[stage].zh).join('、')}`,
        `it must be: ${stages.map((stage) => SUMMONS_WORDS[stage].en).join(', ')}`,
      ),
    );
  }
  return child;
}

/** A department, not a district leader. */
export function requireDepartment(
  child: Summons,
  rule: 'E7' | 'E8' | 'E9' | 'E14' | 'E17' | 'E26' | 'E28',
): void {
  if (child.part !== 'leader') return;
  invalid(
    `${rule}.leader`,
    words('区领导只需报到，不办理该事项', 'district leaders only report in person'),
    words('选择一个责任部门', 'choose a department'),
  );
}

/**
 * 代报到: a clerk acting for a department must state who answered, how and when; the department itself must not.
 */
export function requireOnBehalf(child: Summons, onBehalf: OnBehalf | null, context: WhistleContext): void {
  const { role } = context.actor;
  if (role !== 'system' && PROXIES.includes(role) && onBehalf === null) {
    invalid(
      'behalf.missing',
      words(
        '代部门办理须写明何人、何时、以何种方式答复',
        'acting for a department needs who answered, when and how',
      ),
      words('填写代报到信息', 'fill in who, how and when'),
    );
  }
  if (onBehalf === null) return;
  if (role === 'system' || !PROXIES.includes(role)) {
    forbid(
      'behalf.role',
      words(
        '只有街道值守和区派遣可以代部门登记',
        'only the street duty officer and the district dispatcher may record for others',
      ),
      words('以本人名义办理，不填代报到信息', 'act in your own name'),
    );
  }
  if (onBehalf.at > context.now || onBehalf.at < child.notifiedAt) {
    invalid(
      'behalf.at',
      words('代报到的答复时间须在送达之后、现在之前', 'the answer must lie between the notice and now'),
      words('核对答复时间', 'correct the time of the answer'),
    );
  }
}

/** Two-person rule (双人原则): an applicant cannot decide the application. */
export function requireOtherPerson(
  rule: CommandRow,
  applicants: readonly string[],
  context: WhistleContext,
): void {
  if (!personsActing(context.actor).some((person) => applicants.includes(person))) return;
  forbid(
    'two-person',
    words(`申请人不能审批自己的申请（${rule}）`, `nobody decides their own application (${rule})`),
    words('由另一名有权人员办理', 'ask another person with this right'),
  );
}

/** How a refusal names the whistle of the command, and another one that the command writes to. */
export const THIS_WHISTLE = words('此哨', 'this whistle');
export const OTHER_WHISTLE = words('所涉的另一个哨', 'the other whistle');

/** Nobody both commands (指挥) and supervises (监督) the same whistle (domain.md §2.2). */
export function requireSeparationOfDuties(state: WhistleState, context: WhistleContext, which: Words): void {
  const { role } = context.actor;
  if (role === 'system' || DEPARTMENT.includes(role)) return;
  const now = role === 'supervision' ? 'supervise' : 'command';
  const other = now === 'supervise' ? 'command' : 'supervise';
  const hands = personsActing(context.actor).map((person) => state.hands[person]);
  if (!hands.includes(other)) return;
  const before = other;
  const text =
    before === 'command'
      ? words(
          `您在${which.zh}上办理过指挥事项，不能再监督评价`,
          `you have acted in command on ${which.en} and cannot supervise it`,
        )
      : words(
          `您在${which.zh}上办理过监督评价，不能再指挥`,
          `you have supervised ${which.en} and cannot command it`,
        );
  forbid('two-axes', text, words('由另一名人员办理', 'ask somebody else'));
}

/** Nothing relevant has changed since the state that the operator saw. */
export function requireNotStale(state: WhistleState, command: WhistleCommand): void {
  if (command.seen === null) return;
  const id = 'summons' in command ? command.summons : null;
  const child = state.children.find((one) => one.id === id);
  const newest = Math.max(state.ownSeq, child?.seq ?? 0);
  if (newest <= command.seen) return;
  conflict(
    'stale',
    words(
      `此哨已有新进展（第 ${newest} 条记录），您看到的是第 ${command.seen} 条`,
      `the whistle has moved on to entry ${newest}; you had seen ${command.seen}`,
    ),
    words('查看新进展后重新办理', 'look at what is new, then decide again'),
  );
}

/** The organisation is a department of the pack. */
export function requireKnownDepartment(
  org: string,
  rule: 'E2' | 'E4' | 'E5' | 'E9' | 'E10' | 'E15',
  context: WhistleContext,
): void {
  const found = context.orgs.find((one) => one.code === org);
  if (found && found.kind === 'department' && !found.former) return;
  invalid(
    `${rule}.org`,
    found?.former
      ? words(
          `“${found.name}”已不在现行机构表中，不能再召集`,
          `“${found.name}” is no longer among the organisations and cannot be summoned any more`,
        )
      : words(
          `“${found?.name ?? org}”不是可以吹哨的部门`,
          `“${found?.name ?? org}” is not a department that can be summoned`,
        ),
    words('从机构表中选择一个部门', 'choose a department of the organisation table'),
  );
}
