import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openImportSession } from '../../../electron/city/composition/importSession.ts';
import { readPack } from '../../../electron/city/packs/readPack.ts';
import { inspectFile } from '../../../electron/city/sync/file/inspectFile.ts';
import { CaseContact, CaseDetail, CasePage } from '../../../shared/contract/cases.ts';
import { AuditPage } from '../../../shared/contract/operators.ts';
import { WINDOW_ROLE_HEADER } from '../../../shared/contract/windowRole.ts';
import { json, keepingBeside } from '../../support/city.ts';
import { workbooks, workbookWorkerUrl } from '../../support/workbooks.ts';
import { silent } from '../store/support.ts';
import { type Hall, hire, openHallOf, type Posts } from '../whistles/support.ts';

/** A row with several callers and numbers: all are kept, apart from the case, and shown for a logged reason only. */
const NOW = Date.UTC(2026, 10, 24, 1);
const LIST = new URL('../../fixtures/files/hall-lists/10b-caller-columns.csv', import.meta.url).pathname;
const build = (path: string) => new URL(`../../../build/${path}`, import.meta.url).pathname;
const NAMES = ['测试甲', '测试丙', '测试丁'];
const PHONES = ['13800000011', '13800000012', '13800000013', '025-83000014'];
const HOME = '某小区1幢101';
const IDENTITY = '320104199001010014';

let hall: Hall;
beforeAll(async () => {
  const pack = readPack(build('packs/nanjing-qinhuai'), build('calendars'));
  const dataDir = mkdtempSync(join(tmpdir(), 'citywhistle-'));
  const org = pack.manifest.orgs.find(({ kind }) => kind === 'street')?.code ?? '';
  const posts: Posts = { duty: { roles: ['street-duty'], org }, auditor: { roles: ['audit'], org } };
  await hire(dataDir, posts, ['duty', 'auditor']);
  const uploadsDir = join(dataDir, 'uploads');
  mkdirSync(uploadsDir);
  const session = await openImportSession({
    ...{ dataDir, uploadsDir, pack, clock: { now: () => NOW }, logger: silent, workbookWorkerUrl },
    ...{ keeping: keepingBeside(dataDir), encryption: null },
  });
  const { mapping } = await inspectFile(LIST, null, pack.manifest, workbooks);
  const job = await session.imports.startFile(LIST, { sourceId: 'list', name: '清单', mapping });
  await session.imports.finished(job.id);
  await session.close();
  hall = await openHallOf(pack, posts, dataDir, [], { now: NOW });
});
afterAll(() => hall.removeData());

it('keeps every name, number, address and identity of the row, the citizens before the office', async () => {
  // Signs in.
  await hall.as('duty', 'GET', '/api/session');
  const init = json('POST', { reason: '回访市民确认位置' });
  const headers = { ...init.headers, [WINDOW_ROLE_HEADER]: 'desk', 'X-Session': hall.token('duty') };
  const answer = await hall.request('/api/cases/list%3AQ1/contact', { ...init, headers });
  expect(CaseContact.parse(await answer.json())).toEqual({
    ...{ name: NAMES.join('\n'), phone: PHONES.join('\n') },
    ...{ email: null, address: HOME, identity: IDENTITY, originalDescription: null },
  });
  const audit = AuditPage.parse(await (await hall.as('auditor', 'GET', '/api/audit')).json());
  expect(audit.items.filter(({ action }) => action === 'contact.reveal')).toMatchObject([
    { actor: 'duty', subject: 'list:Q1', result: 'done' },
  ]);
  for (const word of [...NAMES, ...PHONES, HOME, IDENTITY]) expect(JSON.stringify(audit)).not.toContain(word);
});

it('shows none of them anywhere else', async () => {
  const detail = await hall.get('/api/cases/list%3AQ1', CaseDetail);
  expect(detail).toMatchObject({ hasContact: true, description: '噪声' });
  const file = await (await hall.as('duty', 'POST', '/api/cases/export', { reason: '周调度会材料' })).text();
  expect(file).toContain('"Q1"');
  const seen = [JSON.stringify(detail), file, JSON.stringify(hall.log)];
  for (const word of [...NAMES, ...PHONES, HOME, IDENTITY]) {
    for (const text of seen) expect(text).not.toContain(word);
    const found = await hall.get(`/api/cases?q=${encodeURIComponent(word)}`, CasePage);
    expect(found.total, word).toBe(0);
  }
});
