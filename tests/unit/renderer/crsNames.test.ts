import { expect, test } from 'vitest';
import { crsChoices, crsName } from '../../../renderer/windows/connections/crsNames.ts';
import { connWords } from '../../../renderer/windows/connections/words.ts';
import { Crs } from '../../../shared/contract/sources.ts';

test('every coordinate system has a name in both languages', () => {
  for (const words of [connWords.zh, connWords.en]) {
    const names = Crs.options.map((crs) => crsName(crs, words));
    expect(new Set(names).size).toBe(Crs.options.length);
  }
  expect(crsName('epsg:4549', connWords.zh)).toBe('CGCS2000 平面坐标，中央经线 120°（EPSG:4549）');
});

test('of the planes by code only the one that is set is offered', () => {
  const choices = (current: Crs) => crsChoices(current, connWords.en).map(({ value }) => value);
  expect(choices('gcj02')).toHaveLength(8);
  expect(choices('epsg:4549')).toEqual([...choices('gcj02'), 'epsg:4549']);
});
