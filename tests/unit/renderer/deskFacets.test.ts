import { describe, expect, it } from 'vitest';
import { dayRange } from '../../../renderer/live/link/cityTime.ts';
import { EMPTY_FILTER } from '../../../renderer/live/link/filter.ts';
import { caseCategory, categoryLabel } from '../../../renderer/ui/categoryLabel.ts';
import { ariaSort, nextSort, pressedSort, SORTS } from '../../../renderer/windows/desk/columns.ts';
import {
  categoryOptions,
  conditionCount,
  facetOptions,
  isFiltered,
  stageOptions,
  toggled,
  visibleOptions,
  withoutFacet,
} from '../../../renderer/windows/desk/facets.ts';
import { changeText } from '../../../renderer/windows/desk/historyText.ts';

const tally = (key: string, count: number) => ({ key, count, open: 0, overdue: 0 });
const same = (key: string): string => key;

describe('the name of a category', () => {
  const unknown = (code: string): string => `未知类别 ${code}`;
  it.each([
    ['0101', '上水井盖', '井盖', '上水井盖', '井盖'],
    ['006', null, '楼道堆物', '楼道堆物', '楼道堆物'],
    ['006', null, '006', '未知类别 006', '未知类别 006'],
    ['006', null, null, '未知类别 006', '未知类别 006'],
    ['E0402', '店外经营', 'E0402', '店外经营', '店外经营'],
    ['Graffiti', null, 'Graffiti', 'Graffiti', 'Graffiti'],
  ])('%s, %s in the pack and %s upstream', (code, inPack, upstream, inList, ofCase) => {
    expect(categoryLabel(code, { inPack, upstream }, unknown)).toBe(inList);
    expect(caseCategory(code, { inPack, upstream }, unknown)).toBe(ofCase);
  });
});

describe('the filters of the desk', () => {
  it('orders values by count and keeps a ticked one without cases', () => {
    const options = facetOptions([tally('a', 1), tally('b', 9)], ['gone'], same);
    expect(options.map(({ key, count }) => [key, count])).toEqual([
      ['b', 9],
      ['a', 1],
      ['gone', 0],
    ]);
  });
  it('puts 小类 under their 大类 with the sum', () => {
    const items = [
      { code: '01', name: '公用设施', parent: null },
      { code: '0101', name: '上水井盖', parent: '01' },
      { code: '0102', name: '污水井盖', parent: '01' },
    ];
    const options = categoryOptions([tally('0101', 3), tally('0102', 4), tally('x', 5)], [], items, same);
    expect(options.map(({ key, count, depth }) => [key, count, depth])).toEqual([
      ['01', 7, 0],
      ['0102', 4, 1],
      ['0101', 3, 1],
      ['x', 5, 0],
    ]);
  });
  it('puts stages in the order in which a case goes through them, the untold last', () => {
    const options = stageOptions(
      [tally('none', 9), tally('closed', 5), tally('handling', 1)],
      ['reported'],
      same,
    );
    expect(options.map(({ key, count }) => [key, count])).toEqual([
      ['reported', 0],
      ['handling', 1],
      ['closed', 5],
      ['none', 9],
    ]);
  });
  it('shows the first values, the ticked ones, or those that contain the text', () => {
    const options = facetOptions(
      Array.from({ length: 20 }, (_, at) => tally(`k${String(at).padStart(2, '0')}`, 100 - at)),
      [],
      same,
    );
    const plain = visibleOptions(options, ['k19'], '', 5);
    expect(plain.shown.map((each) => each.key)).toEqual(['k00', 'k01', 'k02', 'k03', 'k04', 'k19']);
    expect(plain.hidden).toBe(14);
    expect(visibleOptions(options, [], 'K1', 50).shown).toHaveLength(10);
  });
  it('counts conditions and knows when there is none', () => {
    expect(isFiltered(EMPTY_FILTER)).toBe(false);
    expect(conditionCount({ ...EMPTY_FILTER, street: ['a', 'b'], status: 'open', overdue: false })).toBe(4);
    expect(conditionCount({ ...EMPTY_FILTER, punctuality: ['late'], closed: { from: 1, to: 2 } })).toBe(2);
    expect(isFiltered({ ...EMPTY_FILTER, q: '井盖' })).toBe(true);
    expect(conditionCount({ ...EMPTY_FILTER, period: 'today' })).toBe(1);
  });
  it('drops only the one list', () => {
    const filter = { ...EMPTY_FILTER, street: ['a'], grid: ['g'] };
    expect(withoutFacet(filter, 'street')).toEqual({ ...filter, street: [] });
    expect(withoutFacet(filter, 'org')).toBe(filter);
    expect(toggled(toggled([], 'a'), 'a')).toEqual([]);
  });
  it('makes whole days of the zone, the last one included', () => {
    const range = dayRange('2026-11-22', '2026-11-22', 'Asia/Shanghai');
    expect(range).toEqual({
      from: Date.parse('2026-11-21T16:00:00Z'),
      to: Date.parse('2026-11-22T16:00:00Z'),
    });
    // The day on which New York sets its clocks back has 25 hours.
    const long = dayRange('2026-11-01', '2026-11-01', 'America/New_York');
    expect((long?.to ?? 0) - (long?.from ?? 0)).toBe(25 * 3_600_000);
    expect(dayRange('2026-11-22', '2026-11-21', 'Asia/Shanghai')).toBeNull();
    expect(dayRange('', '2026-11-21', 'Asia/Shanghai')).toBeNull();
  });
});

describe('the order of the desk', () => {
  it('goes round every order once', () => {
    let sort = SORTS[0] ?? '-requested';
    const seen = SORTS.map(() => {
      const now = sort;
      sort = nextSort(sort);
      return now;
    });
    expect(new Set(seen).size).toBe(SORTS.length);
    expect(sort).toBe(SORTS[0]);
  });
  it('turns a column round on the second press and tells ARIA', () => {
    const sorts = ['due', '-due'] as const;
    expect(pressedSort(sorts, '-requested')).toBe('due');
    expect(pressedSort(sorts, 'due')).toBe('-due');
    expect(ariaSort(sorts, 'due')).toBe('ascending');
    expect(ariaSort(sorts, '-due')).toBe('descending');
    expect(ariaSort(sorts, '-requested')).toBe('none');
    expect(ariaSort(null, 'due')).toBeUndefined();
  });
});

describe('a change as text', () => {
  const parts = {
    zone: 'Asia/Shanghai',
    now: Date.parse('2026-11-22T02:00:00Z'),
    empty: '（空）',
    words: { stage_handling: '处置', open: '在办', quality_swapped: '经纬度对调，已纠正' },
  };
  it.each([
    ['stage', 'handling', '处置'],
    ['status', 'open', '在办'],
    ['locationQuality', 'swapped', '经纬度对调，已纠正'],
    ['dueAt', Date.parse('2026-11-22T03:30:00Z'), '11-22 11:30'],
    ['org', null, '（空）'],
    ['rework', 2, '2'],
    ['title', 'x', 'x'],
    ['stage', 'unheard-of', 'unheard-of'],
  ])('%s %s is «%s»', (field, value, text) => {
    expect(changeText(field, value, parts)).toBe(text);
  });
});
