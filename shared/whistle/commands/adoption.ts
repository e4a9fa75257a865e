import { addJudgement } from '../addJudgement.ts';
import type { AdoptCommand } from '../context.ts';
import type { Recorder } from '../recorder.ts';
import { conflict, words } from '../refuse.ts';
import { rejudgedMarks, withMoved } from '../rejudge.ts';

/** Rules or calendar have changed: keeps the rules of running clocks, and judges again what has fired. */
export function adoptRules({ keep, moved }: AdoptCommand, recorder: Recorder): void {
  const { context } = recorder;
  if (keep !== null) recorder.add({ type: 'rules-kept', data: keep });
  const marks = rejudgedMarks(withMoved(recorder.state, moved), context, context.now);
  if (keep === null && moved.length === 0 && marks.length === 0) {
    conflict('E24.adopted', words('没有变动', 'nothing has changed'), words('无须处理', 'nothing to do'));
  }
  addJudgement({ moved, marks }, '时限变动后复核，原升级不再成立', recorder);
}
