import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CasePage } from '../../../shared/contract/cases.ts';
import { encodeText } from '../../support/encodeText.ts';
import { folder } from '../../support/hostCommands.ts';
import { run } from '../../support/hostFiles.ts';
import { importList, uploadList } from '../../support/importing.ts';
import { openAt } from '../store/support.ts';
import { cityOfImports, list } from './support.ts';

const LIST = list(
  '案件編號,上報時間,狀態,標題,問題描述,辦結時間,經度,緯度,聯絡電話,承辦單位',
  'A1,2026年11月05日 14時30分,處理中,垃圾堆放,門口堆放垃圾,,118.7901,32.0201,13800000001,環衛所',
  'A2,2026-11-06 09:05,已結案,路面破損,東街,2026-11-07 10:00,118.7955,32.0188,13800000002,市政所',
  '合計,2',
);

const EXPECTED = [
  { sourceId: 'A1', status: 'open', stage: 'handling', title: '垃圾堆放', org: '環衛所' },
  { sourceId: 'A2', status: 'closed', title: '路面破損', closedAt: Date.UTC(2026, 10, 7, 15) },
];

it('a list in traditional characters is guessed as one in simplified ones, in Big5 too', async () => {
  for (const content of [LIST, new Uint8Array(encodeText(LIST, 'big5'))]) {
    const city = await cityOfImports();
    const { mapping } = await uploadList(city, content);
    expect(mapping.fields).toMatchObject({
      ...{ id: '案件編號', requestedAt: '上報時間', status: '狀態', title: '標題', description: '問題描述' },
      ...{ closedAt: '辦結時間', lon: '經度', lat: '緯度', org: '承辦單位' },
    });
    expect(mapping.contact).toMatchObject({ phone: '聯絡電話' });
    const job = await importList(city, content);
    expect(job).toMatchObject({ accounting: { stored: 2, quarantined: 0 }, leftOut: { total: 1 } });
    const { items } = await city.get('/api/cases?limit=10', CasePage);
    expect(items.sort((a, b) => (a.id < b.id ? -1 : 1))).toMatchObject(EXPECTED);
    expect(items[0]?.requestedAt).toBe(Date.UTC(2026, 10, 5, 19, 30));
  }
});

it('so it is at the command line', async () => {
  const dir = folder();
  const file = join(dir, '清單.csv');
  writeFileSync(file, LIST);
  const data = join(dir, 'data');
  const { code, out, err } = await run('import.ts', ['--data', data, file]);
  expect(code, err).toBe(0);
  const [{ sourceId, accounting }] = JSON.parse(out).files;
  expect(accounting).toMatchObject({ stored: 2, quarantined: 0 });
  const store = openAt(data);
  expect(store.detail(`${sourceId}:A2`, 0)).toMatchObject({ status: 'closed' });
  store.close();
});
