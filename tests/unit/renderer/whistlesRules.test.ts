import { describe, expect, it } from 'vitest';
import { remainingOf, spanText, urgency } from '../../../renderer/ui/whistleClock.ts';
import { ACTS, offerOfKey, offersOf } from '../../../renderer/windows/whistles/acts.ts';
import {
  type Alarm,
  acknowledge,
  alarmLoad,
  alarmsOf,
  groupAlarms,
  look,
  NO_ALARMS,
} from '../../../renderer/windows/whistles/alarms.ts';
import {
  EVERYTHING,
  type Me,
  mineOf,
  passes,
  searchText,
} from '../../../renderer/windows/whistles/filter.ts';
import { changedCards, layoutOf, neighbour } from '../../../renderer/windows/whistles/layout.ts';
import type { Delegation } from '../../../shared/contract/people.ts';
import type { Waiting, WhistleSummary } from '../../../shared/contract/whistles.ts';
import { RIGHTS } from '../../../shared/whistle/rights.ts';

const MINUTE = 60_000;
const waiting = (org: string, roles: Waiting['roles'], overdue = false): Waiting => ({
  org,
  roles,
  what: { zh: '签收', en: 'sign' },
  summons: 's1',
  dueAt: 0,
  overdue,
});
const clock = (startAt: number, dueAt: number | null, paused = false) => ({
  id: 's1.sign.0',
  kind: 'sign' as const,
  summons: 's1',
  org: 'water',
  startAt,
  dueAt,
  limit: { amount: 1, unit: 'urgent_hour' },
  source: '参照鼓楼',
  paused,
  overdue: false,
  remainingMs: null,
  used: null,
  gap: null,
  provisional: null,
});
function row(id: string, part: Partial<WhistleSummary> = {}): WhistleSummary {
  return {
    id,
    seq: 1,
    kind: 'push',
    kindName: '推进哨',
    subject: '路面塌陷',
    street: 'street-a',
    stage: 'blown',
    column: 'blown',
    level: 0,
    supervised: false,
    round: 1,
    rework: 0,
    chain: 1,
    lon: null,
    lat: null,
    createdAt: 0,
    blownAt: 0,
    closedAt: null,
    updatedAt: 0,
    nearest: null,
    waiting: [],
    departments: [{ summons: 's1', org: 'water', part: 'lead', stage: 'notified', late: false }],
    arrived: 0,
    expected: 1,
    backEntries: 0,
    cases: 0,
    ...part,
  };
}

describe('remaining time', () => {
  it('turns past at the very moment it falls due', () => {
    const running = clock(0, 60 * MINUTE);
    expect(remainingOf(running, 47 * MINUTE)).toEqual({ kind: 'left', ms: 13 * MINUTE, soon: false });
    expect(remainingOf(running, 49 * MINUTE)).toEqual({ kind: 'left', ms: 11 * MINUTE, soon: true });
    expect(remainingOf(running, 60 * MINUTE)).toEqual({ kind: 'past', ms: 0 });
    expect(remainingOf(clock(0, 10, true), 20)).toEqual({ kind: 'paused' });
    expect(remainingOf({ ...clock(0, null), gap: '缺 2028 年日历' }, 0)).toEqual({
      kind: 'gap',
      why: '缺 2028 年日历',
    });
  });
  it('is ordered by the share that is left, not by the hour', () => {
    const short = clock(0, 5 * MINUTE);
    const long = clock(0, 10 * 24 * 60 * MINUTE);
    const now = 4 * MINUTE;
    expect(urgency(short, now)).toBeLessThan(urgency(long, now));
    expect(urgency(clock(0, MINUTE), now)).toBeLessThan(urgency(clock(0, 3 * MINUTE), now));
    expect(urgency(null, now)).toBe(Number.POSITIVE_INFINITY);
  });
  it('is written in at most two units and never rounded up', () => {
    const words = {
      days: (d: number, h: number) => `${d}d${h}h`,
      hours: (h: number, m: number) => `${h}h${m}m`,
      minutes: (m: number) => `${m}m`,
    };
    expect(spanText(59_999, words)).toBe('0m');
    expect(spanText(90 * MINUTE - 1, words)).toBe('1h29m');
    expect(spanText(26 * 60 * MINUTE, words)).toBe('1d2h');
  });
});

describe('the board', () => {
  const rows = [
    row('late', { nearest: clock(0, 10) }),
    row('soon', { nearest: clock(0, 1000) }),
    row('none'),
    row('worse', { nearest: clock(0, 5), stage: 'assembling' }),
    row('held', { stage: 'suspended', column: 'handling' }),
    row('gone', { stage: 'withdrawn', updatedAt: 1 }),
    row('joined', { stage: 'merged', updatedAt: 2 }),
    row('old', { stage: 'closed', closedAt: 1 }),
    row('new', { stage: 'closed', closedAt: 2 }),
  ];
  const layout = layoutOf(rows, 100);
  it('puts the overdue first by their share, what has no clock last, the suspended apart', () => {
    expect(layout.coming).toEqual(['worse', 'late', 'soon', 'none']);
    expect(layout.suspended).toEqual(['held']);
    expect(layout.closed).toEqual(['new', 'old']);
    expect(layout.ended).toEqual(['joined', 'gone']);
  });
  it('counts what came, went or changed columns, not a change of order', () => {
    const moved = rows.map((each) => (each.id === 'late' ? row('late', { stage: 'handling' }) : each));
    expect(changedCards(layout, layoutOf(moved, 100))).toBe(1);
    expect(changedCards(layout, layoutOf(rows.slice(1), 100))).toBe(1);
    expect(changedCards(layout, layoutOf([...rows, row('more')], 100))).toBe(1);
    expect(changedCards(layout, layoutOf(rows, 900))).toBe(0);
  });
  it('moves the cursor over empty columns', () => {
    const open = ['draft', 'coming', 'handling', 'suspended'] as const;
    expect(neighbour(layout, open, null, 'down')).toBe('worse');
    expect(neighbour(layout, open, 'worse', 'down')).toBe('late');
    expect(neighbour(layout, open, 'none', 'down')).toBe('none');
    expect(neighbour(layout, open, 'soon', 'right')).toBe('held');
    expect(neighbour(layout, open, 'held', 'right')).toBe('held');
  });
});

const me: Me = { operator: 'chen', org: 'water', roles: ['dept-handler'], actingFor: null };

describe('filters', () => {
  it('know what waits for the operator: organisation and, where named, role', () => {
    expect(mineOf(row('a', { waiting: [waiting('water', [])] }), me)).toHaveLength(1);
    expect(mineOf(row('a', { waiting: [waiting('water', ['dept-leader'])] }), me)).toHaveLength(0);
    expect(mineOf(row('a', { waiting: [waiting('fire', ['dept-handler'])] }), me)).toHaveLength(0);
    expect(mineOf(row('a', { waiting: [waiting('water', [])] }), null)).toHaveLength(0);
  });
  it('know what one person alone owes, and no delegate in their place', () => {
    const called = { ...waiting('water', ['dept-handler']), person: 'chen' };
    const owed = (who: Me) => mineOf(row('a', { waiting: [called] }), who).length;
    expect(owed(me)).toBe(1);
    expect(owed({ ...me, operator: 'wu' })).toBe(0);
    const actingFor: Delegation = {
      ...{
        id: 'd1',
        principal: { id: 'chen', name: '陈' },
        delegate: { id: 'wu', name: '吴' },
        kind: 'acting',
      },
      ...{ org: 'water', roles: ['dept-handler'], streets: [], from: 0, to: 1, reason: '外出', order: null },
      ...{ setBy: { id: 'chen', name: '陈' }, setAt: 0, ended: null },
      state: 'running',
    };
    expect(owed({ ...me, operator: 'wu', actingFor })).toBe(0);
    expect(owed({ ...me, actingFor })).toBe(0);
  });
  it('find by subject, department and initials', () => {
    const names: Record<string, string> = { water: '水务局', 'street-a': '双塘街道' };
    const text = searchText(row('w-0f'), (org) => names[org] ?? org);
    const found = (typed: string) => passes(row('w-0f'), { ...EVERYTHING, text: typed }, null, text);
    expect(['塌陷', 'LMTX', 'swj', '双塘 水务', 'w-0f'].every(found)).toBe(true);
    expect(found('消防')).toBe(false);
    // The second street finds it under its own name, too.
    const border = searchText(row('w-0f', { joint: 'street-b' }), (org) =>
      org === 'street-b' ? '夫子庙街道' : org,
    );
    expect(passes(row('w-0f'), { ...EVERYTHING, text: '夫子庙' }, null, border)).toBe(true);
    expect(passes(row('a'), { ...EVERYTHING, levels: [2, 3] }, null, text)).toBe(false);
    expect(passes(row('a', { level: 2 }), { ...EVERYTHING, levels: [2, 3] }, null, text)).toBe(true);
  });
});

describe('alarms', () => {
  const owed = (count: number): Alarm[] =>
    alarmsOf(
      Array.from({ length: count }, (_, index) => row(`w${index}`, { waiting: [waiting('water', [])] })),
      me,
    );
  it('are only what the operator must do', () => {
    expect(alarmsOf([row('a', { waiting: [waiting('fire', [])] })], me)).toEqual([]);
    expect(owed(1)[0]?.urgent).toBe(false);
    expect(alarmsOf([row('a', { level: 2, waiting: [waiting('water', [])] })], me)[0]?.urgent).toBe(true);
  });
  it('sound once; what stood there at the beginning does not', () => {
    const first = look(NO_ALARMS, owed(2), {}, 0, true);
    expect(first.fresh).toEqual([]);
    expect(alarmLoad(first.book, 0).perHour).toBe(0);
    const second = look(first.book, owed(3), {}, 1000, false);
    expect(second.fresh.map((alarm) => alarm.whistle)).toEqual(['w2']);
    expect(look(second.book, owed(3), {}, 2000, false).fresh).toEqual([]);
    expect(alarmLoad(second.book, 1000).perHour).toBe(1);
  });
  it('come again when they fall overdue, and when a shelving ends', () => {
    const [alarm] = owed(1);
    const key = alarm?.key ?? '';
    const shelf = { [key]: 15 * MINUTE };
    const during = look(look(NO_ALARMS, owed(1), {}, 0, false).book, owed(1), shelf, 10 * MINUTE, false);
    expect(during.fresh).toEqual([]);
    expect(during.book.shelved[key]).toBe(15 * MINUTE);
    expect(during.book.acknowledged).toEqual([key]);
    const after = look(during.book, owed(1), shelf, 15 * MINUTE, false);
    expect(after.fresh).toHaveLength(1);
    expect(after.book.acknowledged).toEqual([]);
    const late = alarmsOf([row('w0', { waiting: [waiting('water', [], true)] })], me);
    expect(look(acknowledge(after.book, [key]), late, shelf, 16 * MINUTE, false).fresh).toHaveLength(1);
    expect(look(after.book, owed(1), shelf, 16 * MINUTE, false).fresh).toEqual([]);
  });
  it('stay owed when acknowledged, and are forgotten when done', () => {
    const { book } = look(NO_ALARMS, owed(1), {}, 0, false);
    const known = acknowledge(book, Object.keys(book.came));
    expect(look(known, owed(1), {}, 1, false).book.acknowledged).toHaveLength(1);
    expect(look(known, [], {}, 1, false).book.acknowledged).toEqual([]);
  });
  it('flood with more than ten in ten minutes, groupAlarms by kind and street', () => {
    const ten = look(NO_ALARMS, owed(10), {}, 1, false).book;
    expect(alarmLoad(ten, 2).flood).toBe(false);
    const eleven = look(ten, owed(11), {}, 5 * MINUTE, false).book;
    expect(alarmLoad(eleven, 6 * MINUTE)).toEqual({ perHour: 11, flood: true });
    expect(alarmLoad(eleven, 12 * MINUTE)).toEqual({ perHour: 11, flood: false });
    expect(alarmLoad(eleven, 62 * MINUTE).perHour).toBe(1);
    expect(groupAlarms(owed(11))).toHaveLength(1);
  });
});

describe('acts', () => {
  it('cover every command but the draft, and what is done to all whistles of an organisation', () => {
    const types = Object.keys(RIGHTS).filter((type) => type !== 'draft' && type !== 'transfer');
    expect(ACTS.map((act) => act.type).sort()).toEqual(types.sort());
  });
  it('never share a key where two could be offered at once', () => {
    const clashes = ACTS.flatMap((a, index) =>
      ACTS.slice(index + 1)
        .filter(
          (b) =>
            a.key === b.key && RIGHTS[a.type].stages.some((stage) => RIGHTS[b.type].stages.includes(stage)),
        )
        .map((b) => `${a.type} ${b.type}`),
    );
    expect(clashes).toEqual([]);
  });
  it('leave the keys of the page alone', () => {
    const taken = ['j', 'k', 'g', 'b', 'B', '/', '?', '.', 'r'];
    expect(ACTS.filter((act) => taken.includes(act.key))).toEqual([]);
  });
  it('say that they act on a department exactly where the command does', () => {
    for (const act of ACTS)
      expect([act.type, act.child]).toEqual([act.type, RIGHTS[act.type].child !== null]);
  });
  it('go to the chosen department where they may, else to the first', () => {
    const may = [
      { type: 'sign', summons: 's1' },
      { type: 'sign', summons: 's2' },
      { type: 'note', summons: null },
    ];
    const offers = offersOf(may, 's2');
    expect(offerOfKey(offers, 's')?.summons).toBe('s2');
    expect(offerOfKey(offersOf(may, 's9'), 's')?.summons).toBe('s1');
    expect(offerOfKey(offers, 'n')?.summons).toBeNull();
    expect(offerOfKey(offers, 'a')).toBeNull();
  });
});
