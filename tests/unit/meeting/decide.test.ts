import { describe, expect, it } from 'vitest';
import { seriesOf, titleOf } from '../../../shared/meeting/series.ts';
import { A, type Command, DECIDE, MINUTE, NOW, Table } from './hall.ts';

const decide = (changes: object = {}): Command => ({ ...DECIDE, ...changes });
const draft = (n: number, text: string): Command => ({
  ...{ type: 'draft', item: 'whistle:w-1', kind: 'supervise', text, lead: A, co: [], days: null },
  ...{ acceptance: '', n },
});

describe('planning', () => {
  it('numbers by year and series', () => {
    const table = new Table().opened();
    expect(table.meeting).toMatchObject({ year: 2026, number: 12, title: '2026年第12次调度会' });
    expect(titleOf(2026, 1, '接诉即办调度会')).toBe('2026年第1次接诉即办调度会');
  });

  it.each([
    ['another runs', { running: '2026年第11次调度会' }, NOW, 'meeting-running'],
    ['the day is over', {}, NOW - 86_400_000, 'meeting-before'],
    ['the last one was later', { lastOpenedAt: NOW + 1 }, NOW, 'meeting-before'],
  ])('is refused where %s', (_why, before, heldAt, code) => {
    const table = new Table();
    table.before = { ...table.before, ...before };
    expect(table.give({ type: 'plan', series: 'dispatch', heldAt, place: '' })).toBe(code);
  });

  it('opens on its day, not before, and once', () => {
    const table = new Table();
    table.give({ type: 'plan', series: 'dispatch', heldAt: NOW + 86_400_000, place: '' });
    expect(table.give({ type: 'open' })).toBe('meeting-early');
    table.now = NOW + 86_400_000 - 9 * 3_600_000;
    expect(table.give({ type: 'open' })).toBeNull();
    expect(table.give({ type: 'open' })).toBe('meeting-stage');
    expect(table.meeting).toMatchObject({ stage: 'open', packHash: 'f00d' });
  });

  it('moves, drops and times the parts of the agenda, on what was seen', () => {
    const table = new Table().opened();
    const { agenda, seq } = table.meeting;
    const moved = [...agenda.slice(4), ...agenda.slice(0, 3)].map((part) => ({ ...part, minutes: 7 }));
    expect(table.give({ type: 'set-agenda', agenda: moved, seen: seq - 1 })).toBe('meeting-moved');
    expect(table.give({ type: 'set-agenda', agenda: moved, seen: seq })).toBeNull();
    expect(table.meeting.agenda).toEqual(moved);
  });
});

it('takes series, time and agenda from the pack', () => {
  const said = { origin: 'invented', source: '试验' } as const;
  const words = (zh: string) => ({ zh, en: zh });
  const series = seriesOf({
    series: words('接诉即办调度会'),
    weekday: { day: 5, ...said },
    localTime: { at: '15:00', ...said },
    place: { name: words('指挥大厅'), ...said },
    defaultDueDays: { amount: 15, ...said },
    agenda: {
      items: [
        { id: 'week', title: words('通报'), minutes: 8 },
        { id: 'items', title: words('研究'), minutes: 30 },
        { id: 'weather', title: words('天气'), minutes: 2 },
      ],
      ...said,
    },
  });
  expect(series).toMatchObject({ name: '接诉即办调度会', weekday: 5, time: '15:00', defaultDueDays: 15 });
  expect(series.agenda.map(({ kind }) => kind)).toEqual(['bulletin', 'items', 'other']);
});

describe('signing in', () => {
  const signIn = (status: string, person: string, forWhom: string, reason: string) =>
    ({ type: 'sign-in', unit: A, status, person, for: forWhom, reason }) as Command;

  it.each([
    ['leave', '', '', '', 'leave-reason'],
    ['substitute', '某乙', '', '', 'substitute-name'],
    ['present', '', '', '', 'attendee-name'],
  ])('%s needs its words', (status, person, forWhom, reason, code) => {
    expect(new Table().opened().give(signIn(status, person, forWhom, reason))).toBe(code);
  });

  it('keeps the last word of each unit', () => {
    const table = new Table().opened();
    expect(table.give(signIn('leave', '某甲', '', '外出培训'))).toBeNull();
    expect(table.give(signIn('substitute', '某乙', '某甲', ''))).toBeNull();
    expect(table.meeting.attendance).toMatchObject([{ status: 'substitute', person: '某乙', for: '某甲' }]);
  });
});

describe('rights', () => {
  it.each([
    ['dept-handler', { type: 'open' }, 'meeting-role'],
    ['supervision', DECIDE, 'meeting-role'],
    [
      'admin',
      { type: 'add-item', problem: '占道', subject: null, place: null, lead: null },
      'meeting-item-role',
    ],
    ['street-duty', { type: 'add-item', problem: '占道', subject: null, place: null, lead: null }, null],
  ] as const)('%s: %o', (role, command, code) => {
    expect(new Table().opened().give(command as unknown as Command, [role])).toBe(code);
  });
});

describe('decisions', () => {
  it('have the days of the series where none are said, and 0 is today', () => {
    const table = new Table().opened();
    expect(table.give(decide())).toBeNull();
    expect(table.give(decide({ days: 0 }))).toBeNull();
    expect(table.meeting.decisions).toMatchObject([
      { id: 'd1', days: 20, due: { date: '2026-12-15' }, effect: 'order-due', order: null },
      { id: 'd2', days: 0, due: { date: '2026-11-25' } },
    ]);
  });

  it.each([
    [{ lead: null }, 'lead-needed'],
    [{ acceptance: '' }, 'acceptance-needed'],
    [{ text: '' }, 'text-needed'],
    [{ co: [A] }, 'co-is-lead'],
    [{ item: 'whistle:other' }, 'meeting-item'],
    [{ kind: 'change-lead', lead: null }, 'lead-needed'],
    [{ kind: 'close' }, 'check-first'],
    [{ kind: 'suspend', lead: null, acceptance: '' }, null],
    [{ kind: 'look-again', text: '', lead: null, acceptance: '' }, null],
  ])('%o: %s', (changes, code) => {
    expect(new Table().opened().give(decide(changes))).toBe(code);
  });

  it('close only what supervision found done', () => {
    const table = new Table().opened();
    table.foundDone = ['whistle:w-1'];
    expect(table.give(decide({ kind: 'close' }))).toBeNull();
    expect(table.meeting.decisions).toMatchObject([{ due: null, effect: 'record' }]);
  });

  it('are kept word by word, and nobody writes over another version', () => {
    const table = new Table().opened();
    expect(table.give(draft(0, '十日'))).toBeNull();
    expect(table.give(draft(1, '十日内回'))).toBeNull();
    expect(table.give(draft(1, '另一窗口'))).toBe('meeting-moved');
    expect(table.meeting.drafts).toMatchObject([{ text: '十日内回', n: 2 }]);
    expect(table.give({ type: 'close' })).toBe('draft-left');
    table.give(decide());
    expect(table.meeting.drafts).toEqual([]);
  });

  it('are read back before the meeting closes, and numbers are not given twice', () => {
    const table = new Table().opened();
    table.give(decide());
    expect(table.give({ type: 'withdraw-decision', decision: 'd1', reason: '口误' })).toBeNull();
    table.give(decide());
    expect(table.meeting.decisions.map(({ id }) => id)).toEqual(['d2']);
    expect(table.give({ type: 'close' })).toBe('unread-decisions');
    expect(table.give({ type: 'read-back', decision: 'd2' })).toBeNull();
    expect(table.give({ type: 'close' })).toBeNull();
    expect(table.give(decide())).toBe('meeting-stage');
  });

  it('are found done by supervision alone, also after the meeting', () => {
    const table = new Table().opened();
    table.give(decide());
    table.give({ type: 'read-back', decision: 'd1' });
    table.give({ type: 'close' });
    const say = (state: 'part' | 'done'): Command => ({
      ...{ type: 'outcome', decision: 'd1', state, note: '现场已恢复' },
    });
    expect(table.give(say('done'), ['shift-leader'])).toBe('done-by-supervision');
    expect(table.give(say('part'), ['dept-handler'])).toBeNull();
    expect(table.give(say('done'), ['supervision'])).toBeNull();
    expect(table.meeting.decisions).toMatchObject([{ outcome: { state: 'done' } }]);
  });
});

describe('the floor', () => {
  it('is timed, and what is over time stays', () => {
    const table = new Table().opened();
    expect(table.give({ type: 'stop-speaking' })).toBe('not-speaking');
    table.give({ type: 'speak', unit: A, item: 'whistle:w-1', minutes: 3 });
    table.now += 5 * MINUTE;
    table.give({ type: 'show', part: 'items', item: 'case:c-2' });
    expect(table.meeting.speaker).toBeNull();
    expect(table.meeting.speeches).toMatchObject([{ ms: 5 * MINUTE, overtimeMs: 2 * MINUTE }]);
  });

  it('ends with an adjournment', () => {
    const table = new Table().opened();
    table.give({ type: 'speak', unit: A, item: null, minutes: 3 });
    table.give({ type: 'adjourn', reason: '突发' });
    expect(table.meeting).toMatchObject({ stage: 'adjourned', speaker: null });
    expect(table.give({ type: 'show', part: null, item: null })).toBe('meeting-stage');
    table.give({ type: 'resume' });
    expect(table.meeting).toMatchObject({ stage: 'open', adjournments: [{ to: NOW }] });
  });
});
