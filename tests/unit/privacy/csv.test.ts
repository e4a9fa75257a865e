import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine, textCell } from '../../../electron/city/privacy/csv.ts';

describe('a cell of free text', () => {
  it('stays one cell of one line, and begins with nothing that a spreadsheet would run', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 }), (texts) => {
        const line = csvLine(texts.map(textCell));
        const rows: string[][] = parse(line, { skip_empty_lines: false });
        if (texts.every((text) => textCell(text) === '')) return;
        expect(rows).toHaveLength(1);
        expect(rows[0]).toHaveLength(texts.length);
        for (const cell of rows[0] ?? []) expect(cell).not.toMatch(/^[\s\u200B]*[=+\-@|%＝＋－＠]/u);
      }),
    );
  });

  it.each([
    [null, ''],
    ['', ''],
    ['说 "好"', '"说 ""好"""'],
    ['两\r\n行', '"两 行"'],
    ['320104001001', '"\t320104001001"'],
    ['0101', '"\t0101"'],
    ['12345', '"12345"'],
  ])('%j becomes %j', (text, cell) => {
    expect(textCell(text)).toBe(cell);
  });
});
