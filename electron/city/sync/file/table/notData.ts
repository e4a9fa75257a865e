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
  /^(?:说明|备注|注|附注|注意|填表说明|制表人?|填表人?|填报人|审核人?|复核人?|负责人|填报单位|制表单位|统计单位|统计时间|制表时间|制表日期|填报时间|填报日期|打印时间|导出时间|数据来源|来源|单位|以上|以下空白|第\s*\d+\s*页|共\s*\d+\s*[页条])/;

/**
 * Whether the first word of a row is that of a total (合计). Blanks inside are usual: «合　计». A case whose first cell is its
 * number never begins with such a word.
 */
export function isTotalWord(texts: readonly string[]): boolean {
  const first = texts.find((text) => text !== '') ?? '';
  return TOTALS.has(
    first
      .normalize('NFKC')
      .replaceAll(/\s/g, '')
      .replace(/[:：]$/, '')
      .toLowerCase(),
  );
}

/**
 * A remark (说明), who made the list, or a page number: one text in a row of several columns, which begins as remarks do, or
 * was merged across all of them. Null: the row is data.
 */
export function noteOf(texts: readonly string[], columns: number): 'note' | null {
  const filled = texts.filter((text) => text !== '');
  const [first = ''] = filled;
  if (columns < 3) return null;
  const isOneText = new Set(filled).size === 1;
  if (isOneText && filled.length > 1 && filled.length === columns) return 'note';
  const isShort = filled.length <= Math.max(1, Math.floor(columns / 3));
  return isShort && NOTES.test(first.normalize('NFKC').trim()) ? 'note' : null;
}
