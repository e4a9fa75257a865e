import { describe, expect, it } from 'vitest';
import { ageParts, freshness } from '../../../renderer/ui/age.ts';
import { categoryGroups } from '../../../renderer/windows/wall/categoryGroups.ts';
import { channelPlaces } from '../../../renderer/windows/wall/channelPlaces.ts';
import { held } from '../../../renderer/windows/wall/heldList.ts';

const row = (id: string, title = id) => ({ id, title });

describe('a held list', () => {
  it('follows freely while nobody touches it', () => {
    expect(held([row('b'), row('a')], null)).toEqual({ shown: [row('b'), row('a')], waiting: 0 });
  });

  it('keeps every row in its place and counts what is new', () => {
    const frozen = [row('b'), row('a')];
    const fresh = [row('d'), row('c'), row('b', 'changed')];
    expect(held(fresh, frozen)).toEqual({ shown: [row('b', 'changed'), row('a')], waiting: 2 });
  });
});

describe('categories of the filter', () => {
  it('stand under their 大类; unknown codes can be chosen too', () => {
    const groups = categoryGroups(
      [
        { code: '0101', name: '暴露生活垃圾', parent: '01' },
        { code: '01', name: '市容环境', parent: null },
      ],
      [
        { key: '0101', count: 3, open: 0, overdue: 0 },
        { key: 'pothole', count: 1, open: 0, overdue: 0 },
        { key: '', count: 1, open: 0, overdue: 0 },
      ],
    );
    expect(groups).toEqual([
      { code: '01', name: '市容环境', items: [{ code: '0101', name: '暴露生活垃圾' }] },
      { code: 'pothole', name: 'pothole', items: [] },
    ]);
  });
});

describe('channels', () => {
  it.each([0, 1, 6, 7, 12])('%d of them are all counted in six places', (n) => {
    const rows = Array.from({ length: n }, (_, i) => ({ key: `c${i}`, count: 100 - i, open: 0, overdue: 0 }));
    const { shown, rest } = channelPlaces(rows);
    expect(shown.length + (rest.length > 0 ? 1 : 0)).toBeLessThanOrEqual(6);
    expect([...shown, ...rest]).toEqual(rows);
  });
});

describe('data age', () => {
  it.each([
    [null, 'never'],
    [0, 'fresh'],
    [10, 'fresh'],
    [12, 'late'],
    [30, 'late'],
    [31, 'stale'],
  ])('%s seconds at a poll of ten are %s', (seconds, expected) => {
    expect(freshness(seconds === null ? null : 1_000_000 - seconds * 1000, 10, 1_000_000)).toBe(expected);
  });

  it.each([
    [-5, 'seconds', 0],
    [89_999, 'seconds', 89],
    [90_000, 'minutes', 1],
    [3_600_000, 'minutes', 60],
    [7_200_000, 'hours', 2],
    [200 * 3_600_000, 'days', 8],
  ] as const)('%d ms reads as %s %d', (ms, unit, n) => {
    expect(ageParts(ms)).toEqual({ unit, n });
  });
});
