import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { databasePath } from '../../../electron/city/store/files.ts';
import { CasePage } from '../../../shared/contract/cases.ts';
import type { TestCity } from '../../support/city.ts';
import { folder } from '../../support/hostCommands.ts';
import { run } from '../../support/hostFiles.ts';
import { importList, uploadList } from '../../support/importing.ts';
import { openAt } from '../store/support.ts';
import { cityOfImports, detail, findings, list, undo } from './support.ts';

const [FIRST, SECOND] = ['320104199001010014', '320104199001010030'];
const BY_HEADER = list(
  '工单编号,受理时间,诉求内容,来电人身份证号,统一社会信用代码',
  `A,2026-11-20 08:00,路灯不亮,${FIRST},91320104MA1MC1X00X`,
  `B,2026-11-20 09:00,井盖破损,${SECOND},91320104MA1MC1X00X`,
);
const BY_CONTENT = BY_HEADER.replace('来电人身份证号', '备注一');

/** What is kept of the caller of a case, by its number. */
function kept(city: TestCity, id: string): unknown {
  const db = new Database(databasePath(city.dataDir), { readonly: true });
  try {
    const sql =
      'SELECT k.identity, k.phone FROM contacts k JOIN cases c ON c.seq = k.seq WHERE c.source_id = ?';
    return db.prepare(sql).get(id);
  } finally {
    db.close();
  }
}

it.each([
  ['its header', BY_HEADER, '来电人身份证号'],
  ['its content', BY_CONTENT, '备注一'],
])('a number of an identity card, found by %s, is kept apart', async (_, text, column) => {
  const city = await cityOfImports();
  const report = await uploadList(city, text);
  expect(report.columns.find(({ name }) => name === column)).toMatchObject({ contact: 'identity' });
  expect(report.mapping.contact).toMatchObject({ identity: column });
  const job = await importList(city, text);
  expect(kept(city, 'A')).toEqual({ identity: FIRST, phone: null });

  const case_ = await detail(city, 'A');
  expect(case_.raw).toMatchObject({ 统一社会信用代码: '91320104MA1MC1X00X' });
  const exported = await (await city.request('/api/cases/export?format=csv')).text();
  const found = await city.get(`/api/cases?q=${FIRST}`, CasePage);
  expect(found.total).toBe(0);
  for (const told of [report, case_, exported, job]) expect(JSON.stringify(told)).not.toContain(FIRST);

  // A list with fewer columns keeps it; taken back, the import leaves nothing of it.
  await importList(city, list('工单编号,受理时间,诉求内容', 'A,2026-11-20 08:00,路灯全灭'));
  expect(kept(city, 'A')).toEqual({ identity: FIRST, phone: null });
  await undo(city, job);
  expect((await findings(city)).found).toEqual([]);
});

it('the command line keeps it as well, and writes it into no log', async () => {
  const dir = folder();
  const file = join(dir, '清单.csv');
  writeFileSync(file, BY_CONTENT);
  const data = join(dir, 'data');
  const { code, out, err } = await run('import.ts', ['--data', data, file]);
  expect(code, err).toBe(0);
  const [{ sourceId }] = JSON.parse(out).files;
  const store = openAt(data);
  expect(store.contacts.of(`${sourceId}:B`)).toMatchObject({ identity: SECOND });
  store.close();
  const logs = readdirSync(join(data, 'logs')).map((name) => readFileSync(join(data, 'logs', name), 'utf8'));
  for (const text of [out, err, ...logs]) expect(text).not.toMatch(new RegExp(`${FIRST}|${SECOND}`));
});
