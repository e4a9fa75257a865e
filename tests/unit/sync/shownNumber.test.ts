import { utils, write as writeLegacy } from '@e965/xlsx';
import { writeXlsx } from 'hucre';
import { describe, expect, it } from 'vitest';
import { openLegacy, rowsOfLegacy } from '../../../electron/city/sync/file/workbook/readLegacy.ts';
import { rowsOfXlsx } from '../../../electron/city/sync/file/workbook/readXlsx.ts';
import { paddedText } from '../../../electron/city/sync/file/workbook/shownNumber.ts';

describe('a number in a cell whose format fills it up with zeros', () => {
  it.each([
    [123, '000000', '000123'],
    [1234567, '000000', '1234567'],
    [0, '00', '00'],
    [7, '"NJ"0000', 'NJ0007'],
    [7, '\\G\\D0000;@', 'GD0007'],
    [20250305, '0000-00-00', '2025-03-05'],
    [42, '[$-804]0000_ ', '0042'],
    [5, '第000号', '第005号'],
  ])('%d as %s is %s', (value, format, shown) => expect(paddedText(value, format)).toBe(shown));

  it.each([
    [123, 'General'],
    [123, '0'],
    [123, '0.00'],
    [1234, '#,##0'],
    [0.5, '00%'],
    [123.5, '000000'],
    [-3, '000'],
    [1e15, '000000'],
    [45721, 'yyyy-mm-dd'],
    [3, '0.00E+00'],
    [3, '"00'],
  ])('%d as %s is a number', (value, format) => expect(paddedText(value, format)).toBeNull());
});

describe('ids that a workbook shows with zeros', () => {
  const rows = [
    ['工单编号', '件数'],
    [123, 4],
    [98765, 5],
  ];
  const read = async (cells: AsyncIterable<unknown[]> | Iterable<unknown[]>) => {
    const found: unknown[][] = [];
    for await (const row of cells) found.push(row);
    return found;
  };
  const shown = [
    ['工单编号', '件数'],
    ['000123', 4],
    ['098765', 5],
  ];

  it.each([
    ['whole', Infinity],
    ['row by row', 0],
  ] as const)('are read as shown, %s', async (_how, wholeBytes) => {
    const bytes = await writeXlsx({
      sheets: [{ name: '明细', columns: [{ numFmt: '000000' }, { numFmt: '0' }], rows }],
    });
    expect(await read(rowsOfXlsx(bytes, '明细', wholeBytes))).toEqual(shown);
  });

  it('are told from numbers of the same column where a workbook is read whole', async () => {
    const style = { numFmt: '"G"0000' };
    const cells = new Map([['1,0', { value: 123, style }]]);
    const bytes = await writeXlsx({
      sheets: [
        { name: '另表', rows: [['x']] },
        { name: '明细', rows, cells },
      ],
    });
    const ids = async (wholeBytes: number) =>
      (await read(rowsOfXlsx(bytes, '明细', wholeBytes))).map(([id]) => id);
    expect(await ids(Infinity)).toEqual(['工单编号', 'G0123', 98765]);
    // Row by row only a format of the whole column counts.
    expect(await ids(0)).toEqual(['工单编号', 123, 98765]);
  });

  it.each(['biff8', 'xlsb', 'xlml'] as const)('are read as shown from %s', (bookType) => {
    const sheet = utils.aoa_to_sheet(rows);
    for (const place of ['A2', 'A3']) Object.assign(sheet[place], { z: '000000' });
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, '明细');
    const bytes = writeLegacy(book, { type: 'buffer', bookType });
    const opened = openLegacy(bytes, bookType === 'xlml' ? 'utf-8' : null);
    expect(rowsOfLegacy(opened, '明细')).toEqual(shown);
  });
});
