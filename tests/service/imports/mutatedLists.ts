import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Encoding } from '../../../electron/city/sync/file/encoding.ts';
import { encodeText } from '../../support/encodeText.ts';

export type ListFile = { name: string; bytes: Buffer };

const FOLDER = new URL('../../fixtures/files/', import.meta.url).pathname;
const NOT_TEXT = /\.(?:xlsx|dbf|zip)$|^01/;

const ROWS = [
  ['A25001', '2025-03-05 14:30:00', '處理中', '垃圾堆放在門口', '東街一號', '118.7901', '32.0201'],
  ['A25002', '2025-03-06 09:05:00', '已結案', '路面破損', '東街二號', '118.7955', '32.0188'],
  ['A25003', '2025-03-07 23:59:59', '處理中', '井蓋丟失', '東街三號', '118.7901', '32.0201'],
  ['A25004', '2025-03-08 00:00:00', '已結案', '噪聲擾民', '東街四號', '118.7955', '32.0188'],
  ['A25005', '2025-03-09 12:00:00', '處理中', '亂停車', '東街五號', '118.7901', '32.0201'],
];
const NAMES = ['案件編號', '上報時間', '狀態', '標題', '地址', '經度', '緯度'];
const table = (separator: string): string =>
  `${[NAMES, ...ROWS].map((cells) => cells.join(separator)).join('\r\n')}\r\n`;
const objects = ROWS.map((cells) => Object.fromEntries(NAMES.map((name, at) => [name, cells[at]])));
const features = ROWS.map(([id, at, status, title, address, x, y]) => ({
  ...{ type: 'Feature', geometry: { type: 'Point', coordinates: [Number(x), Number(y)] } },
  properties: { caseno: id, reporttime: at, status, title, address },
}));

/** A page whose cells hold tables of their own. */
function nestedTable(): string {
  const notes = '<table><tr><td>派遣</td><td>甲科</td></tr><tr><td>处置</td><td>乙队</td></tr></table>';
  const rows = ROWS.map(([id, at, status, title, address, x, y]) =>
    [id, at, status, `${title}${notes}`, address, x, y].map((cell) => `<td>${cell}</td>`).join(''),
  );
  const head = NAMES.map((name) => `<th>${name}</th>`).join('');
  return `<html><table>${[head, ...rows].map((cells) => `<tr>${cells}</tr>`).join('\r\n')}</table></html>`;
}

const written = (name: string, text: string, encoding: Encoding): ListFile => ({
  name,
  bytes: encodeText(text, encoding),
});

/** Small lists in every format and encoding that is read as text; those of halls as they came. */
export function wholeLists(): ListFile[] {
  const halls = readdirSync(`${FOLDER}hall-lists`)
    .filter((name) => !NOT_TEXT.test(name) || name.startsWith('03a'))
    .map((name) => ({ name, bytes: readFileSync(`${FOLDER}hall-lists/${name}`) }));
  const boston = readFileSync(`${FOLDER}boston-500.csv`, 'utf8').split('\n').slice(0, 9).join('\n');
  return [
    ...halls,
    { name: 'chinese-gb18030.csv', bytes: readFileSync(`${FOLDER}chinese-gb18030.csv`) },
    written('boston.csv', boston, 'utf-8'),
    written('big5.csv', table(','), 'big5'),
    written('tabs.tsv', table('\t'), 'utf-8-bom'),
    written('tabs-utf16.txt', table('\t'), 'utf-16le'),
    written('nested.xls', nestedTable(), 'utf-8'),
    written('list.json', JSON.stringify({ code: 0, data: { rows: objects } }), 'utf-8'),
    written('pretty.json', JSON.stringify(objects, null, 2), 'utf-8'),
    written('lines.ndjson', objects.map((row) => `${JSON.stringify(row)}\n`).join(''), 'utf-8'),
    written('layer.geojson', JSON.stringify({ type: 'FeatureCollection', features }), 'utf-8'),
  ];
}

/** A place in a file, as a share of its length. */
const place = fc.noBias(fc.integer({ min: 0, max: 0xffff })).map((at) => at / 0x10000);
const byte = fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from(',;\t|"\'\r\n\0{}[]<>&=0159-:.eE')));
const length = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 400 }));

export type Change =
  | { how: 'flip' | 'insert'; at: number; byte: number }
  | { how: 'delete' | 'repeat'; at: number; length: number }
  | { how: 'cut'; at: number }
  | { how: 'swap'; at: number; other: number; length: number }
  | { how: 'join'; other: number };

/** What happens to a file on its way: bytes turned, lost, doubled, cut off, put elsewhere; another file behind it. */
export const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ how: fc.constant('flip' as const), at: place, byte }) },
  { weight: 2, arbitrary: fc.record({ how: fc.constant('insert' as const), at: place, byte }) },
  { weight: 2, arbitrary: fc.record({ how: fc.constant('delete' as const), at: place, length }) },
  fc.record({ how: fc.constant('repeat' as const), at: place, length }),
  fc.record({ how: fc.constant('cut' as const), at: place }),
  fc.record({ how: fc.constant('swap' as const), at: place, other: place, length }),
  fc.record({ how: fc.constant('join' as const), other: place }),
);

export function changed(bytes: Buffer, one: Change, lists: readonly ListFile[]): Buffer {
  const at = one.how === 'join' ? 0 : Math.floor(one.at * bytes.length);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (one.how) {
    case 'flip':
      return Buffer.concat([before, Buffer.of(one.byte), after.subarray(1)]);
    case 'insert':
      return Buffer.concat([before, Buffer.of(one.byte), after]);
    case 'delete':
      return Buffer.concat([before, after.subarray(one.length)]);
    case 'repeat':
      return Buffer.concat([before, after.subarray(0, one.length), after]);
    case 'cut':
      return before;
    case 'swap': {
      const [first, second] = [at, Math.floor(one.other * bytes.length)].sort((a, b) => a - b) as [
        number,
        number,
      ];
      const size = Math.min(one.length, second - first, bytes.length - second);
      return Buffer.concat([
        ...[bytes.subarray(0, first), bytes.subarray(second, second + size)],
        ...[bytes.subarray(first + size, second), bytes.subarray(first, first + size)],
        bytes.subarray(second + size),
      ]);
    }
    case 'join':
      return Buffer.concat([bytes, lists[Math.floor(one.other * lists.length)]?.bytes ?? Buffer.alloc(0)]);
  }
}
