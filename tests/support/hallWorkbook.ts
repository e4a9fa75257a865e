import { writeXlsx } from 'hucre';

/** A list as a hall keeps it: a cover, a title, a header of two rows, a total, a remark, and a hidden sheet. */
export function hallWorkbook(): Promise<Uint8Array> {
  const day = (text: string) => new Date(`${text}Z`);
  const title = '某区城管中心案件办理明细表（2026年11月第3周）';
  const rows = [
    [title, null, null, null, null, null, null, null],
    ['导出时间：2026-11-23 08:30', null, null, null, null, null, null, null],
    ['工单编号', '受理时间', '小类名称', '地点', null, '时限', null, '案件状态'],
    [null, null, null, '街道', '地址', '办结时限', '结案时间', null],
    [
      ...['GD2026110001', day('2026-11-20T08:15:00'), '暴露垃圾', '洪武路街道', '太平南路12号'],
      ...[day('2026-11-20T12:15:00'), day('2026-11-20T10:40:00'), '已结案'],
    ],
    [
      'GD2026110002',
      day('2026-11-20T09:05:00'),
      '占道经营',
      null,
      '火瓦巷6号',
      day('2026-11-20T13:05:00'),
      null,
      '处置中',
    ],
    [
      'GD2026110003',
      day('2026-11-20T14:30:00'),
      '道路破损',
      '夫子庙街道',
      '贡院街3号',
      day('2026-11-23'),
      null,
      '待核查',
    ],
    ['合计', 3, null, null, null, null, null, null],
    ['说明：本表由系统导出，仅供内部使用', null, null, null, null, null, null, null],
  ];
  return writeXlsx({
    sheets: [
      { name: '封面', rows: [[title]] },
      {
        ...{ name: '办理明细', rows },
        merges: [
          { startRow: 0, startCol: 0, endRow: 0, endCol: 7 },
          { startRow: 2, startCol: 3, endRow: 2, endCol: 4 },
          { startRow: 2, startCol: 5, endRow: 2, endCol: 6 },
          // 洪武路街道 stands for two cases.
          { startRow: 4, startCol: 3, endRow: 5, endCol: 3 },
        ],
      },
      {
        name: '上周',
        rows: [
          ['工单编号', '受理时间'],
          ['GD2026100001', day('2026-11-13T08:00:00')],
        ],
        hidden: true,
      },
    ],
  });
}
