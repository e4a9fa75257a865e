import { utils, type WorkBook, write as writeLegacy } from '@e965/xlsx';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { writeXlsx } from 'hucre';
import { expect, it } from 'vitest';
import type { Cell } from '../../../electron/city/sync/file/workbook/protocol.ts';
import {
  headsOfLegacy,
  openLegacy,
  rowsOfLegacy,
} from '../../../electron/city/sync/file/workbook/readLegacy.ts';
import { headsOfOds, openOds, rowsOfOds } from '../../../electron/city/sync/file/workbook/readOds.ts';
import { headsOfXlsx, rowsOfXlsx } from '../../../electron/city/sync/file/workbook/readXlsx.ts';

/** Of each kind. `npm run test:long` damages 20,000. */
const RUNS = Number(process.env['BOOK_RUNS'] ?? 60);

const HEADER = ['工单编号', '受理时间', '所属街道', '诉求内容', '件数'];
const ROWS = Array.from({ length: 12 }, (_, row) => [
  `0250305${row}`,
  new Date(Date.UTC(2025, 2, 5 + row, 14, 30)),
  row % 3 === 0 ? '甲街道' : null,
  `垃圾堆放在第${row}号门口`,
  row,
]);
const TABLE = [HEADER, ...ROWS];

/** Every sheet with its rows up to their last cells, as the worker would hand them on. */
type Read = { name: string; hidden: boolean; rows: Cell[][] }[];
const filled = (cells: Cell[]) => cells.slice(0, cells.findLastIndex((cell) => cell !== null) + 1);

async function readModern(bytes: Uint8Array, wholeBytes: number): Promise<Read> {
  const sheets: Read = [];
  for (const { name, hidden } of await headsOfXlsx(bytes, wholeBytes)) {
    const rows: Cell[][] = [];
    for await (const cells of rowsOfXlsx(bytes, name, wholeBytes)) rows.push(filled(cells));
    sheets.push({ name, hidden, rows });
  }
  return sheets;
}

async function readBinary(bytes: Uint8Array): Promise<Read> {
  const { book } = await openLegacy(Buffer.from(bytes), null);
  return headsOfLegacy(book).map(({ name, hidden }) => ({
    ...{ name, hidden },
    rows: rowsOfLegacy(book, name).map(filled),
  }));
}

async function readOpen(bytes: Uint8Array): Promise<Read> {
  const sheets = openOds(bytes);
  return headsOfOds(sheets).map(({ name, hidden }) => ({
    ...{ name, hidden },
    rows: rowsOfOds(sheets, name).map(filled),
  }));
}

/** The third column is merged, the last shows two digits at least. */
function modern(): Promise<Uint8Array> {
  const merges = [{ startRow: 1, startCol: 2, endRow: 3, endCol: 2 }];
  const columns = HEADER.map((header) => (header === '件数' ? { numFmt: '00' } : {}));
  return writeXlsx({
    sheets: [
      { name: '说明', rows: [['仅供参考']] },
      { name: '明细', rows: TABLE, merges, columns },
      { name: '旧表', rows: [HEADER], hidden: true },
    ],
  });
}

function legacy(kind: 'biff8' | 'xlsb'): Uint8Array {
  const book: WorkBook = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([['仅供参考']]), '说明');
  utils.book_append_sheet(book, utils.aoa_to_sheet(TABLE, { UTC: true }), '明细');
  return writeLegacy(book, { type: 'buffer', bookType: kind });
}

function openDocument(): Uint8Array {
  const cell = (value: Cell | Date): string => {
    if (value === null) return '<table:table-cell/>';
    if (value instanceof Date)
      return `<table:table-cell office:value-type="date" office:date-value="${value.toISOString().slice(0, 19)}"/>`;
    if (typeof value === 'number')
      return `<table:table-cell office:value-type="float" office:value="${value}"><text:p>${value}</text:p></table:table-cell>`;
    return `<table:table-cell office:value-type="string"><text:p>${value}</text:p></table:table-cell>`;
  };
  const rows = TABLE.map((cells) => `<table:table-row>${cells.map(cell).join('')}</table:table-row>`);
  const content =
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ' +
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" ' +
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>' +
    `<table:table table:name="明细">${rows.join('')}</table:table>` +
    '</office:spreadsheet></office:body></office:document-content>';
  const text = (value: string) => new TextEncoder().encode(value);
  return zipSync({
    mimetype: [text('application/vnd.oasis.opendocument.spreadsheet'), { level: 0 }],
    'content.xml': text(content),
    'META-INF/manifest.xml': text('<manifest:manifest xmlns:manifest="m"/>'),
  });
}

type Damage = { at: number; to: number } | { from: number; bytes: number } | { cut: number };
const damage: fc.Arbitrary<Damage> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ at: fc.nat(99_999), to: fc.nat(255) }) },
  { weight: 1, arbitrary: fc.record({ from: fc.nat(99_999), bytes: fc.integer({ min: 1, max: 40 }) }) },
  { weight: 1, arbitrary: fc.record({ cut: fc.nat(99_999) }) },
);

/** Places are thousandths of a per cent, so that damage falls anywhere in a book of any size. */
function damaged(whole: Uint8Array, one: Damage): Uint8Array {
  const place = (part: number) => Math.floor((part / 100_000) * whole.length);
  if ('cut' in one) return whole.slice(0, place(one.cut));
  if ('from' in one) {
    const from = place(one.from);
    return Buffer.concat([whole.subarray(0, from), whole.subarray(from + one.bytes)]);
  }
  const bytes = Uint8Array.from(whole);
  bytes[place(one.at)] = one.to;
  return bytes;
}

/** Archives state a sum of each part: what was damaged in them is known to be. */
it.each<[string, () => Promise<Uint8Array> | Uint8Array, (bytes: Uint8Array) => Promise<Read>]>([
  ['.xlsx, read whole', modern, (bytes) => readModern(bytes, Number.POSITIVE_INFINITY)],
  ['.xlsx, read row by row', modern, (bytes) => readModern(bytes, 0)],
  ['.xlsb', () => legacy('xlsb'), readBinary],
  ['.ods', openDocument, readOpen],
])('property: a damaged %s is read as it was, or refused', async (_, make, read) => {
  const whole = await make();
  const before = await read(whole);
  expect(before.find(({ name }) => name === '明细')?.rows).toHaveLength(TABLE.length);
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 3 }), async (changes) => {
      let after: Read;
      try {
        after = await read(changes.reduce(damaged, whole));
      } catch {
        refused++;
        return;
      }
      expect(after).toEqual(before);
    }),
    { numRuns: RUNS },
  );
  expect(refused).toBeGreaterThan(RUNS / 4);
});

/** A compound file has no sums: damage within a text or a number cannot be told from what was written. */
it('property: a damaged .xls is read or refused, and ends nothing', async () => {
  const whole = legacy('biff8');
  await fc.assert(
    fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 3 }), async (changes) => {
      try {
        for (const { rows } of await readBinary(changes.reduce(damaged, whole)))
          expect(Array.isArray(rows)).toBe(true);
      } catch {
        // The worker says of whatever the library throws that the file is damaged.
      }
    }),
    { numRuns: RUNS },
  );
});
