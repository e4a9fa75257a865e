import { simplified } from '../../../../../shared/text/simplified.ts';
import type { Cell } from '../workbook/protocol.ts';
import { cellText } from './cellText.ts';

const TOTALS = new Set([
  ...[
    '合计',
    '小计',
    '总计',
    '共计',
    '累计',
    '合计数',
    '总数',
    '平均',
    '平均值',
    '本页合计',
    '本页小计',
    '本月合计',
  ],
  ...['total', 'subtotal', 'grand total', 'sum'],
]);
const NOTES =
  /^(?:说明|备注|注|附注|注意|填表说明|制表人?|填表人?|填报人|审核人?|复核人?|负责人|填报单位|制表单位|统计单位|统计时间|制表时间|制表日期|填报时间|填报日期|打印时间|导出时间|导出人|导出说明|导出理由|导出编号|筛选与排序|数据修订号|文件结束|数据来源|来源|单位|以上|以下空白|第\s*\d+\s*页|共\s*\d+\s*[页条])/;

const LONGEST_TOTAL = 20;
/** As much of a text as tells whether it begins as a remark. */
const LONGEST_NOTE_WORD = 40;

/**
 * Whether the first text of a row is that of a total (合计). Blanks inside are usual: «合　计». A case whose first cell is its
 * number never begins with such a word.
 */
export function isTotalWord(first: string): boolean {
  if (first.length > LONGEST_TOTAL) return false;
  return TOTALS.has(
    simplified(first.normalize('NFKC'))
      .replaceAll(/\s/g, '')
      // 合计：3件, 小计 12.
      .replace(/[件条起个宗项]$/, '')
      .replace(/(?<!\d)\d+$/, '')
      .replace(/[:：]?共?$/, '')
      .toLowerCase(),
  );
}

/**
 * A remark (说明), who made the list, or a page number: a row of several columns that begins as remarks do and has little
 * else, or one text that was merged across all of them.
 */
export function isNote(record: readonly Cell[], first: string, columns: number): boolean {
  if (columns < 3) return false;
  const isRemark = NOTES.test(simplified(first.slice(0, LONGEST_NOTE_WORD).normalize('NFKC')));
  const isMerged = record.length > 1 && record.slice(0, columns).every((cell) => cellText(cell) === first);
  if (isMerged && record.length >= columns) return true;
  if (!isRemark) return false;
  const filled = record.filter((cell) => cellText(cell) !== '').length;
  return filled <= Math.max(1, Math.floor(columns / 3));
}
