import type { WhistleCommand } from '../../contract/whistleCommands.ts';
import type { Recorder } from '../recorder.ts';
import { conflict, forbid, invalid, words } from '../refuse.ts';
import { STREET } from '../rights.ts';
import { isTerminal } from '../state.ts';

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
  recorder.add({ type: 'merged', data: { into: survivor.id, reason: command.reason } });
  recorder.addTo(survivor, { type: 'absorbed', data: { from: state.id, cases: state.cases } });
}
