import { expect, it } from 'vitest';
import { partsContain, partsOf } from '../../../shared/geo/polygon.ts';
import { createPlacer, type DueReading } from '../../../shared/pack/placer.ts';
import { randomFor } from '../../../shared/pack/seededRandom.ts';
import { cn, cnText } from '../time/calendars.ts';
import { pack } from './packs.ts';

/** A deadline on the wall clock of China; `none` and `resting` as they are. */
const dueText = (due: DueReading): string => (typeof due === 'number' ? (cnText(due) ?? '') : due);
const qinhuai = pack('nanjing-qinhuai');
const placer = createPlacer(qinhuai);

it('places points in the grid and street that hold them', () => {
  const random = randomFor('placer');
  const [west, south, east, north] = qinhuai.manifest.bbox;
  let inside = 0;
  for (let i = 0; i < 1500; i++) {
    const lon = west + (east - west) * random();
    const lat = south + (north - south) * random();
    const grid = qinhuai.grids.features.find((feature) => partsContain(partsOf(feature.geometry), lon, lat));
    expect(placer.place({ lon, lat })).toEqual({
      street: grid?.properties.street ?? null,
      grid: grid?.properties.code ?? null,
    });
    if (grid) inside++;
  }
  expect(inside).toBeGreaterThan(400);
});

it('places nothing without a point or outside', () => {
  expect(placer.place({ lon: null, lat: 32 })).toEqual({ street: null, grid: null });
  expect(placer.place({ lon: -71, lat: 42 })).toEqual({ street: null, grid: null });
});

it('takes the first limit of the 小类', () => {
  // 上水井盖 缺失: 2 紧急工作时; 道路不洁: 2 工作时; 非法小广告: 1 工作日.
  const requestedAt = cn('2026-11-20 17:30');
  expect(dueText(placer.due({ categoryCode: 'P0101', requestedAt }))).toBe('2026-11-20 19:30');
  expect(dueText(placer.due({ categoryCode: 'E0104', requestedAt }))).toBe('2026-11-23 09:30');
  expect(dueText(placer.due({ categoryCode: 'E0201', requestedAt }))).toBe('2026-11-23 17:30');
});

it('has no limit for a 大类, an unknown code, and working time before the calendar', () => {
  const requestedAt = cn('2026-12-31 17:30');
  expect(placer.due({ categoryCode: 'E01', requestedAt })).toBe('none');
  expect(placer.due({ categoryCode: 'nowhere', requestedAt })).toBe('none');
  expect(placer.due({ categoryCode: 'E0104', requestedAt: cn('2017-12-29 17:30') })).toBe('none');
  // 道路不洁, 2 工作时, over New Year into a year that is counted provisionally.
  expect(dueText(placer.due({ categoryCode: 'E0104', requestedAt }))).toBe('2027-01-04 09:30');
  expect(dueText(placer.due({ categoryCode: 'P0101', requestedAt }))).toBe('2026-12-31 19:30');
});

it('moves a limit by the pauses of the case, and has none while its clock rests', () => {
  // 占道经营 and the like, 4 工作时: 0.5 on Friday evening, 3.5 on Monday morning, of which an hour rests.
  const row = { categoryCode: 'E0102', requestedAt: cn('2026-11-20 17:30') };
  const from = cn('2026-11-23 09:00');
  expect(dueText(placer.due({ ...row, pauses: [{ from, to: cn('2026-11-23 10:00') }] }))).toBe(
    '2026-11-23 14:30',
  );
  expect(dueText(placer.due({ ...row, pauses: [{ from, to: null }] }))).toBe('resting');
  // What was late already stays late.
  expect(dueText(placer.due({ ...row, pauses: [{ from: cn('2026-11-23 15:00'), to: null }] }))).toBe(
    '2026-11-23 11:30',
  );
});
