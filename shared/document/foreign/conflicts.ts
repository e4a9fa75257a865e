import { wordsBefore } from './rates.ts';
import type { Remark } from './remark.ts';
import { clausesOf, numbersIn } from './statements.ts';

/** Words that change with the sentence and not with the quantity, before its name and behind it. */
const BEFORE = [
  '其中',
  '本月',
  '当月',
  '本周',
  '全市',
  '全区',
  '全县',
  '我市',
  '共计',
  '总计',
  '合计',
  '累计',
  '共',
  '：',
  ':',
];
const BEHIND = [
  '共计',
  '总计',
  '合计',
  '累计',
  '达到',
  '数量',
  '总数',
  '共',
  '为',
  '是',
  '达',
  '了',
  '数',
  '有',
  '：',
  ':',
];
/** A name that short says too little to be the same thing twice. */
const SHORTEST = 3;

/**
 * One quantity with two values in one bulletin: `热线派遣493件 … 热线派遣499件`. Quantities are the same where the words before their
 * numbers are, without what changes from sentence to sentence; a comparison (较, 比, 上升 …) is not a quantity.
 */
export function conflictRemarks(text: string): Remark[] {
  const seen = new Map<string, { shown: string; unit: string }>();
  const remarks: Remark[] = [];
  for (const clause of clausesOf(text)) {
    const numbers = numbersIn(clause);
    for (const number of numbers) {
      const name = quantityName(wordsBefore(clause, number, numbers));
      const unit = unitAfter(clause.slice(number.at + number.text.length));
      if (name === null || unit === '') continue;
      const key = `${name}/${number.isPercent ? '%' : unit}`;
      const known = seen.get(key);
      if (known === undefined) seen.set(key, { shown: number.text, unit });
      else if (Number(known.shown.replace(/[,%]/g, '')) !== Number(number.value))
        remarks.push({ kind: 'conflict', where: name, shown: known.shown, computed: number.text });
    }
  }
  return remarks;
}

function quantityName(words: string): string | null {
  if (/[较比]|上升|下降|增长|增加|减少|同期|上月|去年|上年|年$|月$|第$/.test(words)) return null;
  const last = words.split(/[，,、（(]/).at(-1) ?? '';
  const name = bare(last.trim());
  return [...name].length < SHORTEST ? null : name;
}

/** `件`, `起`, `宗`, `分` … or the percent sign; empty for years, days and whatever else is no quantity. */
function unitAfter(rest: string): string {
  if (/^[件起宗例条个户处次分]/.test(rest)) return rest.charAt(0);
  return /^[，。；、）)]|^$/.test(rest) ? '%' : '';
}

/** A name without the words around it. */
function bare(words: string): string {
  const before = BEFORE.find((word) => words.startsWith(word));
  if (before !== undefined) return bare(words.slice(before.length).trim());
  const behind = BEHIND.find((word) => words.endsWith(word));
  return behind === undefined ? words : bare(words.slice(0, -behind.length).trim());
}
