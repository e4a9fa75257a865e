import { describe, expect, it } from 'vitest';
import { explainLimits, withProvisional } from '../../../shared/case/limits.ts';
import { readStatedLimit } from '../../../shared/case/statedLimit.ts';
import { createPlacer, limitBy } from '../../../shared/pack/placer.ts';
import { pack } from '../pack/packs.ts';
import { cn, cnText } from '../time/calendars.ts';

describe('a limit that is written as a length', () => {
  it.each([
    ['4工作时', { amount: 4, unit: 'work_hour' }],
    ['4 个工作小时', { amount: 4, unit: 'work_hour' }],
    ['3个工作日', { amount: 3, unit: 'work_day' }],
    ['三个工作日内', { amount: 3, unit: 'work_day' }],
    ['自受理之日起5个工作日内', { amount: 5, unit: 'work_day' }],
    ['紧急2小时', { amount: 2, unit: 'urgent_hour' }],
    ['2紧急工作时', { amount: 2, unit: 'urgent_hour' }],
    ['紧急１个工作日', { amount: 1, unit: 'urgent_work_day' }],
    ['24小时', { amount: 1440, unit: 'minute' }],
    ['半小时', { amount: 30, unit: 'minute' }],
    ['1.5小时', { amount: 90, unit: 'minute' }],
    ['限时30分钟', { amount: 30, unit: 'minute' }],
    ['7天', { amount: 7, unit: 'natural_day' }],
    ['15日内办结', { amount: 15, unit: 'natural_day' }],
    ['10个自然日', { amount: 10, unit: 'natural_day' }],
  ])('%s', (text, limit) => {
    expect(readStatedLimit(text)).toEqual(limit);
  });

  it.each([
    '',
    '3',
    '2025-03-07',
    '3月5日',
    '5月内',
    '0工作日',
    '尽快',
    '3至5个工作日',
    '2天3小时',
    '工作日',
    '5号',
    '1个月',
  ])('%s is none', (text) => {
    expect(readStatedLimit(text)).toBeNull();
  });
});

describe('a case whose upstream states a length', () => {
  const qinhuai = pack('nanjing-qinhuai');
  const placer = createPlacer(qinhuai);
  // Friday; 非法小广告 has a limit of one working day in the catalogue.
  const reported = cn('2026-11-20 10:00');
  const stated = { amount: 3, unit: 'work_day' } as const;
  const timed = { categoryCode: 'E0401', requestedAt: reported, pauses: [] };
  const row = { ...timed, closedAt: null, statedLimit: '3个工作日内' };

  it('is due by that length on the calendar here, before the catalogue, and rests in its pauses', () => {
    const limit = limitBy(placer, null, { ...timed, stated });
    expect(limit.dueBasis).toBe('stated');
    expect(cnText(limit.dueAt ?? 0)).toMatch(/^2026-11-25/);
    const pauses = [{ from: cn('2026-11-23 00:00'), to: null, why: 'suspended', basis: 'upstream' } as const];
    expect(limitBy(placer, null, { ...timed, stated, pauses })).toEqual({ dueAt: null, dueBasis: 'stated' });
    expect(limitBy(placer, cn('2026-11-21 00:00'), { ...timed, stated }).dueBasis).toBe('upstream');
  });

  it('explains it by what was written, and says where the calendar of the year is not published', () => {
    const { dueAt, dueBasis } = limitBy(placer, null, { ...timed, stated });
    const [first] = explainLimits({ ...row, dueAt, dueBasis }, qinhuai, reported);
    expect(first).toMatchObject({ basis: 'stated', dueAt, limit: '3 工作日' });
    expect(first?.origin).toContain('3个工作日内');
    expect(withProvisional({ ...row, dueAt, dueBasis }, qinhuai).provisional).toBeUndefined();
    const late = { ...row, requestedAt: cn('2026-12-31 10:00') };
    const later = limitBy(placer, null, { ...timed, requestedAt: late.requestedAt, stated });
    expect(withProvisional({ ...late, ...later }, qinhuai).provisional?.year).toBe(2027);
  });
});
