import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textChunks } from '../../../electron/city/sync/file/chunks.ts';
import type { Encoding } from '../../../electron/city/sync/file/encoding.ts';
import { openList } from '../../../electron/city/sync/file/openList.ts';
import { NO_PROGRESS } from '../../../electron/city/sync/file/readingProgress.ts';
import { sniffFile } from '../../../electron/city/sync/file/sniff.ts';
import { encodeText } from '../../support/encodeText.ts';
import { workbooks } from '../../support/workbooks.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'citywhistle-text-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(content: Uint8Array): Promise<string> {
  const path = join(folder, 'table.csv');
  await writeFile(path, content);
  return path;
}

async function rowsOf(path: string): Promise<unknown[]> {
  const rows: unknown[] = [];
  for await (const row of (await openList(path, null, workbooks)).rows(NO_PROGRESS)) rows.push(row);
  return rows;
}

async function lettersLost(path: string, encoding: Encoding): Promise<number> {
  let lost = 0;
  const onLettersLost = (letters: number): void => {
    lost = letters;
  };
  for await (const _text of textChunks(path, encoding, () => undefined, onLettersLost));
  return lost;
}

const LINES = [
  '工单编号,受理时间,诉求内容',
  'T1,2025-03-05 14:30:00,路灯不亮',
  'T2,2025-03-05 15:30:00,井盖缺失',
];
const TRADITIONAL = ['工單編號,受理時間,訴求內容', 'T1,2025-03-05 14:30:00,路燈不亮'];

describe('encodings', () => {
  test.each<[string, Encoding, string[]]>([
    ['', 'utf-8', LINES],
    ['', 'utf-8-bom', LINES],
    ['', 'gb18030', LINES],
    ['', 'big5', TRADITIONAL],
    ['', 'utf-16le', LINES],
    ['', 'utf-16be', LINES],
    ['\ufeff', 'utf-16le', LINES],
    ['\ufeff', 'utf-16be', LINES],
  ])('%j %s', async (mark, encoding, lines) => {
    const path = await file(encodeText(`${mark}${lines.join('\r\n')}\r\n`, encoding));
    expect(await sniffFile(path)).toEqual({ format: 'csv', encoding, delimiter: ',' });
    const [header = [], ...rows] = lines.map((line) => line.split(','));
    expect(await rowsOf(path)).toEqual(
      rows.map((cells) => Object.fromEntries(cells.map((cell, index) => [header[index], cell]))),
    );
    expect(await lettersLost(path, encoding)).toBe(0);
  });

  test('one GB letter in a UTF-8 file costs one letter', async () => {
    const [before, after] = [`${LINES.join('\n')}\nT3,2025-03-05 16:30:00,`, '字\n'];
    const path = await file(
      Buffer.concat([Buffer.from(before), encodeText('坏', 'gb18030'), Buffer.from(after)]),
    );
    expect((await sniffFile(path)).encoding).toBe('utf-8');
    expect(await rowsOf(path)).toHaveLength(3);
    expect((await rowsOf(path)).at(-1)).toMatchObject({ 诉求内容: '\ufffd字' });
    expect(await lettersLost(path, 'utf-8')).toBe(1);
  });

  test('a UTF-8 file cut within its only second letter is UTF-8', async () => {
    const path = await file(Buffer.from('工单').subarray(0, -1));
    expect((await sniffFile(path)).encoding).toBe('utf-8');
    expect(await lettersLost(path, 'utf-8')).toBe(1);
  });

  test.each(['utf-8', 'gb18030'] as const)('%s far behind the beginning', async (encoding) => {
    const ascii = Buffer.alloc(3 << 20, 'T1,2025-03-05 14:30:00,lamp\n');
    const path = await file(Buffer.concat([ascii, encodeText(LINES.join('\n'), encoding)]));
    expect((await sniffFile(path)).encoding).toBe(encoding);
  });

  test.each(['utf-8', 'gb18030'] as const)(
    '%s at the end of a file larger than what is judged',
    async (encoding) => {
      const ascii = Buffer.alloc(65 << 20, 'T1,2025-03-05 14:30:00,lamp\n');
      const path = await file(Buffer.concat([ascii, encodeText(LINES.join('\n'), encoding)]));
      expect((await sniffFile(path)).encoding).toBe(encoding);
    },
  );
});

describe('separators', () => {
  const HEADER = ['工单编号', '受理时间', '诉求内容'];
  const CELLS = ['B1', '2025-03-05 14:30:00', '路灯不亮'];

  test.each<[string, string, string, Encoding]>([
    ['comma', '', ',', 'gb18030'],
    ['semicolon', '', ';', 'utf-8-bom'],
    ['tab', '', '\t', 'utf-16le'],
    ['pipe', '', '|', 'gb18030'],
    ['full-width comma', '', '，', 'gb18030'],
    ['named', 'sep=;\r\n', ';', 'utf-8-bom'],
    ['named, in UTF-16 with a mark', '\ufeffsep=|\r\n', '|', 'utf-16le'],
    ['named, against what occurs most', 'sep=:\n', ':', 'gb18030'],
  ])('%s', async (_name, before, separator, encoding) => {
    const cells = separator === ':' ? ['B1', '2025,03,05', '路灯，不亮'] : CELLS;
    const text = `${before}${HEADER.join(separator)}\r\n${cells.join(separator)}\r\n`;
    const path = await file(encodeText(text, encoding));
    expect(await sniffFile(path)).toMatchObject({ format: 'csv', delimiter: separator, encoding });
    expect(await rowsOf(path)).toEqual([
      Object.fromEntries(HEADER.map((name, index) => [name, cells[index]])),
    ]);
  });
});
