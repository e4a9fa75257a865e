import { read } from '@e965/xlsx';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { readXlsx } from 'hucre';
import { describe, expect, it } from 'vitest';
import { cityTimes } from '../../../electron/city/privacy/cityTimes.ts';
import { columnName, type SheetCell, serialOf } from '../../../electron/city/privacy/workbook/cellXml.ts';
import { type Sheet, workbookBytes } from '../../../electron/city/privacy/workbook/workbookBytes.ts';

const text = (words: string): SheetCell => ({ kind: 'text', text: words });
const sheet = (rows: SheetCell[][]): Sheet => ({
  name: '案件',
  columns: [
    { head: '编号', width: 24 },
    { head: '时间', width: 17 },
  ],
  chunks: [rows],
});
const bytesOf = (sheets: Sheet[]) => new Uint8Array(Buffer.concat([...workbookBytes(sheets)]));
const xmlOf = (bytes: Uint8Array, name: string) => new TextDecoder().decode(unzipSync(bytes)[name]);

describe('a workbook', () => {
  it('keeps its head in view, has widths and a filter over all rows', () => {
    const bytes = bytesOf([sheet([[text('a')], [text('b')]])]);
    const xml = xmlOf(bytes, 'xl/worksheets/sheet1.xml');
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(xml).toContain('<col min="1" max="1" width="24" customWidth="1"/>');
    expect(xml).toContain('<autoFilter ref="A1:B3"/>');
    expect(xmlOf(bytes, 'xl/workbook.xml')).toContain("'案件'!$A$1:$B$3</definedName>");
    expect(xmlOf(bytes, 'xl/styles.xml')).toContain('formatCode="yyyy\\-mm\\-dd\\ hh:mm"');
  });

  it('is the same, byte by byte, for the same content', () => {
    const make = () => bytesOf([sheet([[text('a'), { kind: 'number', value: 1 }]])]);
    expect(make()).toEqual(make());
  });

  it('is read alike by two libraries: texts, numbers, dates', async () => {
    const at = Date.UTC(2026, 2, 2, 14, 30);
    const cells: SheetCell[] = [
      ...['=1+1', '000123', '250305000000000101', '<&">', ' 空 ', '𠮷', 'a\nb', '_x0041_', '1E5'].map(text),
      { kind: 'number', value: -71.08 },
      { kind: 'time', serial: serialOf(at) },
      { kind: 'day', serial: serialOf(Date.UTC(2026, 2, 8)) },
      null,
    ];
    const bytes = bytesOf([sheet([cells])]);
    const [, row] = (await readXlsx(bytes)).sheets[0]?.rows ?? [];
    expect(row?.slice(0, 12)).toEqual([
      ...['=1+1', '000123', '250305000000000101', '<&">', ' 空 ', '𠮷', 'a\nb', '_x0041_', '1E5'],
      ...[-71.08, new Date(at), new Date(Date.UTC(2026, 2, 8))],
    ]);
    const other = read(bytes, { cellNF: true }).Sheets['案件'];
    expect(other?.['A2']).toMatchObject({ t: 's', v: '=1+1' });
    expect(other?.['A2']).not.toHaveProperty('f');
    expect(other?.['C2']).toMatchObject({ t: 's', v: '250305000000000101' });
    expect(other?.['J2']).toMatchObject({ t: 'n', v: -71.08 });
    expect(other?.['K2']).toMatchObject({ t: 'n', w: '2026-03-02 14:30' });
    expect(other?.['L2']).toMatchObject({ t: 'n', w: '2026-03-08' });
  });

  it('holds any text as a text, without what XML cannot hold', async () => {
    const any = fc.string({
      unit: fc.oneof(fc.constantFrom('\0', '\x1b', '\uFFFF', '\uD800', '=', '<', '&'), fc.string()),
    });
    await fc.assert(
      fc.asyncProperty(any, async (words) => {
        const bytes = bytesOf([sheet([[text(`x${words}x`)]])]);
        const [, row] = (await readXlsx(bytes)).sheets[0]?.rows ?? [];
        expect(row?.[0]).toBe(`x${words.toWellFormed().replace(/[^\P{Cc}\t\n]|[\uFFFE\uFFFF]/gu, '')}x`);
      }),
      { numRuns: 50 },
    );
  });

  it('cuts a text at what a cell of Excel holds, and shows that it did', async () => {
    const [, row] = (await readXlsx(bytesOf([sheet([[text('长'.repeat(40_000))]])]))).sheets[0]?.rows ?? [];
    expect(row?.[0]).toBe(`${'长'.repeat(32_766)}…`);
  });

  it('is made piece by piece: no more rows are asked for than were read', () => {
    let asked = 0;
    function* chunks(): Generator<SheetCell[][]> {
      for (let i = 0; i < 1000; i++) {
        asked = i + 1;
        yield Array.from({ length: 500 }, () => [text(`行 ${i}`)]);
      }
    }
    const bytes = workbookBytes([{ ...sheet([]), chunks: chunks() }]);
    let largest = 0;
    let pieces = 0;
    while (asked < 20) {
      const { value } = bytes.next();
      largest = Math.max(largest, (value as Buffer).length);
      pieces += 1;
    }
    expect(pieces).toBeGreaterThanOrEqual(20);
    expect(largest).toBeLessThan(100_000);
  });
});

it('names columns as spreadsheets do', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
});

describe('times of the city', () => {
  const nanjing = cityTimes('Asia/Shanghai');
  it.each([
    ['2026-03-02T01:00:00.000Z', '2026-03-02 09:00', false],
    ['2026-03-02T01:00:05.000Z', '2026-03-02 09:00:05', false],
    ['2026-03-02T01:00:00.250Z', '2026-03-02 09:00:00.250', false],
    ['2026-03-02T15:59:59.999Z', '2026-03-02 23:59:59.999', true],
  ])('%s is %s', (at, shown, endsDay) => {
    const time = nanjing.of(Date.parse(at));
    expect([time.text, time.endsDay]).toEqual([shown, endsDay]);
    expect(time.local).toBe(Date.parse(at) + 8 * 3_600_000);
  });

  it('say which of two hours is meant where clocks show an hour twice', () => {
    const newYork = cityTimes('America/New_York');
    const first = newYork.of(Date.parse('2026-11-01T05:30:00Z'));
    const second = newYork.of(Date.parse('2026-11-01T06:30:00Z'));
    expect([first, second].filter(({ local }) => local === null)).toHaveLength(1);
    expect(new Set([first.text, second.text]).size).toBe(2);
    expect(second.text === '2026-11-01 01:30:00 -05:00' || first.text === '2026-11-01 01:30:00 -04:00').toBe(
      true,
    );
  });
});
