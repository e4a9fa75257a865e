import type { WhistleCommand } from '../../contract/whistleCommands.ts';
import type { SummonsSeed } from '../../contract/whistleEventParts.ts';
import { requireKnownDepartment, requireOtherPerson } from '../guards.ts';
import { orgName } from '../kind.ts';
import type { Recorder } from '../recorder.ts';
import { conflict, invalid, words } from '../refuse.ts';
import { summonsSeed } from '../seeds.ts';
import { departments, type Summons } from '../state.ts';

type Of<T extends WhistleCommand['type']> = Extract<WhistleCommand, { type: T }>;

/** E10 裁定: if upheld, another department takes over; if overruled, it stays responsible (首接负责 until then). */
export function rule(command: Of<'rule'>, child: Summons, recorder: Recorder): void {
  const { summons, reason } = command;
  requireOtherPerson('E10', child.behalfOperators, recorder.context);
  if (command.ruling === 'overrule') {
    recorder.add({ type: 'objection-overruled', data: { summons, reason } });
    return;
  }
  if (command.org === null) {
    invalid(
      'E10.org',
      words('支持异议须同时指定接手的部门', 'to uphold, name the department that takes over'),
      words('指定接手的部门', 'choose a department'),
    );
  }
  const successor = successorOf(child, command.org, reason, 'E10', recorder);
  recorder.add({ type: 'objection-upheld', data: { summons, reason, ...successor } });
}

/** E15 变更主责. A department that returns resumes its handling clock; another one starts a new clock. */
export function changeLead(command: Of<'change-lead'>, child: Summons, recorder: Recorder): void {
  if (child.part !== 'lead') {
    invalid(
      'E15.lead',
      words('只能变更主责部门', 'only a lead department can be changed'),
      words('选择主责部门', 'choose the lead department'),
    );
  }
  const { summons, reason } = command;
  const successor = successorOf(child, command.org, reason, 'E15', recorder);
  recorder.add({ type: 'lead-changed', data: { summons, reason, ...successor } });
}

/** The successor: a new summons, or the promotion of a department that already takes part. */
function successorOf(
  child: Summons,
  org: string,
  reason: string,
  rule: 'E10' | 'E15',
  recorder: Recorder,
): { created: SummonsSeed | null; promoted: string | null } {
  const { context, state } = recorder;
  requireKnownDepartment(org, rule, context);
  const name = orgName(context.orgs, org);
  const there = departments(state).find((one) => one.org === org);
  if (there && (there.part === child.part || there.part === 'lead')) {
    conflict(
      `${rule}.there`,
      words(`“${name}”已在此哨中承担同等或更重的责任`, `“${name}” already has this part or a greater one`),
      words('另选部门', 'choose another department'),
    );
  }
  if (there) return { created: null, promoted: there.id };
  const earlier = state.children.filter((one) => one.org === org && one.part !== 'leader').at(-1);
  if (earlier?.stage === 'released') {
    conflict(
      `${rule}.released`,
      words(`“${name}”的异议已获支持，不再派给它`, `“${name}” was released by a ruling`),
      words(
        '另选部门；职责不清的提请联席会议',
        'choose another department, or bring it to the joint meeting',
      ),
    );
  }
  const resumes = earlier?.stage === 'replaced' ? earlier.id : null;
  const part = child.part === 'lead' ? 'lead' : 'co';
  return { created: summonsSeed(state, part, org, reason, resumes, context), promoted: null };
}
