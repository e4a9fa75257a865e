import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLayout } from '../../../electron/city/sync/file/table/layout.ts';
import { type LeftOut, NOTHING_LEFT_OUT, tableRows } from '../../../electron/city/sync/file/table/rows.ts';
import type { Cell } from '../../../electron/city/sync/file/workbook/protocol.ts';

const HEADER = ['工单编号', '受理时间', '诉求内容', '事发地址', '工单状态', '结案时间'];
const row = (id: string) => [id, '2025-03-05 14:30:00', '路灯不亮', '甲路3号', '办理中', ''];

async function read(records: Cell[][]) {
  const layout = findLayout(records.filter((cells) => cells.some((cell) => cell !== null && cell !== '')));
  const left: LeftOut = { ...NOTHING_LEFT_OUT };
  const rows: unknown[] = [];
  if (layout !== null) {
    const all = (async function* () {
      yield* records;
    })();
    for await (const one of tableRows(all, layout, (what) => (left[what] += 1))) rows.push(one);
  }
  return { layout, left, rows };
}

describe('the header of a list', () => {
  it('is found below titles and units, however they were merged', async () => {
    for (const title of [
      ['某区12345工单明细表（2025年3月）'],
      Array<string>(6).fill('某区12345工单明细表（2025年3月）'),
    ]) {
      const { layout, left, rows } = await read([title, ['导出时间：2025-03-06 08:00'], HEADER, row('T1')]);
      expect(layout?.columns).toEqual(HEADER);
      expect(left).toEqual({ title: 2, header: 0, total: 0, note: 0 });
      expect(rows).toMatchObject([{ 工单编号: 'T1', 事发地址: '甲路3号' }]);
    }
  });

  it.each([
    ['blank where it was merged', ['工单编号', '受理时间', '时限', '', '地点', '']],
    ['filled where it was merged', ['工单编号', '受理时间', '时限', '时限', '地点', '地点']],
  ])('of two rows has the lower names, %s', async (_how, upper) => {
    const lower = upper[3] === '' ? ['', ''] : ['工单编号', '受理时间'];
    const { layout, rows } = await read([
      upper,
      [...lower, '办结时限', '结案时间', '街道', '地址'],
      ['T3', '2025-03-05 14:30:00', '2025-03-08 18:00', '', '乙街道', '丙路3号'],
    ]);
    expect(layout?.columns).toEqual(['工单编号', '受理时间', '办结时限', '结案时间', '街道', '地址']);
    expect(rows).toMatchObject([{ 办结时限: '2025-03-08 18:00', 地址: '丙路3号' }]);
  });

  it('of two rows names what stands twice with its group', async () => {
    const { layout } = await read([
      ['工单编号', '受理', '', '结案', ''],
      ['', '时间', '人员', '时间', '人员'],
      ['T1', '2025-03-05', '甲', '2025-03-06', '乙'],
    ]);
    expect(layout?.columns).toEqual(['工单编号', '受理 时间', '受理 人员', '结案 时间', '结案 人员']);
  });

  it('is the first row with several cells where no name means anything', async () => {
    const { layout, rows } = await read([['清单'], ['a', 'b'], ['1', '2']]);
    expect(layout?.columns).toEqual(['a', 'b']);
    expect(rows).toEqual([{ a: '1', b: '2' }]);
    expect((await read([])).layout).toBeNull();
  });

  it('is found in a sheet that was filled to its last column', async () => {
    const wide = (names: string[]) => [...names, ...Array.from({ length: 16_000 }, (_, at) => `丙${at}丁`)];
    const { layout, rows } = await read([
      ['清单'],
      wide(HEADER),
      ...Array.from({ length: 60 }, () => wide(row('T'))),
    ]);
    expect(layout?.columns.slice(0, 6)).toEqual(HEADER);
    expect(layout?.columns).toHaveLength(16_006);
    expect(rows).toHaveLength(60);
  });

  it('never takes the first case for a part of it', async () => {
    const { layout, rows } = await read([HEADER, ['T1', '', '路灯不亮', '', '办理中', ''], row('T2')]);
    expect(layout?.header).toHaveLength(1);
    expect(rows).toHaveLength(2);
  });
});

describe('rows that are no cases', () => {
  it('are counted by what they are, and never read as data', async () => {
    const blank = ['', '', '', '', '', ''];
    const { left, rows } = await read([
      HEADER,
      row('T1'),
      blank,
      HEADER,
      row('T2'),
      ['小　计', '2', '', '', '', ''],
      ['', '合计：', '2', '', '', ''],
      ['说明：本表数据来源于12345平台', '', '', '', '', ''],
      ['制表人：', '某', '', '', '', ''],
      Array<string>(6).fill('以上数据仅供内部使用'),
    ]);
    expect(rows).toMatchObject([{ 工单编号: 'T1' }, { 工单编号: 'T2' }]);
    expect(left).toEqual({ title: 0, header: 1, total: 2, note: 3 });
  });

  it('are not those of cases that only look like them', async () => {
    const cases = [
      ['说明001', '2025-03-05 14:30:00', '合计收费不明', '甲路', '办理中', ''],
      ['T2', '', '', '', '', ''],
      ['合计-2025-1', '2025-03-05', '收费', '', '', ''],
    ];
    expect((await read([HEADER, ...cases])).rows).toHaveLength(3);
  });
});

describe('several tables below each other', () => {
  it('are each read by their own header', async () => {
    const { left, rows } = await read([
      HEADER,
      row('T1'),
      ['', '', '', '', '', ''],
      ['二、督办件'],
      ['工单编号', '诉求内容', '受理时间', '承办单位'],
      ['D1', '井盖缺失', '2025-03-06 09:00:00', '区水务局'],
      HEADER,
      row('T2'),
    ]);
    expect(rows).toMatchObject([
      { 工单编号: 'T1', 事发地址: '甲路3号' },
      // One text is no header, and no case: it is refused, and told.
      { 工单编号: '二、督办件' },
      { 工单编号: 'D1', 诉求内容: '井盖缺失', 受理时间: '2025-03-06 09:00:00', 承办单位: '区水务局' },
      { 工单编号: 'T2', 事发地址: '甲路3号' },
    ]);
    expect(left).toMatchObject({ header: 2 });
  });

  it('are not seen where a case has no digit in it', async () => {
    const { rows } = await read([HEADER, ['甲', '昨天', '路灯不亮', '甲路', '已办结', '']]);
    expect(rows).toHaveLength(1);
  });

  it('lose nothing that stands beyond the header', async () => {
    expect((await read([HEADER, [...row('T1'), '另附照片']])).rows).toMatchObject([
      { 工单编号: 'T1', column_7: '另附照片' },
    ]);
  });
});

describe('cells', () => {
  it.each<[Cell, Cell]>([
    ['="00123"', '00123'],
    ["'00124", '00124'],
    ['\t00125', '00125'],
    ['内\0容', '内容'],
    ['它说="好"', '它说="好"'],
    [12, 12],
    [null, ''],
    // Excel keeps 15 digits: what it lost must be seen.
    [250305000000000100, '2.503050000000001e+17'],
  ])('%j are read as %j', async (cell, expected) => {
    const { rows } = await read([HEADER, ['T1', '2025-03-05', cell]]);
    // A column that a short row does not reach is empty there, and not missing from the list.
    const beyond = { 事发地址: '', 工单状态: '', 结案时间: '' };
    expect(rows).toEqual([{ 工单编号: 'T1', 受理时间: '2025-03-05', 诉求内容: expected, ...beyond }]);
  });
});

it('property: whatever stands around a table, every case comes out once, and the rest is counted', async () => {
  const around = fc.array(fc.constantFrom<string[]>(['2025年3月工单'], ['单位：件'], []), { maxLength: 4 });
  const between = fc.array(
    fc.constantFrom<string[]>(HEADER, ['合计', '9', '', '', '', ''], [], ['备注：无']),
    {
      maxLength: 12,
    },
  );
  await fc.assert(
    fc.asyncProperty(around, between, fc.nat(30), async (above, lines, cases) => {
      const ids = Array.from({ length: cases }, (_, index) => `T${index}`);
      const body = [...ids.map(row), ...lines];
      const { rows, left } = await read([...above, HEADER, ...body]);
      expect(rows).toMatchObject(ids.map((id) => ({ 工单编号: id })));
      const counted = left.title + left.header + left.total + left.note;
      expect(counted).toBe([...above, ...lines].filter((cells) => cells.length > 0).length);
    }),
  );
});
