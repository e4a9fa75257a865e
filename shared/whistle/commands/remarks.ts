import type { WhistleCommand } from '../../contract/whistleCommands.ts';
import type { Recorder } from '../recorder.ts';
import { conflict, invalid, words } from '../refuse.ts';

type Of<T extends WhistleCommand['type']> = Extract<WhistleCommand, { type: T }>;

export function note(command: Of<'note'>, recorder: Recorder): void {
  requireOwner(command.summons, recorder);
  recorder.add({ type: 'noted', data: { text: command.text, summons: command.summons } });
}

/** Attaches a file whose content has been uploaded already. */
export function attach(command: Of<'attach'>, recorder: Recorder): void {
  requireOwner(command.summons, recorder);
  if (
    recorder.state.files.some((file) => file.hash === command.file.hash && file.summons === command.summons)
  ) {
    conflict(
      'attach.twice',
      words('该文件已附上', 'already attached'),
      words('无须再次上传', 'nothing to do'),
    );
  }
  recorder.add({ type: 'attached', data: { file: command.file, summons: command.summons } });
}

function requireOwner(summons: string | null, recorder: Recorder): void {
  if (summons === null || recorder.state.children.some((child) => child.id === summons)) return;
  invalid(
    'summons.unknown',
    words(`此哨没有编号为“${summons}”的报到单位`, `no summons “${summons}” on this whistle`),
    words('刷新后重新选择', 'reload and choose again'),
  );
}
