import { afterAll } from 'vitest';
import type { z } from 'zod';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { CaseDetail, CasePage } from '../../../shared/contract/cases.ts';
import { ImportRecord, ImportRecordPage, WholeCount } from '../../../shared/contract/imports.ts';
import type { ImportJob } from '../../../shared/contract/sources.ts';
import { json, openTestCity, type TestCity, testPack } from '../../support/city.ts';
import { importList, uploadList } from '../../support/importing.ts';

const START = Date.UTC(2026, 10, 24, 1);
const open = new Set<TestCity>();

afterAll(async () => {
  for (const city of open) await city.removeData();
});

/** A city whose clock goes on by a second at every look, so that no two imports are at one time. */
export async function cityOfImports(dataDir: string | null = null, from = START): Promise<TestCity> {
  let now = from;
  const city = await openTestCity({ dataDir, pack: testPack(), sources: [], now: () => (now += 1000) });
  open.add(city);
  await city.signInAsAdministrator();
  return city;
}

/** Closes the city and opens another over its folder, an hour later. */
export const reopened = (city: TestCity): Promise<TestCity> => reopenedAfter(city, () => undefined);

/** The same; `between`: done while none is open. */
export async function reopenedAfter(city: TestCity, between: () => void): Promise<TestCity> {
  await city.close();
  open.delete(city);
  between();
  return cityOfImports(city.dataDir, START + 3_600_000);
}

/** A list: the header, then rows, cells divided by commas. */
export const list = (...lines: string[]): string => `${lines.join('\n')}\n`;

export const detail = (city: TestCity, id: string) =>
  city.get(`/api/cases/${encodeURIComponent(`list:${id}`)}`, CaseDetail);

/** Numbers of the cases that count, with their status, in order. */
export async function counted(city: TestCity): Promise<string[]> {
  const { items } = await city.get('/api/cases?limit=200', CasePage);
  return items.map(({ sourceId, status, org }) => `${sourceId} ${status} ${org ?? '–'}`).sort();
}

export const records = (city: TestCity) => city.get('/api/import-records', ImportRecordPage);

export const undo = (city: TestCity, job: Pick<ImportJob, 'id'>): Promise<z.output<typeof ImportRecord>> =>
  city.send('POST', `/api/import-records/${job.id}/undo`, { reason: '选错了文件' }, ImportRecord);

export const undoRefused = (city: TestCity, job: Pick<ImportJob, 'id'>) =>
  city.refusal(`/api/import-records/${job.id}/undo`, json('POST', { reason: '选错了文件' }));

/** What a list would close; then it is imported as a whole one, confirmed with `closes`. */
export async function importWhole(city: TestCity, content: string, closes: number | null = null) {
  const { uploadId, mapping } = await uploadList(city, content);
  const body = { sourceId: 'list', mapping };
  const count = await city.send('POST', `/api/uploads/${uploadId}/whole`, body, WholeCount);
  const job = await importList(city, content, { whole: { closes: closes ?? count.missing } });
  return { count, job };
}

/** Closes the city and verifies its folder. */
export async function findings(city: TestCity): Promise<{ city: TestCity; found: unknown[] }> {
  await city.close();
  const { findings: found } = checkIntegrity(city.dataDir);
  open.delete(city);
  return { city: await cityOfImports(city.dataDir, START + 7_200_000), found };
}
