import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { CaseDetail } from '../../../shared/contract/cases.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import { eventually } from '../../support/city.ts';
import { cn, cnText, cnYears, officeHours } from '../../unit/time/calendars.ts';
import { fillFrom, good } from '../store/support.ts';
import { type Hall, openHallOf, POSTS, whistlePack } from '../whistles/support.ts';

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
