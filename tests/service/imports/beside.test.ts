import { expect, it } from 'vitest';
import { ImportPreview } from '../../../shared/contract/importPreview.ts';
import { eventually, type TestCity } from '../../support/city.ts';
import { importList, uploadList } from '../../support/importing.ts';
import { cityOfImports, counted, detail, list } from './support.ts';

const FIRST = list(
  '工单编号,受理时间,工单状态,处置部门,街道,市民电话',
  'A,2026-11-20 08:00:00,已办结,甲,街道 S1,13800000001',
  'B,2026-11-20 08:00:00,办理中,乙,街道 S1,',
);
/** Neither status nor street. */
const SECOND = list(
  '工单编号,受理时间,备注,处置部门',
  'A,2026-11-20 08:00:00,,丙',
  'C,2026-11-20 08:00:00,,丁',
);

async function previewed(city: TestCity, content: string, sourceId: string) {
  const { uploadId, mapping } = await uploadList(city, content);
  const path = `/api/uploads/${uploadId}/preview`;
  const { id } = await city.send('POST', path, { mapping, sourceId }, ImportPreview);
  const ended = await eventually('the reading', async () => {
    const reading = await city.get(`/api/previews/${id}`, ImportPreview);
    return reading.state !== 'running' && reading;
  });
  if (ended.report === null) throw new Error(`the list was not read: ${JSON.stringify(ended.error)}`);
  return ended.report;
}

it('a list is checked and counted beside what is stored of its cases', async () => {
  const city = await cityOfImports();
  await importList(city, FIRST);
  const report = await previewed(city, SECOND, 'list');
  expect(report.first).toMatchObject([
    { case: { sourceId: 'A', status: 'closed', org: '丙', street: expect.any(String) }, contact: ['phone'] },
    { case: { sourceId: 'C', status: 'open', org: '丁', street: null }, contact: [] },
  ]);
  expect(JSON.stringify(report)).not.toContain('13800000001');
  expect(report).toMatchObject({ newCases: 1, knownCases: 1 });
  const { notPlaced, ...sums } = report.tally;
  expect(sums).toMatchObject({ rows: 2, open: 1, closed: 1, wordless: { open: 1, closed: 1 } });
  expect(notPlaced.map(({ reason, rows }) => [reason.code, rows])).toEqual([['place-nothing', 1]]);
  // Nothing was written.
  expect(await counted(city)).toEqual(['A closed 甲', 'B open 乙']);

  const job = await importList(city, SECOND);
  expect(job.tally).toEqual(report.tally);
  expect(await counted(city)).toEqual(['A closed 丙', 'B open 乙', 'C open 丁']);
  expect(report.first[0]).toMatchObject({ case: { street: (await detail(city, 'A')).street } });
});

it('for a source that is not there every case is a new one', async () => {
  const city = await cityOfImports();
  await importList(city, FIRST);
  const report = await previewed(city, SECOND, 'another');
  expect(report).toMatchObject({ newCases: 2, knownCases: 0, tally: { open: 2, closed: 0 } });
});
