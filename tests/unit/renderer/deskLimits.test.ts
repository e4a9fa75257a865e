import { describe, expect, it } from 'vitest';
import { limitState, spanText, workingText } from '../../../renderer/windows/desk/remaining.ts';
import { COURSE, stageLine } from '../../../renderer/windows/desk/stageLine.ts';
import { deskWords } from '../../../renderer/windows/desk/words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const { zh } = deskWords;
const words = { days: zh.spanDays, hours: zh.spanHours, minutes: zh.spanMinutes };

describe('time left', () => {
  it.each([
    [0, '不到 1 分'],
    [59_999, '不到 1 分'],
    [MINUTE, '1 分'],
    [2 * HOUR + 10 * MINUTE, '2 小时 10 分'],
    [2 * HOUR, '2 小时'],
    [-(2 * HOUR + 10 * MINUTE), '2 小时 10 分'],
    [24 * HOUR - 1, '23 小时 59 分'],
    [24 * HOUR, '1 天'],
    [55 * HOUR + 59 * MINUTE, '2 天 7 小时'],
    [-(5422 * 24 + 7) * HOUR, '5422 天'],
  ])('%d ms is «%s»', (ms, text) => {
    expect(spanText(ms, words)).toBe(text);
  });

  it('counts working time in working hours, never in days of 24', () => {
    expect(workingText(26 * HOUR + 30 * MINUTE, zh.spanWorking)).toBe('26 工作时 30 分');
    expect(workingText(-2 * HOUR, zh.spanWorking)).toBe('2 工作时');
  });

  const row = {
    status: 'open' as const,
    stage: null,
    requestedAt: 0,
    dueAt: 10 * HOUR,
    dueBasis: 'pack' as const,
    closedAt: null,
    overdue: false,
  };
  it('counts to the limit and past it', () => {
    expect(limitState(row, 0)).toEqual({ kind: 'left', ms: 10 * HOUR, soon: false });
    expect(limitState(row, 8 * HOUR + 1)).toEqual({ kind: 'left', ms: 2 * HOUR - 1, soon: true });
    expect(limitState(row, 10 * HOUR)).toEqual({ kind: 'past', ms: 0 });
    expect(limitState(row, 11 * HOUR)).toEqual({ kind: 'past', ms: HOUR });
  });
  it('tells a clock that rests from a case without a limit', () => {
    expect(limitState({ ...row, dueAt: null }, HOUR)).toEqual({ kind: 'resting' });
  });
  it('calls the last hour of a short limit soon', () => {
    expect(limitState({ ...row, dueAt: 2 * HOUR }, HOUR + 1)).toMatchObject({ soon: true });
  });
  it('judges a closed case by the service, not by the clock', () => {
    expect(limitState({ ...row, status: 'closed', closedAt: 9 * HOUR }, 99 * HOUR)).toEqual({
      kind: 'closed-in-time',
    });
    expect(limitState({ ...row, status: 'closed', closedAt: 12 * HOUR, overdue: true }, 99 * HOUR)).toEqual({
      kind: 'closed-late',
      ms: 2 * HOUR,
    });
  });
  it('does not call a case in time that was closed nobody knows when', () => {
    expect(limitState({ ...row, status: 'closed' }, 99 * HOUR)).toEqual({ kind: 'closed-unknown' });
  });
  it('says so where there is no limit or none is judged', () => {
    expect(limitState({ ...row, dueAt: null, dueBasis: null }, 0)).toEqual({ kind: 'none' });
    expect(limitState({ ...row, stage: 'cancelled' }, 99 * HOUR)).toEqual({ kind: 'void' });
  });
});

describe('the line of stages', () => {
  const changed = (at: number, before: string, after: string) => ({
    at,
    revision: at,
    kind: 'changed' as const,
    changes: { stage: [before, after] as [unknown, unknown] },
  });

  it('is nothing where the upstream gives no stage', () => {
    expect(stageLine({ stage: null, requestedAt: 1, closedAt: null, history: [] })).toBeNull();
  });
  it('marks what is done, now and ahead, with the times that were seen', () => {
    const line = stageLine({
      stage: 'dispatched',
      requestedAt: 1,
      closedAt: null,
      history: [changed(5, 'reported', 'registered'), changed(9, 'registered', 'dispatched')],
    });
    expect(line?.map((step) => [step.stage, step.state, step.at])).toEqual([
      ['reported', 'done', 1],
      ['registered', 'done', 5],
      ['dispatched', 'now', 9],
      ['handling', 'ahead', null],
      ['checking', 'ahead', null],
      ['closed', 'ahead', null],
    ]);
  });
  it('invents no time for a stage that nobody saw', () => {
    const line = stageLine({ stage: 'checking', requestedAt: 1, closedAt: null, history: [] });
    expect(line?.slice(1, 5).every((step) => step.at === null)).toBe(true);
  });
  it('ends at a side state after the stages that were seen', () => {
    const line = stageLine({
      stage: 'suspended',
      requestedAt: 1,
      closedAt: null,
      history: [changed(5, 'reported', 'handling'), changed(7, 'handling', 'suspended')],
    });
    expect(line?.map((step) => [step.stage, step.state])).toEqual([
      ['reported', 'done'],
      ['handling', 'done'],
      ['suspended', 'now'],
    ]);
  });
  it('closes at the time of closing', () => {
    const line = stageLine({ stage: 'closed', requestedAt: 1, closedAt: 20, history: [] });
    expect(line?.length).toBe(COURSE.length);
    expect(line?.at(-1)).toEqual({ stage: 'closed', state: 'now', at: 20 });
  });
});
