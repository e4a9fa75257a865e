import type { WhistleCommand } from '../../contract/whistleCommands.ts';
import { requireDepartment, requireOtherPerson } from '../guards.ts';
import { clockId, timerKey } from '../ids.ts';
import type { Recorder } from '../recorder.ts';
import { conflict, forbid, invalid, words } from '../refuse.ts';
import { departments, type Summons, type WhistleState } from '../state.ts';

type Of<T extends WhistleCommand['type']> = Extract<WhistleCommand, { type: T }>;

/** E17 反馈: once every 主责 has submitted its result, the street has to confirm. */
export function submitResult(command: Of<'submit-result'>, child: Summons, recorder: Recorder): void {
  requireDepartment(child, 'E17');
  const { summons, text, files } = command;
  recorder.add({ type: 'result-submitted', data: { summons, text, files } });
  const leads = departments(recorder.state).filter((one) => one.part === 'lead');
  if (leads.every((one) => one.submittedAt !== null)) recorder.add({ type: 'all-submitted', data: {} });
}

/**
 * E18 确认: by the street after a check on site; by supervision if the street lets its limit pass. With a second street
 * (联合街道) both confirm, or it is said why the second is missing.
 */
export function confirm(command: Of<'confirm'>, recorder: Recorder): void {
  const { context, state } = recorder;
  const bySilence = context.actor.role === 'supervision';
  const { joint } = state;
  const jointExpired = isConfirmLimitPassed(state, 'joint-confirm');
  if (bySilence && !(joint?.own ? jointExpired : isConfirmLimitPassed(state, 'confirm'))) {
    forbid(
      'E18.silence',
      words('街道确认时限未到，由街道确认', 'the street still has time to confirm'),
      words('街道逾期不确认时方可代为确认', 'possible once the street has let its limit pass'),
    );
  }
  requireOtherPerson(
    'E18',
    departments(state).flatMap((child) => (child.result ? [child.result.by] : [])),
    context,
  );
  if (!command.onSite) {
    invalid(
      'E18.on-site',
      words('确认须经现场核查', 'confirming needs a look on site'),
      words('现场核查后确认，或退回返工', 'check on site, or send it back'),
    );
  }
  const { onSite, note } = command;
  if (!joint) {
    recorder.add({ type: 'confirmed', data: { onSite, note, bySilence } });
    return;
  }
  const isOther = !bySilence && context.actor.org === joint.street;
  const missing = isOther ? null : command.jointMissing;
  if (missing !== null && !joint.other && !jointExpired) {
    forbid(
      'E18.joint',
      words('联合街道确认时限未到，不能缺其确认', 'the second street still has time to confirm'),
      words('联合街道逾期不确认时，写明理由后确认', 'once it has let its limit pass, confirm and say why'),
    );
  }
  if ((isOther ? joint.other : joint.own) && missing === null) {
    conflict(
      'E18.once',
      words('本街道已经确认，等另一街道确认', 'this street has confirmed; the other one has to'),
      words('另一街道逾期的，写明缺其确认的理由', 'if that lets its limit pass, say why it is missing'),
    );
  }
  const street = isOther ? joint.street : state.draft.street;
  if (!(isOther ? joint.other : joint.own))
    recorder.add({ type: 'street-confirmed', data: { street, onSite, note } });
  const now = recorder.state.joint;
  if (!now?.own || !(now.other || missing !== null)) return;
  recorder.add({
    type: 'confirmed',
    data: { onSite, note, bySilence, ...(now.other || missing === null ? {} : { jointMissing: missing }) },
  });
}

/** E18 返工: back to named departments, at least one 主责 among them; their clocks resume. */
export function rework(command: Of<'rework'>, recorder: Recorder): void {
  const { state } = recorder;
  const named = command.summons.map((id) => state.children.find((child) => child.id === id));
  if (named.some((child) => child?.stage !== 'submitted')) {
    invalid(
      'E18.child',
      words('只能退回已反馈的单位', 'only those who handed in can be sent back'),
      words('选择已反馈的单位', 'choose among those who handed in'),
    );
  }
  if (!named.some((child) => child?.part === 'lead')) {
    conflict(
      'E18.lead',
      words('返工须包括至少一个主责部门', 'at least one lead department must be sent back'),
      words('加选负责该部分的主责部门', 'add the lead department'),
    );
  }
  recorder.add({
    type: 'reworked',
    data: { summons: [...new Set(command.summons)], reason: command.reason },
  });
}

/** Whether a street's limit to confirm this result has passed: its timer has fired. */
export function isConfirmLimitPassed(state: WhistleState, kind: 'confirm' | 'joint-confirm'): boolean {
  return state.fired[timerKey(clockId('w', kind, state.round + state.rework), 1)] !== undefined;
}
