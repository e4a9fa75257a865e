import { expect, it } from 'vitest';
import { openDatabase } from '../../../electron/city/store/driver.ts';
import { databasePath } from '../../../electron/city/store/files.ts';
import { AuditPage } from '../../../shared/contract/operators.ts';
import { QuarantinePage, RetryReport } from '../../../shared/contract/status.ts';
import type { TestCity } from '../../support/city.ts';
import { importList } from '../../support/importing.ts';
import { GIVEN_PIN, takeOwnPin } from '../../support/ownPin.ts';
import {
  cityOfImports,
  counted,
  detail,
  findings,
  list,
  records,
  reopened,
  undo,
  undoRefused,
} from './support.ts';

const HEAD = '工单编号,受理时间,工单状态,处置部门,市民电话';
const one = (id: string, org: string, status = '办理中', phone = '13800000001') =>
  `${id},2026-11-20 08:00:00,${status},${org},${phone}`;

it('removes what an import created and gives back what it changed', async () => {
  const city = await cityOfImports();
  await importList(city, list(HEAD, one('A', '甲'), one('B', '乙')));
  const before = await detail(city, 'B');
  const wrong = await importList(city, list(HEAD, one('B', '错', '已办结', '13900000009'), one('C', '丙')));
  expect(await counted(city)).toEqual(['A open 甲', 'B closed 错', 'C open 丙']);

  const undone = await undo(city, wrong);

  expect(undone.undo).toMatchObject({
    by: '管理员',
    reason: '选错了文件',
    done: {
      cases: { removed: 1, restored: 1, 'changed-since': 0, 'listed-since': 0, whistled: 0, unreadable: 0 },
      refused: 0,
      listedAgain: 0,
    },
  });
  expect(await counted(city)).toEqual(['A open 甲', 'B open 乙']);
  const { history, lastSeenAt: _, ...now } = await detail(city, 'B');
  const { history: earlier, lastSeenAt: __, ...was } = before;
  expect(now).toEqual(was);
  expect(history.slice(0, earlier.length)).toEqual(earlier);
  expect(history.at(-1)).toMatchObject({
    kind: 'changed',
    changes: {
      status: ['closed', 'open'],
      org: ['错', '乙'],
      undone: [null, wrong.id],
      contact: ['***', '***'],
    },
  });
  expect(phonesIn(city.dataDir)).toEqual(['13800000001', '13800000001']);
  expect(await detail(city, 'C')).toMatchObject({ goneAt: expect.any(Number), hasContact: false });

  const verified = await findings(city);
  expect(verified.found).toEqual([]);
  // It survives a restart, and is refused the second time.
  expect(await counted(verified.city)).toEqual(['A open 甲', 'B open 乙']);
  expect(await undoRefused(verified.city, wrong)).toMatchObject({ status: 409, code: 'import-undone' });
});

it('is recorded with its reason, and so is every import', async () => {
  const city = await cityOfImports();
  const job = await importList(city, list(HEAD, one('A', '甲')), { filename: '第3周明细.csv' });
  await undo(city, job);
  expect(await records(city)).toMatchObject({
    total: 1,
    items: [
      {
        ...{ id: job.id, source: 'list', file: '第3周明细.csv', by: '管理员', state: 'done' },
        accounting: { received: 1, stored: 1, unchanged: 0, quarantined: 0 },
        ...{ created: 1, changed: 0, whole: null, undo: { reason: '选错了文件' } },
      },
    ],
  });
  const auditor = { id: 'aud', name: '审计', roles: ['audit'], org: 'PWDx', streets: [], pin: GIVEN_PIN };
  await city.request('/api/operators', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(auditor),
  });
  const { items } = await auditOf(city);
  expect(items.find(({ action }) => action === 'import.undo')).toMatchObject({
    result: 'done',
    subject: job.id,
    details: { reason: '选错了文件', source: 'list', removed: 1 },
  });
});

it('leaves and counts what another import has changed or listed since', async () => {
  const city = await cityOfImports();
  const first = await importList(city, list(HEAD, one('A', '甲'), one('B', '乙'), one('C', '丙')));
  await importList(city, list(HEAD, one('A', '改'), one('B', '乙')));
  const { undo: done } = await undo(city, first);
  expect(done?.done?.cases).toMatchObject({ removed: 1, 'changed-since': 1, 'listed-since': 1 });
  expect(await counted(city)).toEqual(['A open 改', 'B open 乙']);
  expect((await findings(city)).found).toEqual([]);
});

it('goes back step by step: the last import first, then the one before it', async () => {
  const city = await cityOfImports();
  const first = await importList(city, list(HEAD, one('A', '甲'), one('B', '乙')));
  const second = await importList(city, list(HEAD, one('A', '二'), one('B', '乙')));
  const third = await importList(city, list(HEAD, one('A', '三')));
  await undo(city, third);
  expect(await counted(city)).toEqual(['A open 二', 'B open 乙']);
  await undo(city, second);
  expect(await counted(city)).toEqual(['A open 甲', 'B open 乙']);
  expect((await undo(city, first)).undo?.done?.cases).toMatchObject({ removed: 2 });
  expect(await counted(city)).toEqual([]);
  expect((await findings(city)).found).toEqual([]);
});

it('lets a corrected list in again, without what the wrong one said', async () => {
  const city = await cityOfImports();
  const wrong = await importList(city, list(`${HEAD},更新时间`, `${one('A', '错')},2026-11-23 08:00:00`));
  await undo(city, wrong);
  const again = await importList(
    city,
    list('工单编号,受理时间,工单状态,更新时间', 'A,2026-11-20 08:00:00,办理中,2026-11-21 08:00:00'),
  );
  expect(again.accounting).toMatchObject({ received: 1, stored: 1 });
  expect(await detail(city, 'A')).toMatchObject({ goneAt: null, org: null, hasContact: false });
  // And back: it is gone again.
  await undo(city, again);
  expect(await counted(city)).toEqual([]);
  expect((await findings(city)).found).toEqual([]);
});

it('takes its refused rows along, and lists those again that it had settled', async () => {
  const city = await cityOfImports();
  const bad = 'B,2026-11-32 08:00:00,办理中,乙,';
  await importList(city, list(HEAD, one('A', '甲'), bad));
  const second = await importList(city, list(HEAD, one('B', '乙'), 'C,某日,办理中,丙,'));
  const waiting = async () =>
    (await city.get('/api/quarantine', QuarantinePage)).items.map(({ sourceId }) => sourceId);
  expect(await waiting()).toEqual(['C']);
  expect((await undo(city, second)).undo?.done).toMatchObject({ refused: 1, listedAgain: 1 });
  expect(await waiting()).toEqual(['B']);
  expect((await findings(city)).found).toEqual([]);
});

it('takes a row along that was read again from its quarantine', async () => {
  const city = await cityOfImports();
  const stages = { fields: { id: '工单编号', requestedAt: '受理时间', org: '处置部门' } };
  const job = await importList(city, list(HEAD, one('A', '甲'), 'B,21/11/2026,办理中,乙,'), {
    mapping: { ...stages, timeFormat: 'yyyy-MM-dd HH:mm:ss' },
  });
  const { items } = await city.get('/api/quarantine', QuarantinePage);
  expect(items).toHaveLength(1);
  await city.request('/api/sources/list', {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ mapping: { ...stages, timeFormat: 'dd/MM/yyyy' } }),
  });
  await city.send('POST', `/api/quarantine/${items[0]?.id}/retry`, undefined, RetryReport).catch(() => null);
  expect(await counted(city)).toEqual(['A open 甲', 'B open 乙']);
  expect((await undo(city, job)).undo?.done?.cases).toMatchObject({ removed: 2 });
  expect((await findings(city)).found).toEqual([]);
});

it('is not for everybody, and not for what is not there', async () => {
  const city = await cityOfImports();
  const job = await importList(city, list(HEAD, one('A', '甲')));
  expect(await undoRefused(city, { id: 'none' })).toMatchObject({ status: 404 });
  const nobody = await city.refusal(`/api/import-records/${job.id}/undo`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'x-session': 'nobody' },
    body: JSON.stringify({ reason: '选错了文件' }),
  });
  expect(nobody.status).toBe(401);
  const short = await city.refusal(`/api/import-records/${job.id}/undo`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ reason: '错' }),
  });
  expect(short.status).toBe(422);
  expect(await counted(city)).toEqual(['A open 甲']);
  expect(await counted(await reopened(city))).toEqual(['A open 甲']);
});

/** Telephone numbers that the database holds, also those that are kept for an undo. */
function phonesIn(dataDir: string): unknown[] {
  const db = openDatabase(databasePath(dataDir), { readonly: true }, null);
  try {
    const kept = db.prepare('SELECT contact FROM import_cases WHERE contact IS NOT NULL').all();
    return [...db.prepare('SELECT phone FROM contacts ORDER BY seq').pluck().all(), ...kept];
  } finally {
    db.close();
  }
}

async function auditOf(city: TestCity) {
  const token = await takeOwnPin(
    (method, path, body, session) => {
      const headers = { 'Content-Type': 'application/json', 'x-session': session ?? '' };
      return city.request(path, { method, headers, body: JSON.stringify(body) });
    },
    'aud',
    '738291',
  );
  const answer = await city.request('/api/audit?limit=50', { headers: { 'x-session': token } });
  return AuditPage.parse(await answer.json());
}
