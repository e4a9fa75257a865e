import fc from 'fast-check';
import { expect, it } from 'vitest';
import { guessMapping } from '../../../electron/city/sync/file/guessMapping.ts';
import { hasAssumedOrder, readTime } from '../../../electron/city/sync/normalise/time.ts';
import { writeTime } from '../../../electron/city/sync/normalise/writeTime.ts';

const zone = 'Asia/Shanghai';
const read = (value: unknown, format: string) => {
  const reading = readTime(value, { format, zone });
  return reading === null ? null : writeTime(reading.ms, 'yyyy-MM-dd HH:mm', zone);
};
const formatOf = (...samples: string[]) =>
  guessMapping([
    { name: '案件编号', samples: ['A1', 'A2', 'A3'] },
    { name: '上报时间', samples },
  ]).mapping.timeFormat;

it('a list has one order of dates with slashes', () => {
  expect(formatOf('05/03/2025 14:30', '13/03/2025')).toBe('auto-dmy');
  expect(formatOf('3/5/2025 2:30 PM', '3/13/2025')).toBe('auto-mdy');
  expect(formatOf('5/3/2025', '6/3/2025')).toBe('auto');
  expect(formatOf('13/3/2025', '3/13/2025')).toBe('auto');
  expect(formatOf('2025-03-05 14:30', '2025/3/13')).toBe('auto');
});

it('a date of another order than its list is refused', () => {
  expect(read('05/03/2025 14:30', 'auto-dmy')).toBe('2025-03-05 14:30');
  expect(read('05/03/2025 14:30', 'auto-mdy')).toBe('2025-05-03 14:30');
  expect(read('03/13/2025', 'auto-dmy')).toBeNull();
  expect(read('13/03/2025', 'auto-mdy')).toBeNull();
  expect(read('2025-03-13', 'auto-dmy')).toBe('2025-03-13 00:00');
});

it('an order that nothing tells is noted', () => {
  const assumed = (value: unknown, format: string) => hasAssumedOrder(value, { format });
  expect(assumed('5/3/2025', 'auto')).toBe(true);
  expect(assumed('5/5/2025', 'auto')).toBe(false);
  expect(assumed('13/3/2025', 'auto')).toBe(false);
  expect(assumed('5/3/2025', 'auto-mdy')).toBe(false);
  expect(assumed('5.3.2025', 'auto')).toBe(false);
  expect(assumed('2025/3/5', 'auto')).toBe(false);
});

it('property: days of a list with any day above the twelfth are read as they were written, in either order', () => {
  const day = fc.record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) });
  const sure = fc.record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 13, max: 28 }) });
  fc.assert(
    fc.property(fc.array(day, { maxLength: 8 }), sure, fc.boolean(), (days, last, isDayFirst) => {
      const all = [...days, last];
      const written = all.map((one) =>
        isDayFirst ? `${one.day}/${one.month}/2025 08:05` : `${one.month}/${one.day}/2025 08:05`,
      );
      const format = formatOf(...written);
      const two = (number: number) => String(number).padStart(2, '0');
      expect(written.map((text) => read(text, format))).toEqual(
        all.map((one) => `2025-${two(one.month)}-${two(one.day)} 08:05`),
      );
    }),
  );
});

it('a time of Java in parts is read', () => {
  expect(read([2025, 3, 5, 14, 30], 'auto')).toBe('2025-03-05 14:30');
  expect(read([2025, 3, 5], 'auto')).toBe('2025-03-05 00:00');
  expect(readTime([2025, 3, 5], { format: 'auto', zone })?.dateOnly).toBe(true);
  for (const parts of [
    [],
    [2025, 3],
    [2025, 2, 30],
    [25, 3, 5],
    [2025, 3, 5, 24],
    ['2025', 3, 5],
    [2025, 3, 5, 1, 1, 1, 1, 1],
  ])
    expect(read(parts, 'auto')).toBeNull();
});
