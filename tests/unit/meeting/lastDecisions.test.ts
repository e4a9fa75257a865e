import { describe, expect, it } from 'vitest';
import type { Meeting, MeetingDecision } from '../../../shared/contract/meeting.ts';
import { unfinishedItem } from '../../../shared/meeting/items.ts';
import { lastDecisions } from '../../../shared/meeting/lastDecisions.ts';
import { DECIDE, NOW, Table } from './hall.ts';

const WEEK = 7 * 86_400_000;

/** A meeting of week `week` with one decision that is due after `days`. */
function heldIn(week: number, days: number, outcome: MeetingDecision['outcome'] = null): Meeting {
  const table = new Table();
  table.now = NOW + week * WEEK;
  table.give({ type: 'plan', series: 'dispatch', heldAt: table.now, place: '' });
  table.give({ type: 'open' });
  table.give({ ...DECIDE, days });
  const { meeting } = table;
  const decisions = meeting.decisions.map((each) => ({ ...each, outcome }));
  return { ...meeting, id: `m-${week}`, title: `第${week}次`, decisions };
}
const done = (at: number): MeetingDecision['outcome'] => ({
  ...{ state: 'done', note: '已恢复', by: { id: 'judge', name: '某' }, at },
});
const noOrder = () => null;

describe('what became of decisions', () => {
  it('is carried over only past its date', () => {
    const earlier = [heldIn(0, 10)];
    expect(lastDecisions(earlier, NOW + WEEK, noOrder)).toMatchObject([
      { state: 'open', overdueDays: 0, carries: 0 },
    ]);
    const next = [...earlier, heldIn(1, 20)];
    expect(lastDecisions(next, NOW + 2 * WEEK, noOrder)).toMatchObject([
      { meeting: 'm-1', carries: 0 },
      { meeting: 'm-0', overdueDays: 2, carries: 1 },
    ]);
  });

  it('climbs at the third carry', () => {
    const earlier = [heldIn(0, 0), heldIn(1, 0), heldIn(2, 0)];
    const [, , oldest] = lastDecisions(earlier, NOW + 3 * WEEK, noOrder);
    expect(oldest).toMatchObject({ meeting: 'm-0', carries: 3 });
    if (oldest === undefined) throw new Error('gone');
    expect(unfinishedItem(oldest, null, 3).proposed).toBe('escalate');
    expect(unfinishedItem({ ...oldest, carries: 2 }, null, 2).proposed).toBe('supervise');
  });

  it('is told once when it is done, and then no more', () => {
    const finished = heldIn(0, 0, done(NOW + WEEK + 1));
    const second = [finished, heldIn(1, 20)];
    expect(
      lastDecisions(second, NOW + 2 * WEEK, noOrder).map(({ meeting, state }) => [meeting, state]),
    ).toEqual([
      ['m-1', 'open'],
      ['m-0', 'done'],
    ]);
    const third = [...second, heldIn(2, 20)];
    expect(lastDecisions(third, NOW + 3 * WEEK, noOrder).map(({ meeting }) => meeting)).toEqual([
      'm-2',
      'm-1',
    ]);
  });

  it('follows the order where there is one', () => {
    const due = { date: '2026-11-30', at: NOW + 5 * 86_400_000 };
    const order = {
      number: '会督〔2026〕3号',
      state: 'open' as const,
      note: '已进场',
      due,
      carries: 2,
      endedAt: null,
    };
    expect(lastDecisions([heldIn(0, 10)], NOW + WEEK, () => order)).toMatchObject([
      { state: 'open', note: '已进场', order: '会督〔2026〕3号', due: '2026-11-30', carries: 3 },
    ]);
    const cancelled = { ...order, state: 'cancelled' as const };
    expect(lastDecisions([heldIn(0, 10)], NOW + WEEK, () => cancelled)).toMatchObject([
      { state: 'cancelled', overdueDays: null, carries: 0 },
    ]);
  });
});
