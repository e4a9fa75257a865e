import type { AppealStep } from '../../contract/whistleAppeals.ts';
import type { WhistleCommand } from '../../contract/whistleCommands.ts';
import {
  appealUntil,
  exemptedBy,
  isContestable,
  type Mark,
  marksOf,
  mootAppeals,
  openAppeal,
} from '../appeals.ts';
import { requireDepartment, requireOtherPerson } from '../guards.ts';
import type { Recorder } from '../recorder.ts';
import { conflict, forbid, invalid, words } from '../refuse.ts';
import { reviewTask } from '../reviewers.ts';
import type { StoredAppeal, Summons } from '../state.ts';
import { rolesIn } from '../words.ts';
import { lowerLevel } from './ladder.ts';

type Of<T extends WhistleCommand['type']> = Extract<WhistleCommand, { type: T }>;

/** E26 申诉: against a passed limit, once, within the time that the rules set (domain.md §2.6). */
export function appeal(command: Of<'appeal'>, child: Summons, recorder: Recorder): void {
  const { context, state } = recorder;
  requireDepartment(child, 'E26');
  const mark = requireMark(command.mark, child, 'E26', recorder);
  if (!isContestable(state, mark, 'department')) {
    conflict(
      'E26.once',
      words('同一超期只能申诉一次', 'one mark is appealed against once'),
      words('查看已有申诉的审核结果', 'look at the result of the earlier appeal'),
    );
  }
  const until = appealUntil(mark.fired, context.rules, context.calendar);
  if (until !== null && context.now > until) {
    conflict(
      'E26.time',
      words('已过申诉期', 'the time to appeal has passed'),
      words('认为有误的，请区中心核实后直接豁免', 'if it is wrong, ask the centre to exempt it'),
    );
  }
  const { summons, ground, reason, evidence } = command;
  const data = { appeal: nextId(recorder), summons, mark: mark.id, ground, reason, evidence };
  recorder.add({ type: 'appealed', data: { ...data, review: reviewTask('first', context) } });
}

/** E26: by the department, before anybody has reviewed it. It stays the one appeal against this mark. */
export function withdrawAppeal(command: Of<'withdraw-appeal'>, child: Summons, recorder: Recorder): void {
  const found = recorder.state.appeals.find(
    (one) => one.id === command.appeal && one.summons === child.id && one.origin === 'department',
  );
  if (found === undefined) {
    invalid('E26.appeal', words('没有这个申诉', 'no such appeal'), words('刷新后重选', 'reload'));
  }
  if (found.stage !== 'first') {
    conflict(
      'E26.reviewed',
      words('申诉已审核或已结束，不能撤回', 'the appeal has been reviewed or is at an end'),
      words('等待或查看审核结果', 'wait for the result'),
    );
  }
  const { appeal: id, summons, reason } = command;
  recorder.add({ type: 'appeal-withdrawn', data: { appeal: id, summons, reason } });
}

/** E27 初审, 复审: two persons, neither of the department nor its recorder; what both accept is exempt. */
export function reviewAppeal(command: Of<'review-appeal'>, recorder: Recorder): void {
  const { context, state } = recorder;
  const found = state.appeals.find((one) => one.id === command.appeal);
  if (found === undefined) {
    invalid('E27.appeal', words('没有这个申诉', 'no such appeal'), words('刷新后重选', 'reload'));
  }
  const { stage } = found;
  if (stage !== 'first' && stage !== 'second') {
    conflict('E27.decided', words('该申诉已审结', 'already decided'), words('刷新查看结果', 'reload'));
  }
  if (stage !== command.step) {
    conflict(
      'E27.step',
      words('该申诉已由他人初审，现待复审', 'somebody else has given the first review'),
      words('刷新后按当前环节办理', 'reload, then act on what is due'),
    );
  }
  requireReviewer(found, stage, recorder);
  const { accept, reason } = command;
  const second = accept && stage === 'first';
  const data = { appeal: found.id, summons: found.summons, step: stage, accept, reason };
  recorder.add({
    type: 'appeal-reviewed',
    data: { ...data, next: second ? reviewTask('second', context) : null },
  });
  if (!accept || second) return;
  const marks = exemptedBy(recorder.state, found);
  recorder.add({ type: 'mark-exempted', data: { appeal: found.id, summons: found.summons, marks } });
  for (const { appeal: other, why } of mootAppeals(recorder.state))
    recorder.add({ type: 'appeal-ended', data: { appeal: other.id, summons: other.summons, why } });
  lowerLevel(recorder, 'exempted', '超期已豁免，原升级不再成立');
}

/** E28 直接豁免: the command's own error, without an appeal. The proposal stands for the first review. */
export function proposeExemption(command: Of<'propose-exemption'>, child: Summons, recorder: Recorder): void {
  const { context, state } = recorder;
  requireDepartment(child, 'E28');
  const mark = requireMark(command.mark, child, 'E28', recorder);
  if (openAppeal(state, mark.id) !== undefined) {
    conflict(
      'E28.pending',
      words('该超期已有申诉或豁免待审核', 'an appeal or exemption is already waiting'),
      words('审核已有的申诉', 'review that one'),
    );
  }
  if (state.appeals.some((one) => one.mark === mark.id && one.origin === 'command')) {
    conflict(
      'E28.once',
      words('同一超期只能提请豁免一次', 'an exemption is proposed once for a mark'),
      words('查看已有的审核结果', 'look at the earlier result'),
    );
  }
  requireUninvolved(child, 'E28', recorder);
  const { summons, ground, reason, evidence } = command;
  const data = { appeal: nextId(recorder), summons, mark: mark.id, ground, reason, evidence };
  recorder.add({ type: 'exemption-proposed', data: { ...data, review: reviewTask('second', context) } });
}

function nextId({ state }: Recorder): string {
  return `a${state.appeals.length + 1}`;
}

/** The mark exists, is this department's, and counts. */
function requireMark(id: string, child: Summons, rule: 'E26' | 'E28', recorder: Recorder): Mark {
  const mark = marksOf(recorder.state).find((one) => one.id === id && one.summons.id === child.id);
  if (mark === undefined) {
    invalid(
      `${rule}.mark`,
      words('该单位没有这条超期记录，或已撤回', 'no such mark of this department, or it was taken back'),
      words('刷新后重新选择', 'reload and choose again'),
    );
  }
  if (mark.fired.exempt) {
    conflict(
      `${rule}.exempt`,
      words('该超期已不计入考核', 'this mark does not count any more'),
      words('无须办理', 'nothing to do'),
    );
  }
  return mark;
}

function requireReviewer(found: StoredAppeal, step: AppealStep, recorder: Recorder): void {
  const { context, state } = recorder;
  const child = state.children.find((one) => one.id === found.summons);
  const hands = [found.by, found.for, found.first?.by, found.first?.for].filter((one) => one !== undefined);
  requireOtherPerson('E27', hands, context);
  if (child !== undefined) requireUninvolved(child, 'E27', recorder);
  const { roles } = context.rules.appeal[step];
  const { role } = context.actor;
  if (role !== 'system' && roles.includes(role)) return;
  const names = rolesIn(roles);
  const which = step === 'first' ? words('初审', 'first review') : words('复审', 'second review');
  forbid(
    'E27.reviewer',
    words(`申诉${which.zh}由${names.zh}办理`, `the ${which.en} is given by: ${names.en}`),
    words(`转${names.zh}办理`, `hand it to: ${names.en}`),
  );
}

/** Nobody of the department, and nobody who recorded its answers or its arrival: who is rated does not rate. */
function requireUninvolved(child: Summons, rule: 'E27' | 'E28', recorder: Recorder): void {
  const { context } = recorder;
  const { arrivalRecordedBy } = child;
  const hands = [...child.behalfOperators, ...(arrivalRecordedBy === null ? [] : [arrivalRecordedBy])];
  requireOtherPerson(rule, hands, context);
  const { org, delegated } = context.actor;
  if (org !== child.org && delegated?.ownOrgs.includes(child.org) !== true) return;
  forbid(
    'E27.own-org',
    words('本单位人员不能审核本单位的申诉', 'nobody reviews an appeal of their own department'),
    words('由其他单位的有权人员办理', 'ask somebody of another organisation'),
  );
}
