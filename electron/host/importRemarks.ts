import type { RowTally } from '../../shared/contract/rowTally.ts';
import type { ImportJob } from '../../shared/contract/sources.ts';
import { leftOutRows } from '../../shared/source/leftOut.ts';

/** What the accounting does not say: rows that are no cases, broken letters, how the rows were read, and what was odd. */
export function printRemarks(told: Pick<ImportJob, 'leftOut' | 'lettersLost' | 'notes' | 'tally'>): void {
  const { leftOut, lettersLost = 0, notes = [], tally } = told;
  const left = leftOut === undefined ? 0 : leftOutRows(leftOut);
  if (left > 0) process.stderr.write(`· 另有 ${left} 行不是案件（标题、重复的表头、合计、说明），未计入\n`);
  if (lettersLost > 0) process.stderr.write(`· 有 ${lettersLost} 个字的编码已损坏，读不出来\n`);
  if (tally !== undefined) printTally(tally);
  for (const { note, rows } of notes) process.stderr.write(`· ${rows} 行：${note.message}\n`);
}

function printTally(tally: RowTally): void {
  const { open, closed, wordless, words, otherWords, refusals, notPlaced, ids, categories, otherCategories } =
    tally;
  process.stderr.write(`· 在办 ${open} 件，已结案 ${closed} 件\n`);
  const without = wordless.open + wordless.closed;
  if (without > 0)
    process.stderr.write(`· 其中 ${without} 行没有状态词、环节词：有结案时间的按已结案，没有的按在办\n`);
  const unknown = words.filter((word) => word.unknown);
  if (unknown.length > 0)
    process.stderr.write(
      `· 不认识的状态词、环节词 ${unknown.length} 个，未作已结案：${unknown
        .map(({ word, asStatus, asStage }) => `“${word}” ${Math.max(asStatus, asStage)} 行`)
        .join('、')}\n`,
    );
  if (otherWords.rows > 0)
    process.stderr.write(`· 另有 ${otherWords.rows} 行的状态各不相同，状态列可能选错\n`);
  const strange = categories.filter((category) => category.unknown);
  if (strange.length > 0)
    process.stderr.write(
      `· 目录中没有（或不止一个）的类别 ${strange.length} 个，按原文保留，没有目录时限：${strange
        .map(({ word, rows }) => `“${word}” ${rows} 行`)
        .join('、')}\n`,
    );
  if (otherCategories.rows > 0)
    process.stderr.write(`· 另有 ${otherCategories.rows} 行的类别也不在目录中，未逐个列出\n`);
  if (ids.repeated > 0)
    process.stderr.write(
      `· 重复编号 ${ids.numbers} 个，涉及隔离 ${ids.repeated} 行，如 ${ids.examples.join('、')}\n`,
    );
  for (const { reason, rows } of refusals) process.stderr.write(`· 隔离 ${rows} 行：${reason.message}\n`);
  for (const { reason, rows } of notPlaced)
    process.stderr.write(`· 未落到街道 ${rows} 行：${reason.message}\n`);
}
