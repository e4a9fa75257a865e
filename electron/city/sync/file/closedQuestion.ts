import { coreOf } from '../normalise/headerCore.ts';
import { readStatus } from '../normalise/statusWords.ts';

/** A column that asks whether a case is closed: 是否办结, `is_closed`. 是否解决 asks something else. */
const QUESTION =
  /^(?:是否|有无)(?:已经|已)?(?:办结|结案|完结|办毕|完成|办理完毕|处理完毕|关闭|归档)$|^(?:is)?_?(?:closed|completed|finished)(?:flag|yn)?$/;
const YES = new Set(['是', '已', '有', '√', 'y', 'yes', 'true', '1']);
const NO = new Set(['否', '未', '无', '×', 'x', 'n', 'no', 'false', '0']);

/** The answers of such a column: which of its values mean closed, and which open. */
export type ClosedAnswers = { closed: string[]; open: string[] };

/**
 * Null where the column does not ask that, or where none of its values is an answer. People also write states into it
 * (已完结); what is neither is for the check to tell.
 */
export function closedAnswers(column: { name: string; samples: readonly string[] }): ClosedAnswers | null {
  const { name, samples } = column;
  if (samples.length === 0 || !QUESTION.test(coreOf(name))) return null;
  const answerOf = (text: string) => text.normalize('NFKC').trim().toLowerCase();
  const closed = samples.filter((text) => YES.has(answerOf(text)));
  const open = samples.filter((text) => NO.has(answerOf(text)));
  const words = samples.filter((text) => readStatus(text).closed === true);
  return closed.length + open.length === 0 ? null : { closed: [...closed, ...words], open };
}
