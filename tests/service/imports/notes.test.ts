import { expect, it } from 'vitest';
import { CaseDetail } from '../../../shared/contract/cases.ts';
import { ImportNotesPage } from '../../../shared/contract/imports.ts';
import { WINDOW_ROLE_HEADER } from '../../../shared/contract/windowRole.ts';
import type { TestCity } from '../../support/city.ts';
import { importList } from '../../support/importing.ts';
import { cityOfImports, detail, findings, list, records, undo } from './support.ts';

const HEAD = '工单编号,受理时间,工单状态,结案时间,处置部门,市民电话';
const LIST = list(
  HEAD,
  'A,2026-11-20 08:00:00,甲态,昨天 13800000001,甲,13800000002',
  'B,2026-11-20 08:00:00,办理中,,乙,',
  'C,2026-11-20 08:00:00,甲态,,丙,',
  'D,某日,办理中,,丁,',
);

const mapping = {
  fields: {
    ...{ id: '工单编号', requestedAt: '受理时间', status: '工单状态', closedAt: '结案时间' },
    org: '处置部门',
  },
  contact: { phone: '市民电话' },
};

const asWall = () => ({ headers: { [WINDOW_ROLE_HEADER]: 'wall' } });

const notesOf = (city: TestCity, id: string, query = '') =>
  city.get(`/api/import-records/${id}/notes${query}`, ImportNotesPage);
const codes = (notes: { code: string }[] | undefined) => (notes ?? []).map(({ code }) => code).sort();

it('what a row lost or had corrected is kept with its case, and listed by kind', async () => {
  const city = await cityOfImports();
  const job = await importList(city, LIST, { filename: '第3周.csv', mapping });
  expect((await records(city)).items[0]).toMatchObject({
    accounting: { received: 4, stored: 3, unchanged: 0, quarantined: 1 },
    noted: 2,
  });
  const page = await notesOf(city, job.id);
  expect(page).toMatchObject({ total: 2, items: [{ caseId: 'list:A' }, { caseId: 'list:C' }] });
  expect(page.items.map(({ notes }) => codes(notes))).toEqual([
    ['time-ignored', 'unknown-status'],
    ['unknown-status'],
  ]);
  expect(page.kinds.map(({ example, cases }) => [example.code, cases])).toEqual([
    ['unknown-status', 2],
    ['time-ignored', 1],
  ]);
  expect(await notesOf(city, job.id, '?code=time-ignored')).toMatchObject({
    total: 1,
    items: [{ caseId: 'list:A' }],
  });
  expect((await notesOf(city, job.id, '?limit=1&offset=1')).items).toMatchObject([{ caseId: 'list:C' }]);

  const one = await detail(city, 'A');
  expect(one.importNotes).toMatchObject({ import: job.id, file: '第3周.csv' });
  expect(codes(one.importNotes?.notes)).toEqual(['time-ignored', 'unknown-status']);
  expect(JSON.stringify([page, one.importNotes])).not.toMatch(/1380000000[12]/);
  expect(JSON.stringify(page)).toContain('昨天');
  expect((await detail(city, 'B')).importNotes).toBeUndefined();
  const onWall = CaseDetail.parse(await (await city.request('/api/cases/list%3AA', asWall())).json());
  expect(onWall.importNotes).toBeUndefined();
  expect((await city.request(`/api/import-records/${job.id}/notes`, asWall())).status).toBe(403);
  expect((await city.request('/api/import-records/none/notes')).status).toBe(404);
  expect((await findings(city)).found).toEqual([]);
});

it('the notes of a case are those of the latest import that stands', async () => {
  const city = await cityOfImports();
  const first = await importList(city, LIST, { mapping });
  const second = await importList(city, list(HEAD, 'A,2026-11-20 08:00:00,办理中,,甲,'));
  expect((await detail(city, 'A')).importNotes).toBeUndefined();
  await undo(city, second);
  expect((await detail(city, 'A')).importNotes).toMatchObject({ import: first.id });
  await undo(city, first);
  expect(await notesOf(city, first.id)).toEqual({ items: [], total: 0, kinds: [] });
  expect((await detail(city, 'A')).importNotes).toBeUndefined();
});
