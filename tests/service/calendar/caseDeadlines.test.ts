import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openImportSession } from '../../../electron/city/composition/importSession.ts';
import { inspectFile } from '../../../electron/city/sync/file/inspectFile.ts';
import { CaseDetail } from '../../../shared/contract/cases.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import { eventually, keepingBeside } from '../../support/city.ts';
import { silent } from '../../support/syncing.ts';
import { workbooks, workbookWorkerUrl } from '../../support/workbooks.ts';
import { cn, cnText, cnYears, officeHours } from '../../unit/time/calendars.ts';
import { fillFrom, good } from '../store/support.ts';
import { type Hall, hire, openHallOf, POSTS, START, whistlePack } from '../whistles/support.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'citywhistle-'));
let hall: Hall | null = null;
afterEach(async () => {
  await hall?.city.close();
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir);
});

const pack = (...years: number[]): CityPack => {
  const plain = whistlePack();
  return {
    ...plain,
    manifest: { ...plain.manifest, calendar: 'cn', working: officeHours },
    calendarYears: cnYears(...years),
  };
};
async function open(years: number[], now: number): Promise<Hall> {
  hall = await openHallOf(pack(...years), POSTS, dataDir, [], { now });
  return hall;
}
const dueOf = async (id: string) => {
  const detail = await (hall as Hall).get(`/api/cases/${encodeURIComponent(id)}`, CaseDetail);
  return [cnText(detail.dueAt), detail.provisional?.year ?? null];
};

it('move at a start with a year that the release before did not have', async () => {
  // Four working hours from the last working hour of 2025, of which that release knew no table of the year after.
  const requestedAt = cn('2025-12-31 17:00');
  const row = { categoryCode: '006', requestedAt, dueAt: cn('2026-01-02 11:00'), dueBasis: 'pack' as const };
  fillFrom(dataDir, [good('GS1', row)], requestedAt);
  await open([2025], requestedAt);
  expect(await dueOf('hotline:GS1')).toEqual(['2026-01-02 11:00', 2026]);
  await hall?.city.close();
  // The notice moved 2 January off and 4 January in its place.
  await open([2025, 2026], requestedAt);
  const moved = await eventually('the deadline', async () => {
    const due = await dueOf('hotline:GS1');
    return due[0] !== '2026-01-02 11:00' && due;
  });
  expect(moved).toEqual(['2026-01-04 11:00', null]);
});

it('are by the calendar of the hall also where a file is imported without the service', async () => {
  await hire(dataDir, POSTS, ['shift']);
  await open([2026], START);
  const storm = {
    type: 'add-days-off',
    ...{ from: '2026-03-04', to: '2026-03-04', half: null, reason: '暴雪停工' },
  };
  const answer = await hall?.as('shift', 'POST', '/api/calendar/changes', { change: storm, seen: 0 });
  expect(answer?.status).toBe(200);
  await hall?.city.close();

  const path = join(dataDir, '案件.csv');
  writeFileSync(path, '案件编号,上报时间,小类代码\nQ1,2026-03-03 17:00:00,006\n');
  const session = await openImportSession({
    encryption: null,
    workbookWorkerUrl,
    ...{ dataDir, uploadsDir: join(dataDir, 'uploads'), pack: pack(2026) },
    ...{ clock: { now: () => START }, logger: silent, keeping: keepingBeside(dataDir) },
  });
  const { mapping } = await inspectFile(path, null, pack(2026).manifest, workbooks);
  const job = await session.imports.startFile(path, { sourceId: 'file', name: '案件', mapping });
  expect(await session.imports.finished(job.id)).toMatchObject({ state: 'done', accounting: { stored: 1 } });
  await session.close();
  const stored = await open([2026], START);
  const detail = await stored.get('/api/cases/file%3AQ1', CaseDetail);
  expect(cnText(detail.dueAt)).toBe('2026-03-05 11:00');
  expect(detail.history).toHaveLength(1);
});
