import { expect, it } from 'vitest';
import { PUNCTUATION } from '../../../renderer/base/punctuation.ts';
import { periodOf } from '../../../renderer/windows/whistles/indicators/period.ts';
import {
  behind,
  besideBand,
  orgOf,
  partsText,
  valueText,
} from '../../../renderer/windows/whistles/indicators/text.ts';

const ZONE = 'Asia/Shanghai';
const cn = (text: string): number => Date.parse(`${text}:00+08:00`);
const spans = {
  days: (d: number, h: number) => `${d} 天 ${h} 小时`,
  hours: (h: number, m: number) => `${h} 小时 ${m} 分`,
  minutes: (m: number) => `${m} 分`,
};

it.each([
  ['days7', '2026-11-16T00:00', '2026-11-23T00:00'],
  ['days30', '2026-10-24T00:00', '2026-11-23T00:00'],
  ['month', '2026-11-01T00:00', '2026-11-23T00:00'],
  ['lastMonth', '2026-10-01T00:00', '2026-11-01T00:00'],
] as const)('%s before the end of 22 November 2026 is whole days', (name, from, to) => {
  expect(periodOf(name, cn('2026-11-22T00:00'), ZONE)).toEqual({ from: cn(from), to: cn(to) });
});

it('last month crosses the year, and knows February', () => {
  expect(periodOf('lastMonth', cn('2027-01-01T00:00'), ZONE)).toEqual({
    from: cn('2026-12-01T00:00'),
    to: cn('2027-01-01T00:00'),
  });
  expect(periodOf('lastMonth', cn('2028-03-31T00:00'), ZONE)).toEqual({
    from: cn('2028-02-01T00:00'),
    to: cn('2028-03-01T00:00'),
  });
});

it.each([
  ['ratio', 11, 14, '78.5%'],
  ['ratio', 29, 100, '29.0%'],
  // 1,999 of 2,000 is not all of them.
  ['ratio', 1999, 2000, '99.9%'],
  ['score', 15, 15, '100.0%'],
  ['count', 9, 9, '1'],
  ['count', 10, 8, '1.25'],
  ['length', 28_800_000, 2, '4 小时 0 分'],
] as const)('%s of %i and %i reads %s', (unit, numerator, denominator, text) => {
  expect(valueText({ unit, numerator, denominator, value: numerator / denominator }, spans)).toBe(text);
});

it('reads a rate by the thousand, and «—» where there is nothing to divide by', () => {
  const rate = { unit: 'per-thousand', numerator: 9, denominator: 13_420, value: 0.6706 } as const;
  expect(valueText(rate, spans)).toBe('0.67‰');
  expect(valueText({ unit: 'ratio', numerator: 0, denominator: 0, value: null }, spans)).toBe('—');
});

it('shows both parts, time summed up as time, and a count alone', () => {
  const parts = { numerator: 9, denominator: 13420, exemptIds: [] };
  expect(partsText({ id: 'rate', unit: 'per-thousand', ...parts }, spans, PUNCTUATION.zh)).toBe('9 ÷ 13,420');
  expect(partsText({ id: 'count', unit: 'count', ...parts }, spans, PUNCTUATION.zh)).toBe('9');
  const length = {
    id: 'time-to-arrive',
    unit: 'length',
    numerator: 100_800_000,
    denominator: 8,
    exemptIds: [] as string[],
  } as const;
  expect(partsText(length, spans, PUNCTUATION.zh)).toBe('1 天 4 小时 ÷ 8');
  // Ten closed, two late, one of them exempt: nine count (domain-2.md §1.6, E12).
  const arrived = {
    id: 'arrive',
    unit: 'ratio' as const,
    numerator: 9,
    denominator: 10,
    exemptIds: ['w-1/s1'],
  };
  expect(partsText(arrived, spans, PUNCTUATION.zh)).toBe('9（1） ÷ 10');
  expect(partsText(arrived, spans, PUNCTUATION.en)).toBe('9 (1) ÷ 10');
});

it('says on which side of its band a figure lies, and nothing inside it', () => {
  const band = { low: 1, high: 20, source: '示例' };
  expect(besideBand({ band, value: 0.67 })).toBe('below');
  expect(besideBand({ band, value: 20.1 })).toBe('above');
  expect(besideBand({ band, value: 20 })).toBeNull();
  expect(besideBand({ band, value: null })).toBeNull();
  expect(besideBand({ band: null, value: 99 })).toBeNull();
});

it('lists what counts first, each once, and knows the department of a row', () => {
  const rows = behind({
    numeratorIds: ['w-2/s1'],
    denominatorIds: ['w-1/s1', 'w-2/s1', 'w-1/s1'],
    exemptIds: ['w-2/s1'],
  });
  expect(rows).toEqual([
    { id: 'w-2/s1', whistle: 'w-2', summons: 's1', counted: true, exempt: true },
    { id: 'w-1/s1', whistle: 'w-1', summons: 's1', counted: false, exempt: false },
  ]);
  expect(behind({ numeratorIds: ['w-9'], denominatorIds: [], exemptIds: [] })[0]).toMatchObject({
    summons: null,
  });
  expect([orgOf('score:QS'), orgOf('sign')]).toEqual(['QS', null]);
});
