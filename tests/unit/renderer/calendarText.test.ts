import { expect, it } from 'vitest';
import { readText } from '../../../renderer/windows/connections/calendar/readText.ts';

const TEXT = '日期,类型\r\n2027-01-01,休';
const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');

it('reads what spreadsheets write: UTF-8, GB 18030 and UTF-16', async () => {
  // 休 in GB 18030.
  const gb18030 = Buffer.concat([Buffer.from('2027-01-01,'), Buffer.from([0xd0, 0xdd])]);
  for (const [bytes, text] of [
    [Buffer.from(TEXT), TEXT],
    [Buffer.from(`\uFEFF${TEXT}`), TEXT],
    [gb18030, '2027-01-01,休'],
    [utf16(TEXT), TEXT],
    [utf16(TEXT).swap16(), TEXT],
  ] as const)
    expect(await readText(new Blob([new Uint8Array(bytes)]))).toBe(text);
});

it('reads no text from an empty file or a spreadsheet itself', async () => {
  expect(await readText(new Blob(['']))).toBeNull();
  expect(await readText(new Blob([' \r\n']))).toBeNull();
  expect(await readText(new Blob([Buffer.from('504b0304ff00fe80', 'hex')]))).toBeNull();
});
