import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chineseNumber } from '../../../shared/document/chineseNumber.ts';
import { levelLabels } from '../../../shared/document/numbering.ts';
import { comparedWith, periodText } from '../../../shared/document/period.ts';

describe('the period with which a word compares', () => {
  it.each([
    ['2026-08', '2026-07', '2025-08'],
    ['2026-01', '2025-12', '2025-01'],
    ['2026-10', '2026-09', '2025-10'],
    ['2026-Q1', '2025-Q4', '2025-Q1'],
    ['2026-Q3', '2026-Q2', '2025-Q3'],
    ['2026', '2025', '2025'],
    ['2026-W31', '2026-W30', '2025-W31'],
    ['2026-W01', '2025-W52', '2025-W01'],
    // 2020 and 2026 have 53 weeks, 2025 has 52.
    ['2021-W01', '2020-W53', '2020-W01'],
    ['2026-W53', '2026-W52', null],
  ])('of %s: 环比 %s, 同比 %s', (period, before, lastYear) => {
    expect(comparedWith(period, 'period')).toBe(before);
    expect(comparedWith(period, 'year')).toBe(lastYear);
  });

  it('is written as officials write it', () => {
    expect(['2026-08', '2026-Q3', '2026-W05', '2026'].map(periodText)).toEqual([
      ...['2026年8月份', '2026年第三季度', '2026年第5周', '2026年'],
    ]);
  });

  it('goes back twelve months to the same month of last year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2099 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
        const period = `${year}-${String(month).padStart(2, '0')}`;
        let back: string | null = period;
        for (let step = 0; step < 12; step++) back = back === null ? null : comparedWith(back, 'period');
        expect(back).toBe(comparedWith(period, 'year'));
      }),
    );
  });
});

describe('numbers of headings', () => {
  it('are 一、（一） 1. （1） and count anew under each heading above', () => {
    expect(levelLabels([1, 2, 3, 3, 4, 4, 2, 3, 1, 2])).toEqual([
      ...['一、', '（一）', '1.', '2.', '（1）', '（2）', '（二）', '1.', '二、', '（一）'],
    ]);
  });

  it.each([
    [1, '一'],
    [10, '十'],
    [12, '十二'],
    [20, '二十'],
    [99, '九十九'],
  ])('%d is %s', (value, text) => expect(chineseNumber(value)).toBe(text));
});
