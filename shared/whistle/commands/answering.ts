import type { WhistleCommand } from '../../contract/whistleCommands.ts';
import { clocksOf } from '../clocks.ts';
import { requireDepartment, requireKnownDepartment } from '../guards.ts';
import type { Recorder } from '../recorder.ts';
import { conflict, invalid, words } from '../refuse.ts';
import type { Summons } from '../state.ts';

type Of<T extends WhistleCommand['type']> = Extract<WhistleCommand, { type: T }>;

/** E7 签收. */
export function sign(command: Of<'sign'>, child: Summons, recorder: Recorder): void {
  requireDepartment(child, 'E7');
  recorder.add({ type: 'signed', data: { summons: command.summons } });
}

/** E8 对接. */
export function contact(command: Of<'contact'>, child: Summons, recorder: Recorder): void {
  requireDepartment(child, 'E8');
  const { summons, note } = command;
  recorder.add({ type: 'contacted', data: { summons, with: command.with, note } });
}

/** E9 异议: once per summons, in time, naming who should act instead. The second one on a whistle goes to the 联席会议. */
export function object(command: Of<'object'>, child: Summons, recorder: Recorder): void {
  const { context, state, occurredAt } = recorder;
  requireDepartment(child, 'E9');
  if (child.objection !== null) {
    conflict(
      'E9.once',
      words('异议只能提出一次，已有裁定', 'an objection is possible once and has been ruled on'),
      words('按裁定报到；仍有争议的提请联席会议', 'report as ruled; bring the dispute to the joint meeting'),
    );
  }
  const window = clocksOf(state, context).find((one) => one.kind === 'object' && one.summons === child.id);
  if (window?.dueAt !== undefined && window.dueAt !== null && occurredAt > window.dueAt) {
    conflict(
      'E9.time',
      words('已过异议期', 'the time to object has passed'),
      words('先报到；职责争议提请区中心变更主责', 'report first; ask the centre to change the lead'),
    );
  }
  requireKnownDepartment(command.proposes, 'E9', context);
  if (command.proposes === child.org) {
    invalid(
      'E9.proposes',
      words('须提出其他应负责的单位', 'another organisation must be proposed'),
      words('选择应负责的单位', 'choose who should be responsible'),
    );
  }
  const { summons, reason, proposes, evidence } = command;
  recorder.add({ type: 'objected', data: { summons, reason, proposes, evidence } });
  if (recorder.state.objections >= 2 && !state.listed.includes('second-objection')) {
    recorder.add({ type: 'listed', data: { why: 'second-objection' } });
  }
}
