import { describe, expect, it } from 'vitest';
import { explainLimits, limitGaps, withProvisional } from '../../../shared/case/limits.ts';
import { LimitExplanation } from '../../../shared/contract/cases.ts';
import { packWithCalendar } from '../../../shared/pack/ownCalendar.ts';
import { pack } from '../pack/packs.ts';
import { cn, cnText } from '../time/calendars.ts';

const qinhuai = pack('nanjing-qinhuai');
const at = (text: string, categoryCode: string) => ({
  categoryCode,
  requestedAt: cn(text),
  closedAt: null,
  dueAt: null,
  dueBasis: null,
});

describe('explainLimits', () => {
  it('walks a working-hour limit day by day', () => {
    const [limit] = explainLimits(at('2026-11-20 17:30', 'E0102'), qinhuai, cn('2026-11-23 09:00'));
    expect(limit?.steps).toEqual([
      '起算：2026-11-20 周五 17:30',
      '时限：4 工作时，只计工作时段 08:00–12:00、14:00–18:00',
      '2026-11-20 周五：17:30–18:00 计 0.5 工作时，累计 0.5',
      '2026-11-21 周六：休息日，不计',
      '2026-11-22 周日：休息日，不计',
      '2026-11-23 周一：08:00–11:30 计 3.5 工作时，累计 4',
      '截止：2026-11-23 周一 11:30',
      '截至 2026-11-23 周一 09:00：剩余 2.5 工作时',
    ]);
    expect(limit?.limit).toBe('4 工作时');
    expect(limit?.origin).toContain('运城');
    expect(limit?.remainingMs).toBe(2.5 * 3_600_000);
    expect(limit?.clock).toBe('working');
  });

  it('names holidays and make-up days and sums the middle of long limits', () => {
    const steps =
      explainLimits(at('2026-09-30 17:30', 'E0101'), qinhuai, cn('2026-10-09 09:00')).at(-1)?.steps ?? [];
    expect(steps).toContain('2026-10-01 周四：国庆节放假，不计');
    expect(steps.some((step) => /^其间 \d+ 天，其中 \d+ 个工作日，计 [\d.]+ 工作时$/.test(step))).toBe(true);
    expect(steps.length).toBeLessThan(20);
    const made =
      explainLimits(at('2026-10-09 17:30', 'E0104'), qinhuai, cn('2026-10-10 09:00'))[0]?.steps ?? [];
    expect(made).toContain('2026-10-10 周六（国庆节调休上班）：08:00–09:30 计 1.5 工作时，累计 2');
  });

  it('leaves out the pauses of the case, and says when they were', () => {
    const pauses = [{ from: cn('2026-11-23 09:00'), to: cn('2026-11-23 10:00') }];
    const row = { ...at('2026-11-20 17:30', 'E0102'), pauses };
    const [limit] = explainLimits(row, qinhuai, cn('2026-11-23 11:00'));
    expect(limit?.steps).toEqual([
      '起算：2026-11-20 周五 17:30',
      '时限：4 工作时，只计工作时段 08:00–12:00、14:00–18:00',
      '其间暂停：2026-11-23 周一 09:00 至 2026-11-23 周一 10:00，不计',
      '2026-11-20 周五：17:30–18:00 计 0.5 工作时，累计 0.5',
      '2026-11-21 周六：休息日，不计',
      '2026-11-22 周日：休息日，不计',
      '2026-11-23 周一：08:00–09:00、10:00–12:00、14:00–14:30 计 3.5 工作时，累计 4',
      '截止：2026-11-23 周一 14:30',
      '截至 2026-11-23 周一 11:00：剩余 1.5 工作时',
    ]);
    expect(limit?.dueAt).toBe(cn('2026-11-23 14:30'));
  });

  it('has no deadline while the clock rests, and keeps what is left', () => {
    const pauses = [{ from: cn('2026-11-23 09:00'), to: null }];
    const [limit] = explainLimits(
      { ...at('2026-11-20 17:30', 'E0102'), pauses },
      qinhuai,
      cn('2026-11-24 11:00'),
    );
    expect(limit?.dueAt).toBeNull();
    expect(limit?.remainingMs).toBe(2.5 * 3_600_000);
    expect(limit?.steps.slice(-2)).toEqual([
      '计时暂停：2026-11-23 周一 09:00 起，恢复后续算',
      '截至 2026-11-24 周二 11:00：剩余 2.5 工作时',
    ]);
    const [natural] = explainLimits(
      { ...at('2026-11-20 17:30', 'P0101'), pauses },
      qinhuai,
      cn('2026-11-24 11:00'),
    );
    // It was late before the pause, and stays so.
    expect(natural?.dueAt).toBe(cn('2026-11-20 19:30'));
  });

  it('says when a limit is past, at the time of closing for a closed case', () => {
    const closed = { ...at('2026-11-20 10:00', 'P0101'), closedAt: cn('2026-11-20 15:00') };
    const [limit] = explainLimits(closed, qinhuai, cn('2026-11-30 10:00'));
    expect(limit?.steps.at(-1)).toBe('截至 2026-11-20 周五 15:00：已超 3 小时');
    expect(limit?.remainingMs).toBe(-3 * 3_600_000);
  });

  it('puts the limit of the upstream first and keeps one per 立案条件 after it', () => {
    const input = {
      ...at('2026-11-20 10:00', 'P0101'),
      dueAt: cn('2026-11-21 10:00'),
      dueBasis: 'upstream' as const,
    };
    const limits = explainLimits(input, qinhuai, cn('2026-11-20 11:00'));
    expect(limits.map((limit) => limit.basis)).toEqual(['upstream', 'pack', 'pack', 'pack', 'pack']);
    expect(limits[0]?.clock).toBe('natural');
    expect(limits[0]?.steps.at(-1)).toBe('截至 2026-11-20 周五 11:00：剩余 23 小时');
    expect(limits.map((limit) => cnText(limit.dueAt))).toEqual([
      '2026-11-21 10:00',
      '2026-11-20 12:00',
      '2026-11-20 16:00',
      '2026-11-24 10:00',
      '2026-11-27 10:00',
    ]);
    for (const limit of limits) expect(LimitExplanation.safeParse(limit).success).toBe(true);
  });

  it('tells of a missing year instead of guessing', () => {
    const early = at('2017-12-29 17:30', 'E0104');
    expect(explainLimits(early, qinhuai, cn('2017-12-29 17:40'))).toEqual([]);
    const [gap, ...others] = limitGaps(early, qinhuai);
    expect(gap).toMatchObject({
      parameters: { year: 2017 },
      message: expect.stringContaining('缺少 2017 年'),
    });
    expect(others).toEqual([]);
    expect(limitGaps(at('2026-11-20 10:00', 'E0104'), qinhuai)).toEqual([]);
  });

  it('marks a limit that reaches into a year without a table as provisional, with the reason', () => {
    const late = at('2026-12-31 17:30', 'E0104');
    const [limit] = explainLimits(late, qinhuai, cn('2026-12-31 17:40'));
    expect(cnText(limit?.dueAt ?? null)).toBe('2027-01-04 09:30');
    expect(limit?.provisional).toMatchObject({ year: 2027, reason: { code: 'calendar-provisional' } });
    expect(limit?.steps).toContain('2027-01-01 周五：元旦放假（暂定），不计');
    expect(LimitExplanation.safeParse(limit).success).toBe(true);
    const due = { ...late, dueAt: limit?.dueAt ?? null };
    expect(withProvisional({ ...due, dueBasis: 'pack' }, qinhuai).provisional?.year).toBe(2027);
    expect(withProvisional({ ...due, dueBasis: 'upstream' }, qinhuai)).not.toHaveProperty('provisional');
    const [standing] = explainLimits(at('2026-12-30 09:00', 'E0104'), qinhuai, cn('2027-01-05 09:00'));
    expect(standing).not.toHaveProperty('provisional');
  });

  it('tells of half days and of days off of the city', () => {
    const closed = packWithCalendar(qinhuai, {
      years: [],
      daysOff: [
        { from: '2026-11-23', to: '2026-11-23', half: 'morning', reason: '暴雪' },
        { from: '2026-11-24', to: '2026-11-24', half: null, reason: '暴雪' },
      ],
    });
    const [limit] = explainLimits(at('2026-11-20 17:30', 'E0201'), closed, cn('2026-11-20 17:30'));
    expect(limit?.steps.slice(2, -2)).toEqual([
      '2026-11-20 周五：17:30–18:00 计 0.5 工作时，累计 0.5',
      '2026-11-21 周六：休息日，不计',
      '2026-11-22 周日：休息日，不计',
      '2026-11-23 周一（暴雪，上午不计）：14:00–18:00 计 4 工作时，累计 4.5',
      '2026-11-24 周二：本地停工（暴雪），不计',
      '2026-11-25 周三：08:00–11:30 计 3.5 工作时，累计 8',
    ]);
  });
});
