import { expect, it } from 'vitest';
import { type ImportRowKind, ImportRowsPage } from '../../../shared/contract/imports.ts';
import { RetryReport } from '../../../shared/contract/status.ts';
import { WINDOW_ROLE_HEADER } from '../../../shared/contract/windowRole.ts';
import type { TestCity } from '../../support/city.ts';
import { importList } from '../../support/importing.ts';
import { cityOfImports, findings, list, records, undo } from './support.ts';

const HEAD = '工单编号,受理时间,工单状态,处置部门,市民电话';
const ROW = (id: string, status = '办理中', time = '2026-11-20 08:00:00') =>
  `${id},${time},${status},甲,13800000001`;

const rowsOf = (city: TestCity, id: string, kind: ImportRowKind, part = '') =>
  city.get(`/api/import-records/${id}/rows?kind=${kind}${part}`, ImportRowsPage);
const numbers = ({ items }: Pick<ImportRowsPage, 'items'>) => items.map(({ number }) => number);

it('each count of an import lists its rows, in the order of the list', async () => {
  const city = await cityOfImports();
  await importList(city, list(HEAD, ROW('D'), ROW('B'), ROW('A')));
  const second = await importList(
    city,
    list(
      HEAD,
      ROW('A'),
      ROW('C'),
      ROW('X', '甲态'),
      ROW('B', '已办结'),
      ROW('Y', '办理中', '某日'),
      ROW('D'),
      ROW('D'),
    ),
  );
  const [record] = (await records(city)).items;
  expect(record).toMatchObject({
    accounting: { received: 7, stored: 3, unchanged: 3, quarantined: 1 },
    noted: 1,
  });
  const clean = await rowsOf(city, second.id, 'clean');
  expect(clean).toMatchObject({ total: 2, known: 2 });
  expect(numbers(clean)).toEqual(['C', 'B']);
  // A case that is in the list twice is there twice.
  expect(numbers(await rowsOf(city, second.id, 'unchanged'))).toEqual(['A', 'D', 'D']);
  const noted = await rowsOf(city, second.id, 'noted');
  expect(numbers(noted)).toEqual(['X']);
  expect(noted.items.map(({ notes }) => notes.map(({ code }) => code))).toEqual([['unknown-status']]);
  const refused = await rowsOf(city, second.id, 'quarantined');
  expect(refused).toMatchObject({ total: 1, known: 1, items: [{ number: 'Y', caseId: null }] });
  expect(refused.items[0]?.refusal?.reason).toContain('某日');
  expect(numbers(await rowsOf(city, second.id, 'clean', '&limit=1&offset=1'))).toEqual(['B']);
  expect(JSON.stringify([clean, noted, refused])).not.toContain('13800000001');

  const wall = await city.request(`/api/import-records/${second.id}/rows?kind=clean`, {
    headers: { [WINDOW_ROLE_HEADER]: 'wall' },
  });
  expect(wall.status).toBe(403);
  expect((await city.request('/api/import-records/none/rows?kind=clean')).status).toBe(404);
  expect((await city.request(`/api/import-records/${second.id}/rows?kind=all`)).status).toBe(400);
  expect((await findings(city)).found).toEqual([]);
});

it('a row stays what it was, whatever comes later; an import that is taken back has none', async () => {
  const city = await cityOfImports();
  const mapping = { fields: { id: '工单编号', requestedAt: '受理时间', status: '工单状态' } };
  const first = await importList(city, list(HEAD, ROW('A'), ROW('Y', '办理中', '20/11/2026 25:00')), {
    mapping,
  });
  const [row] = (await rowsOf(city, first.id, 'quarantined')).items;
  const retried = await city.send(
    'POST',
    `/api/quarantine/${row?.refusal?.id}/retry`,
    undefined,
    RetryReport,
  );
  expect(retried.outcome).toBe('quarantined');
  await importList(city, list(HEAD, ROW('A'), ROW('Y')), { mapping });
  expect(numbers(await rowsOf(city, first.id, 'clean'))).toEqual(['A']);
  expect(await rowsOf(city, first.id, 'quarantined')).toMatchObject({ total: 1, known: 1 });
  await undo(city, first);
  expect(await rowsOf(city, first.id, 'clean')).toEqual({ items: [], total: 1, known: 0 });
  expect((await findings(city)).found).toEqual([]);
});

it('rows of many pages are found at any place', async () => {
  const city = await cityOfImports();
  const rows = Array.from({ length: 3200 }, (_, i) => ROW(`N${i}`, i % 400 === 0 ? '甲态' : '办理中'));
  const job = await importList(city, list(HEAD, ...rows));
  const noted = await rowsOf(city, job.id, 'noted', '&limit=5&offset=2');
  expect(noted).toMatchObject({ total: 8, known: 8 });
  expect(numbers(noted)).toEqual(['N800', 'N1200', 'N1600', 'N2000', 'N2400']);
  const clean = await rowsOf(city, job.id, 'clean', '&limit=3&offset=3189');
  expect(numbers(clean)).toEqual(['N3197', 'N3198', 'N3199']);
});
