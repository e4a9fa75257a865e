import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { OrderEvent } from '../../../shared/order/events.ts';
import { evolve } from '../../../shared/order/evolve.ts';
import { offeredTo } from '../../../shared/order/offered.ts';
import type { OrderState } from '../../../shared/order/state.ts';
import { timersOf } from '../../../shared/order/timers.ts';
import { createCalendar, type WorkingCalendar } from '../../../shared/time/calendar.ts';
import { localDate } from '../../../shared/time/zone.ts';
import { cnSource } from '../time/calendars.ts';
import { type Act, cast, meeting, newOrder, PROOF, World } from './world.ts';

/** Histories in a run of the suite. */
const RUNS = Number(process.env['ORDER_RUNS'] ?? 100);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const people = Object.values(cast);

/** Calendars that come into force one after another: days off are added, moved and taken away. */
const calendars: readonly WorkingCalendar[] = [
  [],
  [['2026-06-08', '2026-06-12']],
  [
    ['2026-06-10', '2026-06-24'],
    ['2026-07-20', '2026-07-21'],
  ],
  [['2026-07-01', '2026-07-31']],
].map((days) =>
  createCalendar({
    ...cnSource(),
    daysOff: days.map(([from = '', to = '']) => ({ from, to, half: null, reason: '停工' })),
  }),
);

const step = fc.record({
  who: fc.nat({ max: people.length - 1 }),
  // The way to the closing and back more often than the rest.
  what: fc.oneof(fc.constantFrom(1, 6, 7, 8, 14), fc.nat({ max: 21 })),
  value: fc.nat({ max: 40 }),
  wait: fc.oneof(fc.nat({ max: 12 }), fc.nat({ max: 24 * 12 })),
  late: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.nat({ max: 24 * 20 })),
});
type Step = { who: number; what: number; value: number; wait: number; late: number };

function dateAhead(world: World, days: number): string {
  return localDate(world.now + days * DAY, world.calendar.zone);
}

function actOf(world: World, { what, value }: Step): Act | null {
  const note = 'note';
  const acts: readonly (() => Act)[] = [
    () => ({ type: 'assign' }),
    () => ({ type: 'sign' }),
    () => ({ type: 'feedback', text: note, evidence: [] }),
    () => ({ type: 'ask-extension', until: dateAhead(world, value), reason: note }),
    () => ({ type: 'grant-extension', note }),
    () => ({ type: 'refuse-extension', reason: note }),
    () => ({ type: 'ask-closing', result: note, evidence: [PROOF] }),
    () => ({ type: 'check', passed: value % 3 > 0, onSite: true, opinion: note, evidence: [] }),
    () => ({ type: 'close', archive: '' }),
    () => ({ type: 'urge', text: note }),
    () => ({
      type: 'change-lead',
      lead: value % 2 ? 'water' : 'street',
      coUnits: [],
      reason: note,
      meeting: null,
    }),
    () => ({ type: 'suspend', until: dateAhead(world, value), reason: note }),
    () => ({ type: 'resume', reason: note }),
    () => ({ type: 'carry', meeting: meeting(value + 1), note }),
    () => ({ type: 'recheck', held: value % 2 > 0, opinion: note, evidence: [] }),
    () => ({ type: 'revise', order: newOrder({ feedback: { kind: 'every', days: 1 + value } }) }),
  ];
  return acts[what]?.() ?? null;
}

/** Plays a history; `after` sees each change with the state before it and its new events. */
function play(
  history: readonly Step[],
  after: (world: World, before: OrderState, news: OrderEvent[]) => void,
): void {
  const world = new World('2026-05-28 09:00', calendars[0]);
  world.act(cast.dispatch, {
    ...{ type: 'register', assign: history.length % 2 > 0 },
    order: newOrder({ feedback: { kind: 'every', days: 6 } }),
  });
  const changed = (work: () => void) => {
    const before = world.order;
    const { length } = world.log;
    work();
    after(world, before, world.log.slice(length));
  };
  for (const one of history) {
    // Time passes, timer by timer; the program may have been off when they were due.
    const end = world.now + one.wait * HOUR;
    for (;;) {
      const due = timersOf(world.order).sort((a, b) => a.dueAt - b.dueAt)[0];
      if (due === undefined || due.dueAt > end) break;
      world.now = Math.max(world.now, due.dueAt + one.late * HOUR);
      changed(() => world.fire(due.id));
    }
    world.now = Math.max(world.now, end);
    if (one.what >= 18) {
      changed(() => world.adopt(calendars[one.value % calendars.length] ?? world.calendar));
      continue;
    }
    const act = actOf(world, one);
    if (act === null) continue;
    // Mostly somebody who may, so that histories get somewhere.
    const fit = people.filter((each) => offeredTo(world.order, each, world.now).includes(act.type));
    const by = (one.who % 4 > 0 ? fit[one.who % Math.max(1, fit.length)] : undefined) ?? people[one.who];
    if (by === undefined) continue;
    changed(() => {
      const offered = offeredTo(world.order, by, world.now).includes(act.type);
      const code = world.refusal(by, act);
      // What passes was offered, or a rebound that somebody found later.
      if (code === null && act.type !== 'recheck') expect(offered).toBe(true);
    });
  }
}

const histories = fc.array(step, { minLength: 20, maxLength: 120 });

it('keeps its invariants through any history', () => {
  fc.assert(
    fc.property(histories, (history) => {
      play(history, (world, before, news) => {
        const state = world.order;
        expect(world.log.map(({ seq }) => seq)).toEqual(world.log.map((_, i) => i + 1));
        if (world.log.length % 5 === 0)
          expect(world.log.reduce<OrderState | null>(evolve, null)).toEqual(state);
        // The number is given once, and a sent mark is never lost.
        expect(state.number).toEqual(before.number);
        expect(state.marks.length).toBeGreaterThanOrEqual(before.marks.length);
        sidesKeptApart(world.log);
        for (const event of news) {
          if (event.type === 'closed') {
            expect(before.stage).toBe('checked');
            expect(before.check?.passed).toBe(true);
          }
          if (event.type === 'rebounded') expect(before.closedAt).not.toBeNull();
          if (event.type === 'lead-changed') expect(state.clock).toEqual(before.clock);
          if ('clock' in event && event.clock.dueAt !== before.clock?.dueAt) {
            // A limit that moves never ends before that could be seen.
            const was = before.clock?.dueAt ?? Number.POSITIVE_INFINITY;
            const at = before.rest?.since ?? event.at;
            if (event.type !== 'rebounded' && event.type !== 'assigned')
              expect(event.clock.dueAt).toBeGreaterThanOrEqual(Math.min(at, was));
          }
          if (event.type === 'rung') {
            const { mark } = event;
            expect(event.at).toBeGreaterThanOrEqual(mark.dueAt);
            expect(['assigned', 'working']).toContain(before.stage);
            expect(mark.dueAt).toBeGreaterThanOrEqual(before.clock?.dueAt ?? 0);
            if (mark.rung > 1) expect(world.calendar.elapsed(mark.from, event.at)).toBeGreaterThan(0);
          }
          if (event.type === 'feedback-missed') expect(['assigned', 'working']).toContain(before.stage);
        }
        nothingCountsBeforeItsLimit(state);
        // A limit ends on a working day of the calendar that set it; to judge it again changes nothing.
        const { length } = world.log;
        world.adopt(world.calendar);
        expect(world.log).toHaveLength(length);
        const row = world.row;
        expect(row.rung).toBeLessThanOrEqual(3);
        expect(row.carries).toBe(new Set(state.carries.map(({ number }) => number)).size);
        expect(row.escalated).toBe(row.carries >= 3);
        expect(row.weight).toBe(row.rebounds > 0 ? 2 : 1);
        if (row.clock !== null) expect(row.clock.overdueDays > 0).toBe(row.clock.overdue);
        if (['asked', 'checked', 'closed', 'suspended', 'cancelled', 'registered'].includes(state.stage))
          expect(timersOf(state).every(({ kind }) => kind === 'resume')).toBe(true);
      });
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
}, 300_000);

/** Nobody acts for two sides of one order. */
function sidesKeptApart(log: readonly OrderEvent[]): void {
  const checks = new Set(['check-passed', 'check-refused', 'closed', 'rechecked']);
  const checkers = new Set(log.filter(({ type }) => checks.has(type)).map(({ by }) => by?.id));
  for (const { type, by } of log)
    if (by !== null && !checks.has(type) && type !== 'rebounded') expect(checkers).not.toContain(by.id);
}

/** In one round a rung is counted once, in its order. */
function nothingCountsBeforeItsLimit({ marks, round }: OrderState): void {
  for (let i = 1; i <= round; i++) {
    const rungs = marks.filter((mark) => mark.kind === 'rung' && mark.round === i && !mark.exempt);
    expect(rungs.map(({ rung }) => rung)).toEqual(rungs.map((_, at) => at + 1));
    for (const { dueAt, at } of rungs) expect(at).toBeGreaterThanOrEqual(dueAt);
  }
}

it('gets everywhere', () => {
  const seen = new Map<string, number>();
  for (const history of fc.sample(histories, { seed: 7, numRuns: 400 }))
    play(history, (_world, _before, news) => {
      for (const { type } of news) seen.set(type, (seen.get(type) ?? 0) + 1);
    });
  for (const type of [
    'closed',
    'rung',
    'feedback-missed',
    'resumed',
    'rejudged',
    'rebounded',
    'extension-granted',
  ])
    expect(seen.get(type) ?? 0).toBeGreaterThan(0);
}, 120_000);
