import type { Role } from '../contract/people.ts';
import type { WhistleCommandType } from '../contract/whistleCommands.ts';
import { appealUntil, isContestable, marksOf } from './appeals.ts';
import type { ClockContext } from './clock.ts';
import { clocksOf } from './clocks.ts';
import { objectors } from './commands/ending.ts';
import { isConfirmLimitPassed } from './commands/result.ts';
import { kindOf } from './kind.ts';
import { overdueSince } from './levelClock.ts';
import { mayBeReopened } from './reopening.ts';
import { DEPARTMENT, STREET } from './rights.ts';
import { departments, type Summons, signersOf, type WhistleState } from './state.ts';

/** Who would give a command, in which role. `persons`: the one at the desk and, under a delegation, the principal. */
export type Giver = { role: Role; org: string; persons: readonly string[]; ownOrgs: readonly string[] };

type Asked = {
  giver: Giver;
  state: WhistleState;
  child: Summons | null;
  context: ClockContext & { now: number };
};

/**
 * Whether `decide` would refuse the command whatever is filled in: it is done already, its time has passed, or these persons
 * may not do it after what they did before. Such a command is not offered.
 */
export function isDeadEnd(type: WhistleCommandType, asked: Asked): boolean {
  if (type !== 'note' && type !== 'attach' && hasOtherHand(asked)) return true;
  return DEAD_ENDS[type]?.(asked) ?? false;
}

const DEAD_ENDS: Partial<Record<WhistleCommandType, (asked: Asked) => boolean>> = {
  approve: ({ giver, state }) =>
    isAmong(giver, state.applicants) || (state.stage === 'pending-approval' && hasSigned(giver, state)),
  decline: ({ giver, state }) => isAmong(giver, state.applicants),
  'record-approval': ({ giver, state }) => isAmong(giver, state.applicants) || hasSigned(giver, state),
  confirm: isConfirmed,
  object: ({ state, child, context }) => {
    if (child === null || child.objection !== null) return true;
    const due = clocksOf(state, context).find((one) => one.kind === 'object' && one.summons === child.id);
    return due?.dueAt !== undefined && due.dueAt !== null && context.now > due.dueAt;
  },
  rule: ({ giver, child }) => isAmong(giver, child?.behalfOperators ?? []),
  arrive: cannotReport,
  release: ({ child }) => child?.mayLeave === true,
  'request-extension': ({ state, child, context }) => child === null || !canBeExtended(state, child, context),
  'decide-extension': (asked) =>
    !asked.state.extensions.some((one) => one.decision === 'pending' && mayDecide(one, asked)),
  suspend: ({ state }) => state.pauses.some((pause) => pause.why === 'suspended'),
  rate: ({ state }) => {
    const left = departments(state).filter((child) => child.stage !== 'rated').length;
    return state.callback !== null && left <= 1 && state.postApproval === 'pending';
  },
  reopen: ({ state, context }) =>
    !mayBeReopened(state, context.rules, context.now) || kindOf(state, context.rules) === null,
  withdraw: ({ state }) => state.children.some((child) => child.workingAt !== null),
  merge: ({ state }) => state.postApproval === 'pending' || objectors(state).length > 0,
  escalate: ({ state }) => state.level >= 4,
  deescalate: ({ state, context }) =>
    state.level === 0 || (state.level <= 2 && overdueSince(state, clocksOf(state, context)) !== null),
  'review-appeal': ({ giver, state, context }) =>
    !state.appeals.some((one) => {
      if (one.stage !== 'first' && one.stage !== 'second') return false;
      const hands = [one.by, one.for, one.first?.by, one.first?.for].filter((hand) => hand !== undefined);
      const child = state.children.find(({ id }) => id === one.summons);
      return (
        context.rules.appeal[one.stage].roles.includes(giver.role) &&
        !isAmong(giver, hands) &&
        !(child !== undefined && isInvolved(giver, child))
      );
    }),
  appeal: ({ state, child, context }) =>
    !marksOf(state).some((mark) => {
      if (mark.summons.id !== child?.id || !isContestable(state, mark, 'department')) return false;
      const until = appealUntil(mark.fired, context.rules, context.calendar);
      return until === null || context.now <= until;
    }),
  'propose-exemption': ({ giver, child }) => child !== null && isInvolved(giver, child),
};

function isAmong({ persons }: Giver, hands: readonly string[]): boolean {
  return persons.some((person) => hands.includes(person));
}

function hasSigned(giver: Giver, { approvals }: WhistleState): boolean {
  return isAmong(giver, approvals.flatMap(signersOf));
}

/** Whether these persons supervised (监督) what they would now command (指挥), or the other way round. */
function hasOtherHand({ giver, state }: Asked): boolean {
  if (DEPARTMENT.includes(giver.role)) return false;
  const other = giver.role === 'supervision' ? 'command' : 'supervise';
  return giver.persons.some((person) => state.hands[person] === other);
}

/** Whether the giver's street has confirmed and has to wait for the other one, or the streets still have time. */
function isConfirmed({ giver, state }: Asked): boolean {
  const results = departments(state).flatMap(({ result }) => (result ? [result.by] : []));
  if (isAmong(giver, results)) return true;
  const { joint } = state;
  const waited = isConfirmLimitPassed(state, 'joint-confirm');
  if (giver.role === 'supervision') return joint?.own ? !waited : !isConfirmLimitPassed(state, 'confirm');
  if (!joint) return false;
  if (giver.org === joint.street) return joint.other !== null;
  return joint.own !== null && !waited;
}

/** A leader reports in person or is recorded by the street, and nobody reports for both leaders (双报到). */
function cannotReport({ giver, state, child, context }: Asked): boolean {
  if (child === null || child.arrivedAt !== null) return true;
  if (child.part !== 'leader') return false;
  if (giver.role === 'district-dispatch') return true;
  if (STREET.includes(giver.role) || context.rules.oneHolder.rule === 'counts-for-both') return false;
  return state.children.some(
    (one) =>
      one.part === 'leader' && one.arrivedOperator !== null && one.arrivedOperator === giver.persons[0],
  );
}

const EXTENDABLE = ['contact', 'arrive', 'handle'] as const;

function canBeExtended(state: WhistleState, child: Summons, context: Asked['context']): boolean {
  if (state.extensions.some((one) => one.summons === child.id && one.decision === 'pending')) return false;
  const running = clocksOf(state, context).filter((one) => one.summons === child.id && one.limit !== null);
  return EXTENDABLE.some(
    (kind) =>
      (child.stretches[kind]?.granted ?? 0) < context.rules.extension.max &&
      running.some((one) => one.kind === kind && (one.dueAt === null || context.now < one.dueAt)),
  );
}

function mayDecide(asked: WhistleState['extensions'][number], { giver, state, context }: Asked): boolean {
  const child = state.children.find((one) => one.id === asked.summons);
  const { approvers } = context.rules.extension;
  const granted = child?.stretches[asked.clock]?.granted ?? 0;
  const roles = approvers[Math.min(granted, approvers.length - 1)] ?? [];
  return roles.includes(giver.role) && !isAmong(giver, [asked.by, ...(child?.behalfOperators ?? [])]);
}

/** Of the department, or recorded its answers or its arrival: who is rated does not rate. */
function isInvolved(giver: Giver, { org, behalfOperators, arrivalRecordedBy }: Summons): boolean {
  const hands = [...behalfOperators, ...(arrivalRecordedBy === null ? [] : [arrivalRecordedBy])];
  return isAmong(giver, hands) || giver.org === org || giver.ownOrgs.includes(org);
}
