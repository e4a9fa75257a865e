import type { WhistleCommand } from '../../contract/whistleCommands.ts';
import { requireOtherPerson } from '../guards.ts';
import type { Recorder } from '../recorder.ts';
import { conflict, invalid, words } from '../refuse.ts';

type Of<T extends WhistleCommand['type']> = Extract<WhistleCommand, { type: T }>;
const DAY = 86_400_000;

/** E16 挂账: an external condition, an end date within a year, once per whistle (domain.md §2.6). */
export function suspend(command: Of<'suspend'>, recorder: Recorder): void {
  const { context, state } = recorder;
  const days = context.rules.suspendMaxDays;
  if (command.until <= context.now || command.until > context.now + days * DAY) {
    invalid(
      'E16.until',
      words(`挂账须有今后 ${days} 天之内的到期日`, `an end date within ${days} days is needed`),
      words('重新选择到期日', 'choose another end date'),
    );
  }
  if (state.pauses.some((pause) => pause.why === 'suspended')) {
    conflict(
      'E16.once',
      words('此哨已挂账一次，不得再挂', 'this whistle has been suspended once already'),
      words('继续处置，或提请调度会议定', 'go on, or bring it to the weekly meeting'),
    );
  }
  if (command.appliedBy !== null) {
    const child = state.children.find((one) => one.id === command.appliedBy);
    if (!child) {
      invalid(
        'E16.applicant',
        words('找不到申请单位', 'no such applicant'),
        words('重新选择', 'choose again'),
      );
    }
    requireOtherPerson('E16', child.behalfOperators, context);
  }
  const { until, condition, appliedBy, reason } = command;
  recorder.add({ type: 'suspended', data: { until, condition, appliedBy, reason } });
}

/** Ended before its date, by order. */
export function resume(command: Of<'resume'>, recorder: Recorder): void {
  recorder.add({
    type: 'resumed',
    data: { auto: false, from: recorder.context.now, reason: command.reason },
  });
}
