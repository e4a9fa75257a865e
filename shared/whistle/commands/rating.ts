import type { WhistleCommand } from '../../contract/whistleCommands.ts';
import { requireKindOf } from '../kind.ts';
import type { Recorder } from '../recorder.ts';
import { conflict, invalid, words } from '../refuse.ts';
import { mayBeReopened } from '../reopening.ts';
import { departments, type WhistleState } from '../state.ts';

type Of<T extends WhistleCommand['type']> = Extract<WhistleCommand, { type: T }>;

/** E19 评价: one row per department and round, never changed; the last one closes the whistle (销号). */
export function rate(command: Of<'rate'>, recorder: Recorder): void {
  const { state } = recorder;
  const ids = command.scores.map((score) => score.summons);
  for (const id of ids) {
    const child = departments(state).find((one) => one.id === id);
    if (!child) {
      invalid(
        'E19.child',
        words('只评价参与的部门', 'only departments that took part'),
        words('重新选择', 'choose again'),
      );
    }
    if (child.stage === 'rated') {
      conflict(
        'E19.once',
        words('该部门本轮已评价，评价不可更改', 'already rated in this round; ratings are final'),
        words('如有不当，由监督评价复核', 'let the supervising side review it'),
      );
    }
  }
  if (new Set(ids).size < ids.length) {
    invalid(
      'E19.twice',
      words('同一部门评了两次', 'one department is rated twice'),
      words('删去重复', 'remove one'),
    );
  }
  if (ids.length === 0 && command.callback === null) {
    invalid(
      'E19.empty',
      words('没有评价内容', 'nothing is rated'),
      words('为部门打分', 'score the departments'),
    );
  }
  if (command.callback !== null && state.callback !== null) {
    conflict(
      'E19.callback',
      words('本轮回访结果已登记，不可更改', 'the citizen’s answer of this round is already recorded'),
      words('无须再次登记', 'nothing to do'),
    );
  }
  const last = departments(state).every((child) => child.stage === 'rated' || ids.includes(child.id));
  if (last && needsCallback(state) && state.callback === null && command.callback === null) {
    invalid(
      'E19.both',
      words(
        '来自热线的哨须附群众回访结果（双评价）',
        'a whistle from the hotline needs the citizen’s answer too',
      ),
      words('登记回访结果后评价', 'record the callback'),
    );
  }
  if (last && state.postApproval === 'pending') {
    conflict(
      'E19.post-approval',
      words('应急哨尚未补批，不得销号', 'the emergency has not been approved yet'),
      words('先办理事后补批', 'get the post-approval first'),
    );
  }
  const { scores, callback } = command;
  recorder.add({ type: 'rated', data: { round: state.round, scores, callback } });
  if (last) recorder.add({ type: 'closed', data: {} });
}

/** Whether a linked case was reported to the hotline by a citizen. */
export function needsCallback(state: WhistleState): boolean {
  return state.cases.some((one) => one.channel?.includes('12345'));
}

/** E20 重启: only by supervision, within a number of days after closing. */
export function reopen(command: Of<'reopen'>, recorder: Recorder): void {
  const { context, state } = recorder;
  const days = context.rules.reopenDays;
  if (!mayBeReopened(state, context.rules, context.now)) {
    conflict(
      'E20.days',
      words(`销号已超过 ${days} 天，不能重启`, `closed more than ${days} days ago`),
      words('由街道再次吹哨', 'let the street blow again'),
    );
  }
  // Under no rules, nothing on it would ever be due.
  requireKindOf(state, context.rules);
  recorder.add({ type: 'reopened', data: { cause: command.cause, reason: command.reason } });
}
