import { describe, expect, it } from 'vitest';
import { guessMapping } from '../../../electron/city/sync/file/guessMapping.ts';
import { createMappedReader } from '../../../electron/city/sync/normalise/mapped.ts';
import { writeTime } from '../../../electron/city/sync/normalise/writeTime.ts';

const NOW = Date.UTC(2026, 10, 24);
const ZONE = 'Asia/Shanghai';
const city = { bbox: [118.7, 31.9, 118.9, 32.1], fallbackPoints: [], zone: ZONE } as never;
const ID = { name: '案件编号', samples: ['A1', 'A2'] };
const days = (name: string) => ({ name, samples: ['2025-03-05', '2025-03-06'] });
const clocks = (name: string, ...samples: string[]) => ({ name, samples });
const guess = (...columns: { name: string; samples: string[] }[]) => guessMapping([ID, ...columns]).mapping;

describe('a day and its time in two columns', () => {
  it.each([
    ['来电日期', '来电时间', ['14:30', '9:05:10']],
    ['上报日期', '上报时刻', ['下午2点30分', '上午9时']],
    ['日期', '时间', ['14：30']],
    ['open_date', 'open_time', ['0.604166666666667', '0.5']],
  ])('%s and %s are one time', (day, clock, samples) => {
    const mapping = guess(days(day), clocks(clock, ...samples));
    expect(mapping.fields.requestedAt).toBe(day);
    expect(mapping.clocks).toEqual({ requestedAt: clock });
  });

  it.each([
    ['来电日期', '派遣时间', ['14:30']],
    ['来电日期', '来电时间', ['2025-03-05 14:30']],
    ['来电日期', '来电时长', ['14:30']],
    ['来电日期', '来电时间', ['14:30', '晚些', '早些']],
  ])('%s and %s of %j are not', (day, clock, samples) => {
    expect(guess(days(day), clocks(clock, ...samples)).clocks).toBeUndefined();
  });

  const mapping = guess(
    days('来电日期'),
    clocks('来电时间', '14:30'),
    days('办结日期'),
    clocks('办结时间', '9:00'),
  );
  const read = createMappedReader(mapping, city, () => NOW);
  const requested = (clock: unknown) => {
    const reading = read({ 案件编号: 'A1', 来电日期: '2025-03-05', 来电时间: clock });
    return reading.ok ? writeTime(reading.case.requestedAt, 'yyyy-MM-dd HH:mm', ZONE) : reading.refusal.code;
  };

  it('are read together, and refused where the second is no time', () => {
    expect(mapping.clocks).toEqual({ requestedAt: '来电时间', closedAt: '办结时间' });
    expect(requested('14:30')).toBe('2025-03-05 14:30');
    expect(requested('下午2点半')).toBe('2025-03-05 14:30');
    expect(requested(0.604166666666667)).toBe('2025-03-05 14:30');
    expect(requested('')).toBe('2025-03-05 00:00');
    expect(requested('稍后')).toBe('bad-time');
  });

  it('a day with its own time needs no other', () => {
    const reading = read({ 案件编号: 'A1', 来电日期: '2025-03-05 08:00', 来电时间: '14:30' });
    expect(reading.ok && writeTime(reading.case.requestedAt, 'HH:mm', ZONE)).toBe('08:00');
  });
});
