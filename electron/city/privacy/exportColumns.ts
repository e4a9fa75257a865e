import type { ExportedCase } from '../../../shared/contract/exportCases.ts';
import { maskPersons } from './wallText.ts';

/**
 * A cell before it is written as CSV or into a workbook. Times are UTC ms; `limit` is a time that may end a day, `lines` a text
 * that keeps its line breaks.
 */
export type ExportCell =
  | { kind: 'text' | 'lines'; text: string | null }
  | { kind: 'number'; value: number | null }
  | { kind: 'time' | 'limit'; at: number | null };

export type ExportColumn = {
  /** A name that the import (导入) maps to the same field again. */
  head: string;
  /** Width in letters, as spreadsheets count it. */
  width: number;
  cell(row: ExportedCase, persons: readonly string[]): ExportCell;
};

export const STAGE_NAMES = {
  reported: '上报',
  registered: '立案',
  dispatched: '派遣',
  handling: '处置',
  checking: '核查',
  closed: '结案',
  suspended: '挂账',
  cancelled: '作废',
} as const;
const STATUS_NAMES = { open: '在办', closed: '已结案' } as const;
const BASIS_NAMES = { upstream: '上游', pack: '城市包', stated: '上游时长' } as const;

/**
 * The columns of an exported queue. What an import needs stands in columns of their own, since 井盖（0101） is neither the code
 * nor the name again. Texts are masked as for a wall: without contact data, telephone numbers and flat numbers.
 * @param named the city's name of a code; the code where it has none
 */
export function exportColumns(named: (code: string | null) => string | null): ExportColumn[] {
  const text = (text: string | null): ExportCell => ({ kind: 'text', text });
  const masked = (words: string | null, persons: readonly string[]) =>
    words === null ? null : maskPersons(words, persons);
  const number = (value: number | null): ExportCell => ({ kind: 'number', value });
  const time = (at: number | null): ExportCell => ({ kind: 'time', at });
  return [
    { head: '编号', width: 24, cell: (row) => text(row.sourceId) },
    { head: '数据源', width: 14, cell: (row) => text(row.source) },
    { head: '状态', width: 8, cell: (row) => text(STATUS_NAMES[row.status]) },
    { head: '阶段', width: 8, cell: (row) => text(row.stage === null ? null : STAGE_NAMES[row.stage]) },
    { head: '类别编码', width: 12, cell: (row) => text(row.categoryCode) },
    { head: '类别', width: 18, cell: (row) => text(row.categoryName) },
    { head: '标题', width: 36, cell: (row, persons) => text(masked(row.title, persons)) },
    {
      ...{ head: '问题描述', width: 48 },
      cell: (row, persons) => ({ kind: 'lines', text: masked(row.description, persons) }),
    },
    { head: '地址', width: 32, cell: (row, persons) => text(masked(row.address, persons)) },
    { head: '街道', width: 14, cell: (row) => text(named(row.street)) },
    { head: '网格', width: 24, cell: (row) => text(named(row.grid)) },
    { head: '网格编码', width: 18, cell: (row) => text(row.grid) },
    { head: '主责单位', width: 18, cell: (row) => text(named(row.org)) },
    { head: '来源', width: 14, cell: (row) => text(row.channel) },
    { head: '上报时间', width: 17, cell: (row) => time(row.requestedAt) },
    { head: '更新时间', width: 17, cell: (row) => time(row.updatedAt) },
    { head: '结案时间', width: 17, cell: (row) => time(row.closedAt) },
    { head: '办结时限', width: 17, cell: (row) => ({ kind: 'limit', at: row.dueAt }) },
    {
      ...{ head: '时限依据', width: 10 },
      cell: (row) => text(row.dueBasis === null ? null : BASIS_NAMES[row.dueBasis]),
    },
    { head: '超期', width: 6, cell: (row) => text(row.overdue ? '是' : '否') },
    { head: '返工次数', width: 10, cell: (row) => number(row.rework) },
    // Said, or the city's own system would be taken for it on the way back in.
    { head: '经度（WGS84）', width: 16, cell: (row) => number(row.lon) },
    { head: '纬度（WGS84）', width: 16, cell: (row) => number(row.lat) },
  ];
}
