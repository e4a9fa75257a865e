import { describe, expect, it } from 'vitest';
import type { NewOrder } from '../../../shared/contract/orders.ts';
import { createCalendar } from '../../../shared/time/calendar.ts';
import { cn, cnSource, cnText } from '../time/calendars.ts';
import { cast, PROOF, World, working } from './world.ts';

/** The shipped calendar with days off of the city. */
const withDaysOff = (...days: [from: string, to: string][]) =>
  createCalendar({
    ...cnSource(),
    daysOff: days.map(([from, to]) => ({ from, to, half: null, reason: '防汛停工' })),
  });

const instruction = (urgency: 'urgent' | 'ordinary' | 'hard'): NewOrder['origin'] => ({
  ...{ kind: 'instruction', leader: '区领导', urgency, reference: '' },
});

describe('the limit of an order', () => {
  it.each<[string, Partial<NewOrder>, string, string, string]>([
    // Wednesday evening + 20 days = Tuesday.
    ['a meeting gives 20 days', {}, '2026-11-04 20:00', '2026-11-24', '2026-11-24'],
    ['20 days that end in the National Day', {}, '2026-09-14 20:00', '2026-10-04', '2026-10-08'],
    ['20 days that end on a Saturday', {}, '2026-11-08 09:00', '2026-11-28', '2026-11-30'],
    [
      '20 days that end on a Saturday worked for another day',
      {},
      '2026-09-20 09:00',
      '2026-10-10',
      '2026-10-10',
    ],
    [
      'a paper gives 30 days',
      { origin: { kind: 'document', reference: '' } },
      '2026-11-02 09:00',
      '2026-12-02',
      '2026-12-02',
    ],
    [
      'an urgent note gives 5',
      { origin: instruction('urgent') },
      '2026-11-02 09:00',
      '2026-11-07',
      '2026-11-09',
    ],
    [
      'an ordinary note gives 15',
      { origin: instruction('ordinary') },
      '2026-11-02 09:00',
      '2026-11-17',
      '2026-11-17',
    ],
    ['a hard note gives 30', { origin: instruction('hard') }, '2026-11-02 09:00', '2026-12-02', '2026-12-02'],
    [
      'the media give 5',
      { origin: { kind: 'media', reference: '' } },
      '2026-11-03 23:59',
      '2026-11-08',
      '2026-11-09',
    ],
    ['a date that is named', { due: '2026-11-20' }, '2026-11-04 20:00', '2026-11-20', '2026-11-20'],
    ['a named date that is a day off', { due: '2026-10-01' }, '2026-09-14 20:00', '2026-10-01', '2026-10-08'],
    ['the same day', { due: '2026-11-04' }, '2026-11-04 20:00', '2026-11-04', '2026-11-04'],
  ])('%s', (_, parts, at, counted, due) => {
    const { clock } = working(at, parts).row;
    expect(clock).toMatchObject({ counted, due, dueAt: cn(`${due} 00:00`) + 86_400_000 });
  });

  it('is overdue from the end of its day, and by how many days', () => {
    const world = working('2026-11-04 20:00', { due: '2026-11-20' });
    const at = (time: string) => {
      world.until(time);
      const { overdue = null, overdueDays = null } = world.row.clock ?? {};
      return [overdue, overdueDays];
    };
    expect(at('2026-11-20 23:59')).toEqual([false, 0]);
    expect(at('2026-11-21 00:00')).toEqual([true, 1]);
    expect(at('2026-11-23 12:00')).toEqual([true, 3]);
  });
});

describe('the rungs of urging', () => {
  it('come on the day after the limit, and five working days after the one before', () => {
    const world = working('2026-09-14 20:00', { due: '2026-09-24' });
    world.until('2026-12-31 00:00');
    // Thursday the 24th; the Mid-Autumn and National Day holidays lie between (25th to 27th, 1st to 7th).
    expect(world.order.marks.map(({ rung, at }) => [rung, cnText(at)])).toEqual([
      [1, '2026-09-25 08:00'],
      [2, '2026-10-09 18:00'],
      [3, '2026-10-15 18:00'],
    ]);
    expect(world.row).toMatchObject({ rung: 3, urged: 3 });
  });

  it('counts the next one from when the last could be seen, also after an outage', () => {
    const world = working('2026-11-02 09:00', { due: '2026-11-06' });
    // Off from the 6th to the 20th: the first rung fires late, and the second is not due at once.
    world.now = cn('2026-11-20 09:00');
    world.until('2026-11-20 09:00');
    expect(world.row.rung).toBe(1);
    world.until('2026-11-27 17:59');
    expect(world.row.rung).toBe(1);
    world.until('2026-11-27 18:00');
    expect(world.row.rung).toBe(2);
  });
});

describe('a rest of the clock', () => {
  it('moves the limit by its days and then by the calendar, and no rung fires meanwhile', () => {
    const world = working('2026-11-02 09:00', { due: '2026-11-20' });
    world.until('2026-11-18 10:00');
    world.act(cast.dispatch, { type: 'suspend', until: '2026-12-01', reason: '待管线迁改' });
    world.until('2026-11-30 10:00');
    expect(world.row).toMatchObject({ stage: 'suspended', rung: 0, clock: { overdue: false } });
    world.act(cast.dispatch, { type: 'resume', reason: '迁改完成' });
    // The 20th and 12 days: Wednesday the 2nd of December.
    expect(world.row.clock?.due).toBe('2026-12-02');
  });

  it('ends by itself after its last day', () => {
    const world = working('2026-11-02 09:00', { due: '2026-11-20' });
    world.act(cast.dispatch, { type: 'suspend', until: '2026-11-10', reason: '待批复' });
    world.until('2026-11-11 00:00');
    expect(world.row).toMatchObject({ stage: 'working', clock: { due: '2026-11-30' } });
    expect(world.log.at(-1)).toMatchObject({ type: 'resumed', by: null });
  });

  it('while the check waits, too: what it finds wrong leaves the days that were left', () => {
    const world = working('2026-11-02 09:00', { due: '2026-11-11' });
    world.until('2026-11-10 09:00');
    world.act(cast.head, { type: 'ask-closing', result: '已疏通', evidence: [PROOF] });
    world.until('2026-11-17 09:00');
    expect(world.row.rung).toBe(0);
    world.act(cast.checker, { type: 'check', passed: false, onSite: true, opinion: '仍积水', evidence: [] });
    expect(world.row).toMatchObject({ stage: 'working', refusedChecks: 1, clock: { due: '2026-11-18' } });
  });
});

describe('feedback every so many days', () => {
  it('is missed at the end of a working day, told, and begins again', () => {
    const world = working('2026-11-02 09:00', { feedback: { kind: 'every', days: 7 } });
    expect(cnText(world.row.feedbackDueAt)).toBe('2026-11-10 00:00');
    world.until('2026-11-10 00:00');
    expect(world.row.feedbackMissed).toBe(1);
    expect(cnText(world.row.feedbackDueAt)).toBe('2026-11-17 00:00');
    world.until('2026-11-12 09:00');
    world.act(cast.handler, { type: 'feedback', text: '已进场', evidence: [] });
    expect(cnText(world.row.feedbackDueAt)).toBe('2026-11-20 00:00');
  });

  it('of a co-unit does not stand for the one of the lead', () => {
    const world = working('2026-11-02 09:00', { feedback: { kind: 'every', days: 7 } });
    world.until('2026-11-05 09:00');
    world.act(cast.water, { type: 'feedback', text: '泵站已检修', evidence: [] });
    expect(cnText(world.row.feedbackDueAt)).toBe('2026-11-10 00:00');
  });
});

describe('another working calendar', () => {
  it('takes a rung back whose limit ends later now, and it fires again when it is due', () => {
    const world = working('2026-11-02 09:00', { due: '2026-11-20' });
    world.until('2026-11-21 09:00');
    expect(world.row).toMatchObject({ rung: 1, urged: 1 });
    world.adopt(withDaysOff(['2026-11-20', '2026-11-23']));
    expect(world.row).toMatchObject({ rung: 0, urged: 0, clock: { due: '2026-11-24', overdue: false } });
    expect(world.order.marks[0]?.exempt).toBe(true);
    world.until('2026-11-25 08:00');
    expect(world.row).toMatchObject({ rung: 1, urged: 1 });
  });

  it('never lets a limit end before that could be seen', () => {
    const world = new World('2026-11-02 09:00', withDaysOff(['2026-11-20', '2026-11-27']));
    world.act(cast.dispatch, {
      ...{ type: 'register', assign: true },
      order: { ...working('2026-11-02 09:00').order.order, due: '2026-11-20' },
    });
    expect(world.row.clock?.due).toBe('2026-11-30');
    world.until('2026-11-26 10:00');
    world.adopt(createCalendar(cnSource()));
    expect(world.row).toMatchObject({ rung: 0, clock: { due: '2026-11-26', overdue: false } });
    world.until('2026-11-27 08:00');
    expect(world.row.rung).toBe(1);
  });

  it('that changes nothing here says nothing', () => {
    const world = working('2026-11-02 09:00', { due: '2026-11-06', feedback: { kind: 'every', days: 3 } });
    world.until('2026-11-12 10:00');
    world.act(cast.dispatch, { type: 'suspend', until: '2026-11-20', reason: '待批复' });
    world.until('2026-12-01 10:00');
    const { length } = world.log;
    world.adopt(withDaysOff(['2026-07-01', '2026-07-02']));
    expect(world.log).toHaveLength(length);
  });

  it('lets a feedback that was missed by mistake go on', () => {
    const world = working('2026-11-02 09:00', { feedback: { kind: 'every', days: 7 } });
    world.until('2026-11-10 09:00');
    expect(world.row.feedbackMissed).toBe(1);
    world.adopt(withDaysOff(['2026-11-09', '2026-11-11']));
    expect(world.row.feedbackMissed).toBe(0);
    expect(cnText(world.row.feedbackDueAt)).toBe('2026-11-13 00:00');
  });
});
