import type { OrderFilter, OrderRow, OrderSort } from '../../../shared/contract/orderViews.ts';
import { feedbackWords, ORIGIN_NAMES, RUNG_NAMES, STAGE_NAMES } from '../../../shared/order/names.ts';
import { meetingName } from '../../../shared/order/words.ts';
import type { CityTimes } from '../privacy/cityTimes.ts';
import { maskPersons } from '../privacy/wallText.ts';

/** A cell of the register as a file: text, or a number. */
export type RegisterCell = string | number | null;

type Column = {
  head: string;
  /** Width in letters, as spreadsheets count it. */
  width: number;
  cell(row: OrderRow, index: number, masked: (text: string) => string): RegisterCell;
};

/** What the register names beside its rows: organisations, and local times. */
export type RegisterNames = { nameOf(org: string): string; times: CityTimes };

/**
 * The columns of the register (督办台账, domain-2.md §2.4) in their order. Free texts are masked as for a wall; people of the
 * units stand by name alone.
 */
export function registerColumns({ nameOf, times }: RegisterNames): Column[] {
  const day = (at: number | null): RegisterCell => (at === null ? null : times.minute(at).slice(0, 10));
  return [
    { head: '序号', width: 6, cell: (_row, index) => index + 1 },
    { head: '编号', width: 18, cell: (row) => row.numberText },
    { head: '立项日期', width: 12, cell: (row) => day(row.registeredAt) },
    { head: '来源', width: 8, cell: (row) => ORIGIN_NAMES[row.origin].zh },
    { head: '会次', width: 20, cell: (row) => (row.meeting === null ? null : meetingName(row.meeting)) },
    { head: '督办事项', width: 30, cell: (row, _i, masked) => masked(row.title) },
    {
      head: '办理要求与验收标准',
      width: 48,
      cell: (row, _i, masked) => masked(`${row.content}；验收：${row.acceptance}`),
    },
    { head: '主办', width: 14, cell: (row) => nameOf(row.lead) },
    { head: '协办', width: 20, cell: (row) => row.coUnits.map(nameOf).join('、') },
    { head: '责任领导', width: 10, cell: (row) => row.leader },
    { head: '责任人', width: 10, cell: (row, _i, masked) => masked(row.contact) },
    { head: '交办日期', width: 12, cell: (row) => day(row.assignedAt) },
    { head: '要求办结', width: 12, cell: (row) => row.clock?.due ?? null },
    { head: '反馈周期', width: 10, cell: (row) => feedbackWords(row.feedback).zh },
    {
      head: '最近反馈',
      width: 36,
      cell: (row, _i, masked) =>
        row.lastFeedback === null ? null : `${day(row.lastFeedback.at)} ${masked(row.lastFeedback.text)}`,
    },
    { head: '未反馈次数', width: 10, cell: (row) => row.feedbackMissed },
    { head: '状态', width: 12, cell: (row) => STAGE_NAMES[row.stage].zh },
    { head: '超期天数', width: 10, cell: (row) => row.clock?.overdueDays ?? null },
    { head: '延期次数', width: 10, cell: (row) => row.extensions },
    { head: '催办次数', width: 10, cell: (row) => row.urged },
    { head: '催办级别', width: 14, cell: (row) => RUNG_NAMES[row.rung].zh },
    { head: '转会次数', width: 10, cell: (row) => row.carries },
    { head: '办结日期', width: 12, cell: (row) => day(row.doneAt) },
    {
      head: '核查人、日期',
      width: 20,
      cell: (row) =>
        row.check === null
          ? null
          : `${row.check.by} ${day(row.check.at)} ${row.check.passed ? '通过' : '未通过'}`,
    },
    { head: '核查未通过次数', width: 14, cell: (row) => row.refusedChecks },
    { head: '销号日期', width: 12, cell: (row) => day(row.closedAt) },
    {
      head: '回头看日期、结果',
      width: 20,
      cell: ({ recheck }) =>
        recheck.at !== null
          ? `${day(recheck.at)} ${recheck.held ? '未反弹' : '反弹'}`
          : recheck.drawn
            ? `抽中，${recheck.from} 至 ${recheck.to}`
            : null,
    },
    { head: '反弹次数', width: 10, cell: (row) => row.rebounds },
    { head: '归档号', width: 16, cell: (row) => row.archive },
  ];
}

const SORT_NAMES: Record<OrderSort, string> = {
  due: '时限早的在前',
  '-due': '时限晚的在前',
  number: '按编号',
  '-number': '按编号倒序',
  registered: '先立项的在前',
  '-registered': '后立项的在前',
  urged: '催办少的在前',
  '-urged': '催办多的在前',
  carries: '转会少的在前',
  '-carries': '转会多的在前',
};

/** The filters in words: `状态：办理中；超期；时限早的在前`. */
export function filterText({ sort, ...filter }: OrderFilter, nameOf: (org: string) => string): string {
  const parts = [
    filter.stage && `状态：${filter.stage.map((one) => STAGE_NAMES[one].zh).join('、')}`,
    filter.lead && `主办：${filter.lead.map(nameOf).join('、')}`,
    filter.origin && `来源：${filter.origin.map((one) => ORIGIN_NAMES[one].zh).join('、')}`,
    filter.meeting && `会次：${filter.meeting}`,
    filter.overdue !== undefined && (filter.overdue ? '超期' : '未超期'),
    filter.recheck !== undefined && (filter.recheck ? '待回头看' : '不待回头看'),
    filter.q && `搜索：${maskPersons(filter.q, [])}`,
    SORT_NAMES[sort],
  ];
  return parts.filter((part) => typeof part === 'string' && part !== '').join('；');
}
