import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readPack } from '../../../electron/city/packs/readPack.ts';
import { CasePage } from '../../../shared/contract/cases.ts';
import type { FieldMapping } from '../../../shared/contract/sources.ts';
import { withKeptWords } from '../../../shared/source/keptWords.ts';
import { openTestCity, type TestCity } from '../../support/city.ts';
import { run } from '../../support/hostFiles.ts';
import { importList, uploadList } from '../../support/importing.ts';
import { list } from './support.ts';

const build = (path: string) => new URL(`../../../build/${path}`, import.meta.url).pathname;
const pack = readPack(build('packs/beijing-dongcheng'), build('calendars'));
const LIST = list(
  '工单编号,上报时间,小类名称,工单状态',
  'A1,2026-11-20 08:00,上水井盖,办理中',
  'A2,2026-11-20 09:00,马葫芦盖,办理中',
  'A3,2026-11-20 10:00,马葫芦盖,办理中',
  'A4,2026-11-20 11:00,,办理中',
);
const CODED = list(
  '工单编号,上报时间,小类编码,小类名称',
  'B1,2026-11-20 08:00,P0101,上水井盖',
  'B2,2026-11-20 08:00,X9,上水井盖',
);
const folder = mkdtempSync(join(tmpdir(), 'citywhistle-'));
const cities: TestCity[] = [];
afterAll(async () => {
  for (const city of cities) await city.removeData();
  rmSync(folder, { recursive: true, force: true });
});

async function dongcheng(): Promise<TestCity> {
  const city = await openTestCity({ dataDir: null, pack, sources: [], now: () => Date.UTC(2026, 10, 24, 1) });
  cities.push(city);
  await city.signInAsAdministrator();
  return city;
}

const casesOf = async (city: TestCity) => {
  const { items } = await city.get('/api/cases?limit=100', CasePage);
  return Object.fromEntries(
    items.map(({ sourceId, categoryCode, categoryName, dueAt }) => [
      sourceId,
      [categoryCode, categoryName, dueAt !== null],
    ]),
  );
};

it('a category that the catalogue has not is counted, and mapped by the operator', async () => {
  const city = await dongcheng();
  const { mapping } = await uploadList(city, LIST);
  const first = await importList(city, LIST, { mapping });
  expect(first.tally?.categories).toEqual([
    { word: '马葫芦盖', rows: 2, code: null, unknown: true, mappable: true },
  ]);
  expect(await casesOf(city)).toMatchObject({
    A1: ['P0101', '上水井盖', true],
    A2: ['马葫芦盖', '马葫芦盖', false],
    A4: ['unknown', '未分类', false],
  });
  // The same rows with a better mapping: what is stored gets its code and its limit.
  const better: FieldMapping = { ...mapping, categoryValues: { 马葫芦盖: 'P0101' } };
  const second = await importList(city, LIST, { mapping: better });
  expect(second.tally?.categories).toEqual([
    { word: '马葫芦盖', rows: 2, code: 'P0101', unknown: false, mappable: true },
  ]);
  expect(await casesOf(city)).toMatchObject({
    A2: ['P0101', '马葫芦盖', true],
    A3: ['P0101', '马葫芦盖', true],
  });
  // The next list of the source is not asked for it again, at the command line neither.
  const columns = ['工单编号', '上报时间', '小类名称', '工单状态'];
  expect(withKeptWords(mapping, better, columns).categoryValues).toEqual({ 马葫芦盖: 'P0101' });
});

it('a code that the catalogue has not is told', async () => {
  const city = await dongcheng();
  const job = await importList(city, CODED);
  expect(job.tally?.categories).toMatchObject([{ word: 'X9', rows: 1, unknown: true }]);
  expect(await casesOf(city)).toMatchObject({
    B1: ['P0101', '上水井盖', true],
    B2: ['X9', '上水井盖', false],
  });
});

it('the command line tells it too', async () => {
  const path = join(folder, '清单.csv');
  writeFileSync(path, LIST);
  const { code, err } = await run('import.ts', ['--dry-run', '--pack', 'beijing-dongcheng', path]);
  expect(code, err).toBe(0);
  expect(err).toContain('目录中没有（或不止一个）的类别 1 个，按原文保留，没有目录时限：“马葫芦盖” 2 行');
});
