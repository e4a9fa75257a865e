import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';

const CHILD = fileURLToPath(new URL('memoryChild.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'citywhistle-memory-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ROWS = 120_000;
/** Its number, its times and a hash leave some 60 bytes of a row; an object for each would be twice as much. */
const MOST_BYTES_PER_ROW = 85;

/** Every tenth row cannot be read, every tenth has the number of another case, and every tenth is the same row again. */
function writeList(path: string): void {
  const line = (n: number): string => {
    const time = n % 10 === 3 ? '昨天' : `2026-0${(n % 9) + 1}-15 08:${String(n % 60).padStart(2, '0')}`;
    const number = n % 10 === 5 ? n - 1 : n;
    return `QH${String(number).padStart(10, '0')},${time},暴露垃圾,第${number}件,${n % 5 === 0 ? '办理中' : '已办结'}`;
  };
  const lines = Array.from({ length: ROWS }, (_, n) => line(n % 10 === 7 ? n - 1 : n));
  writeFileSync(path, `工单编号,受理时间,问题类型,诉求内容,工单状态\n${lines.join('\n')}\n`);
}

/** By how much the least that was held in the last third of the list is more than in the second, for a row. */
async function bytesPerRow(what: string): Promise<number> {
  const list = join(folder, 'list.csv');
  const data = join(folder, what);
  writeList(list);
  mkdirSync(join(data, 'uploads'), { recursive: true });
  const { stdout } = await promisify(execFile)(process.execPath, [CHILD, what, list, data]);
  const held: number[] = JSON.parse(stdout);
  const third = Math.floor(held.length / 3);
  expect(third).toBeGreaterThan(9);
  const least = (from: number) => Math.min(...held.slice(from, from + third));
  return (least(2 * third) - least(third)) / (ROWS / 3);
}

it.each(['check', 'count'])('%s: what is held of a list hardly grows with its rows', async (what) => {
  expect(await bytesPerRow(what)).toBeLessThan(MOST_BYTES_PER_ROW);
});
