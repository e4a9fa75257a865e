import { utils, write as writeLegacy } from '@e965/xlsx';
import fc from 'fast-check';
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

  it.each([
    ['whole', Infinity],
    ['row by row', 0],
  ] as const)('are told from numbers and texts of the same column, %s', async (_how, wholeBytes) => {
    const style = { numFmt: '"G"0000' };
    const mixed = [['工单编号'], [123], [98765], ['007'], [45]];
    const cells = new Map([
      ['1,0', { value: 123, style }],
      ['4,0', { value: 45, style: { numFmt: '000000' } }],
    ]);
    const bytes = await writeXlsx({
      sheets: [
        { name: '另表', rows: [['x']] },
        { name: '明细', rows: mixed, cells },
      ],
    });
    const ids = (await read(rowsOfXlsx(bytes, '明细', wholeBytes))).map(([id]) => id);
    expect(ids).toEqual(['工单编号', 'G0123', 98765, '007', '000045']);
  });

  it('are read alike whole and row by row, wherever they stand in a long sheet (property)', async () => {
    const formats = [undefined, '000000', '"G"0000', '0', '0.00'];
    const cell = fc.tuple(
      fc.oneof(fc.nat(9_999_999), fc.constantFrom('007', '', null, true)),
      fc.constantFrom(...formats),
    );
    const sheet = fc.array(fc.array(cell, { maxLength: 4 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(sheet, fc.constantFrom(1, 400), async (some, times) => {
        const table = Array.from({ length: times }, () => some).flat();
        const cells = new Map(
          table.flatMap((row, y) =>
            row.flatMap(([value, numFmt], x) =>
              numFmt === undefined ? [] : [[`${y},${x}`, { value, style: { numFmt } }] as const],
            ),
          ),
        );
        const plain = table.map((row) => row.map(([value]) => value));
        const bytes = await writeXlsx({ sheets: [{ name: '明细', rows: plain, cells }] });
        const trimmed = (rows: unknown[][]) =>
          rows.map((row) => row.slice(0, row.findLastIndex((value) => value !== null) + 1));
        const whole = trimmed(await read(rowsOfXlsx(bytes, '明细', Infinity)));
        const streamed = trimmed(await read(rowsOfXlsx(bytes, '明细', 0)));
        // Blank rows at the end are told by the first alone.
        const filled = (rows: unknown[][]) => rows.slice(0, rows.findLastIndex((row) => row.length > 0) + 1);
        expect(filled(streamed)).toEqual(filled(whole));
      }),
      { numRuns: 40 },
    );
  });

  it.each(['biff8', 'xlsb', 'xlml'] as const)('are read as shown from %s', async (bookType) => {
    const sheet = utils.aoa_to_sheet(rows);
    for (const place of ['A2', 'A3']) Object.assign(sheet[place], { z: '000000' });
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, '明细');
    const bytes = writeLegacy(book, { type: 'buffer', bookType });
    const { book: opened } = await openLegacy(bytes, bookType === 'xlml' ? 'utf-8' : null);
    expect(rowsOfLegacy(opened, '明细')).toEqual(shown);
  });
});
