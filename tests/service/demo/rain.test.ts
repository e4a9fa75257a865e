import { describe, expect, it } from 'vitest';
import { casesOfDay } from '../../../electron/demo/casesOfDay.ts';
import { buildCityModel } from '../../../electron/demo/cityModel.ts';
import { rainFactor, rainOf } from '../../../electron/demo/weather.ts';
import { pack } from '../../unit/pack/packs.ts';

const dates = Array.from({ length: 60 }, (_, i) =>
  Temporal.PlainDate.from('2026-09-01').add({ days: i }).toString(),
);

describe('rain of the simulated city', () => {
  it('falls on some days, the same for the same seed', () => {
    const wet = dates.filter((date) => rainOf(42, date));
    expect(wet.length).toBeGreaterThan(5);
    expect(wet.length).toBeLessThan(25);
    expect(dates.filter((date) => rainOf(42, date))).toEqual(wet);
    expect(dates.filter((date) => rainOf(7, date))).not.toEqual(wet);
  });

  it('raises standing water and gullies, and keeps stalls away', () => {
    const model = buildCityModel(pack('nanjing-qinhuai'));
    const wet = dates.find((date) => (rainOf(42, date)?.strength ?? 0) > 0.7);
    const dry = dates.find((date) => !rainOf(42, date));
    const water = (date: string | undefined) =>
      casesOfDay(model, 42, date ?? '').filter((demo) => /积水|雨水/.test(demo.item.name)).length;
    expect(water(wet)).toBeGreaterThan(1.8 * water(dry));
    const rain = { from: 10, to: 12, strength: 1 };
    expect([9, 10, 12, 14].map((hour) => rainFactor(rain, hour, 0.25))).toEqual([1, 0.25, 0.7, 1]);
  });
});
