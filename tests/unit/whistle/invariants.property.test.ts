import fc from 'fast-check';
import { expect, it } from 'vitest';
import { WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import { WhistleView } from '../../../shared/contract/whistleView.ts';
import { elapsedOn } from '../../../shared/time/deadline.ts';
import { clocksOf } from '../../../shared/whistle/clocks.ts';
import { decide } from '../../../shared/whistle/decide.ts';
import { fold } from '../../../shared/whistle/evolve/evolve.ts';
import { isTerminal, type WhistleState } from '../../../shared/whistle/state.ts';
import { timersOf } from '../../../shared/whistle/timers.ts';
import { summaryOf, viewOf } from '../../../shared/whistle/view.ts';
import { played, steps } from './histories.ts';
import { type Tried, UNDISTURBED, walk } from './walk.ts';
import { calendar, cast, type World } from './world.ts';

/** Histories in a run of the suite; `npm run test:long` plays 20,000. */
const RUNS = Number(process.env['WHISTLE_RUNS'] ?? 200);
/** A history takes some 30 ms, several times that on a busy machine. */
const TIMEOUT_MS = 600_000 + RUNS * 500;

function histories(check: () => (world: World, tried: Tried) => void): void {
  fc.assert(
    fc.property(steps, (history) => {
      walk(history, check(), UNDISTURBED);
    }),
    played(RUNS),
  );
}

it(
  'keeps its invariants through any history',
  () => {
    histories(() => {
      const before = new Map<string, WhistleState>();
      const ran = new Map<string, number>();
      const seen = new Map<string, number>();
      return (world, { command, whistle, decision }) => {
        for (const [id, state] of world.states) {
          const old = before.get(id);
          if (old === state) continue;
          const log = world.logs.get(id) ?? [];
          const news = log.slice(old?.seq ?? 0);
          // (a) and the order of the log
          expect(log.map((event) => event.seq)).toEqual(log.map((_, i) => i + 1));
          if (log.length % 7 === 0) expect(fold(log)).toEqual(state);
          // (b) only 重启 leaves an end, and only 销号 can be left
          if (old && isTerminal(old) && !isTerminal(state)) {
            expect(old.stage).toBe('closed');
            expect(news.map((event) => event.type)).toContain('reopened');
          }
          businessRunsOn(world, state, ran);
          bothLeaders(state);
          everybodyAccounted(state, log);
          nobodyApprovesTheirOwn(state, log);
          pausesGiveNothing(world, state);
          nothingDueBefore(world, state);
          appealsAreFair(world, state, log);
          nothingCountsBeforeSeen(world, state, news, seen);
          nothingCountsThatWasDone(state, log);
          // (i)
          if (old) {
            const kept = new Set(state.cases.map((one) => one.id));
            if (!news.some((event) => event.type === 'revised')) {
              for (const one of old.cases) expect(kept).toContain(one.id);
            }
          }
          if (state.mergedInto !== null) {
            const survivor = world.state(state.mergedInto);
            const there = new Set(survivor.cases.map((one) => one.id));
            for (const one of state.cases) expect(there).toContain(one.id);
          }
          before.set(id, freeze(state));
        }
        if (command && whistle && decision?.ok) {
          // The same command id again changes nothing.
          const again = decide(world.state(whistle), command, world.context(cast.duty, whistle));
          expect(again).toMatchObject({ ok: false, refusal: { rule: 'command.repeated' } });
        }
        if (decision && !decision.ok) {
          const { refusal } = decision;
          expect(
            refusal.message.zh && refusal.message.en && refusal.remedy.zh && refusal.remedy.en,
          ).toBeTruthy();
        }
      };
    });
  },
  TIMEOUT_MS,
);

it(
  'plays histories that get everywhere',
  () => {
    const reached = new Set<string>();
    // Always the same ones: among as many others the rarest act may be missing.
    for (const history of fc.sample(steps, { seed: 1, numRuns: 900 })) {
      const world = walk(
        history,
        (now) => {
          for (const state of now.states.values()) reached.add(state.stage);
        },
        UNDISTURBED,
      );
      for (const log of world.logs.values())
        for (const event of log) for (const name of namesOf(event)) reached.add(name);
    }
    expect(EVERYWHERE.filter((place) => !reached.has(place))).toEqual([]);
  },
  TIMEOUT_MS,
);

it(
  'writes events and views that pass the schema of the wire, and folds what comes back from a disk',
  () => {
    fc.assert(
      fc.property(steps, (history) => {
        const world = walk(history, () => {}, UNDISTURBED);
        for (const [id, state] of world.states) {
          const log = world.logs.get(id) ?? [];
          const read = log.map((event) => WhistleEvent.parse(JSON.parse(JSON.stringify(event))));
          expect(read).toEqual(log);
          expect(fold(read)).toEqual(state);
          const actor = { ...cast.leader, roles: ['street-leader' as const] };
          WhistleView.parse(viewOf(state, log, { ...world.basis, now: world.now, actor }));
        }
      }),
      played(Math.ceil(RUNS / 10)),
    );
  },
  TIMEOUT_MS,
);

/** (c): starts once, at the blowing, and never runs backwards. */
function businessRunsOn(world: World, state: WhistleState, ran: Map<string, number>): void {
  const clock = clocksOf(state, world.basis).find((one) => one.kind === 'business');
  if (!clock?.limit || !calendar.covers(world.now)) return;
  expect(clock.startAt).toBe(state.blownAt);
  expect(clock.id).toBe('w.business.0');
  const elapsed = elapsedOn(clock.startAt, world.now, clock.limit.unit, calendar, clock.pauses);
  expect(elapsed).toBeGreaterThanOrEqual(ran.get(state.id) ?? 0);
  ran.set(state.id, elapsed);
}

/** (d) */
function bothLeaders(state: WhistleState): void {
  if (state.stage !== 'handling' || state.draft.kind !== 'hard') return;
  const leaders = state.children.filter((child) => child.part === 'leader' && child.arrivedAt !== null);
  expect(new Set(leaders.map((child) => child.role)).size).toBe(2);
  const people = leaders.flatMap((child) => child.arrivedOperator ?? []);
  expect(new Set(people).size).toBe(people.length);
}

/** (e): whoever was summoned is still there, released or replaced; nobody appears from nowhere. */
function everybodyAccounted(state: WhistleState, log: readonly WhistleEvent[]): void {
  const summoned = log.reduce((sum, event) => {
    if (event.type === 'blown') return sum + event.data.summons.length;
    const created = event.type === 'lead-changed' || event.type === 'objection-upheld';
    return created && event.data.created !== null ? sum + 1 : sum;
  }, 0);
  expect(state.children.length).toBe(summoned);
  expect(new Set(state.children.map((child) => child.id)).size).toBe(summoned);
  const working = state.children.filter((child) => !['released', 'replaced'].includes(child.stage));
  const orgs = working.filter((child) => child.part !== 'leader').map((child) => child.org);
  expect(new Set(orgs).size).toBe(orgs.length);
  if (['blown', 'assembling', 'handling'].includes(state.stage)) {
    expect(working.some((child) => child.part === 'lead')).toBe(true);
  }
}

/** (f), and 指挥 and 监督 in two hands. */
function nobodyApprovesTheirOwn(state: WhistleState, log: readonly WhistleEvent[]): void {
  const applicants = new Set<string>();
  const requests = new Map<string, string>();
  const sides = new Map<string, Set<string>>();
  for (const { type, data, actor } of log) {
    if (type === 'drafted' || type === 'revised' || type === 'submitted') applicants.add(actor.operator);
    if (type === 'blown' && data.by === 'emergency') applicants.add(actor.operator);
    if (type === 'approved' || type === 'declined') expect(applicants).not.toContain(actor.operator);
    if (type === 'extension-requested') requests.set(data.request, actor.operator);
    if (type === 'extension-decided') expect(requests.get(data.request)).not.toBe(actor.operator);
    if (type === 'noted' || type === 'attached' || actor.role === 'system' || actor.role.startsWith('dept'))
      continue;
    const side = actor.role === 'supervision' ? 'supervise' : 'command';
    sides.set(actor.operator, (sides.get(actor.operator) ?? new Set()).add(side));
  }
  for (const side of sides.values()) expect(side.size).toBe(1);
  const standing = state.approvals.filter(({ phone }) => phone !== 'disowned');
  expect(new Set(standing.map((one) => `${one.post} ${one.by}`)).size).toBe(standing.length);
}

/**
 * Appeals (domain.md §2.6): once per mark, two persons apart from who applied, counts exempt by what both accepted alone;
 * none waits without a clock and without a post that it waits for.
 */
function appealsAreFair(world: World, state: WhistleState, log: readonly WhistleEvent[]): void {
  const once = state.appeals.map(({ mark, origin }) => `${origin} ${mark}`);
  expect(new Set(once).size).toBe(once.length);
  for (const { by, first, second, stage, origin, review, summons } of state.appeals) {
    const people = [by, first?.by, second?.by].filter((one) => one !== undefined);
    expect(new Set(people).size).toBe(people.length);
    const child = state.children.find((one) => one.id === summons);
    for (const one of [first, second]) expect(one?.org).not.toBe(child?.org);
    if (stage === 'granted')
      expect([origin === 'command' || first?.accept === true, second?.accept]).toEqual([true, true]);
    expect(review !== null).toBe(stage === 'first' || stage === 'second');
  }
  const open = state.appeals.filter((one) => one.review !== null);
  const clocks = clocksOf(state, world.basis).filter(({ kind }) => kind.startsWith('appeal-'));
  expect(clocks.map((clock) => clock.id.split('.')[0])).toEqual(open.map((one) => one.id));
  for (const clock of clocks) expect(clock.dueAt !== null || clock.gap !== null).toBe(true);
  const { waiting } = summaryOf(state, { ...world.basis, now: world.now });
  expect(waiting.filter(({ what }) => /审申诉|复核/.test(what.zh))).toHaveLength(open.length);
  // Both ledgers together are what happened.
  for (const child of state.children) {
    const passed = log.filter(
      ({ type, data }) =>
        type === 'expired' && data.summons === child.id && data.mark === 1 && data.org === child.org,
    );
    expect(child.expiries + child.exempt.expiries).toBe(passed.length);
    expect(child.expiries).toBeGreaterThanOrEqual(0);
    expect(child.yellowCards).toBeGreaterThanOrEqual(0);
  }
}

/** (h): a clock never counts more than its calendar has, and pauses only ever move a deadline back. */
function pausesGiveNothing(world: World, state: WhistleState): void {
  for (const clock of clocksOf(state, world.basis)) {
    if (!clock.limit || !calendar.covers(world.now)) continue;
    const { unit } = clock.limit;
    const all = elapsedOn(clock.startAt, world.now, unit, calendar, []);
    const counted = elapsedOn(clock.startAt, world.now, unit, calendar, clock.pauses);
    expect(counted).toBeLessThanOrEqual(all);
    if (clock.dueAt === null) continue;
    const toDue = elapsedOn(clock.startAt, clock.dueAt, unit, calendar, clock.pauses);
    const bare = elapsedOn(clock.startAt, clock.dueAt, unit, calendar, []);
    expect(toDue).toBeLessThanOrEqual(bare);
  }
}

/** No act makes something due in the past: what is taken up again, extended, sent back or ruled on has its time before it. */
function nothingDueBefore(world: World, state: WhistleState): void {
  for (const { id, dueAt } of timersOf(state, world.basis))
    if (dueAt < world.now) throw new Error(`${id} fell due ${world.now - dueAt} ms before it was made`);
}

/** A deadline counts at the earliest from when it stood on a screen, also where a fact was entered afterwards (补录). */
function nothingCountsBeforeSeen(
  world: World,
  state: WhistleState,
  news: readonly WhistleEvent[],
  seen: Map<string, number>,
): void {
  for (const event of news) {
    if (event.type !== 'expired' || event.data.kind === 'rung') continue;
    const { clock, dueAt } = event.data;
    expect(dueAt).toBeGreaterThanOrEqual(seen.get(`${state.id} ${clock}`) ?? 0);
  }
  for (const { id } of clocksOf(state, world.basis)) {
    const key = `${state.id} ${id}`;
    if (!seen.has(key)) seen.set(key, world.now);
  }
}

/** No mark counts for what was done before its limit, whenever it was entered; and true times are in their order. */
function nothingCountsThatWasDone(state: WhistleState, log: readonly WhistleEvent[]): void {
  for (const mark of Object.values(state.fired)) {
    if (mark.kind !== 'rung' && mark.endedAt !== null && mark.endedAt < mark.dueAt)
      expect(mark.exempt).toBe(true);
  }
  for (const { signedAt, contactedAt, arrivedAt, notifiedAt, submittedAt, workingAt } of state.children) {
    const order = [notifiedAt, signedAt, contactedAt].filter((at) => at !== null);
    expect(order.toSorted((a, b) => a - b)).toEqual(order);
    for (const at of [signedAt, arrivedAt]) expect(at ?? notifiedAt).toBeGreaterThanOrEqual(notifiedAt);
    if (submittedAt !== null && workingAt !== null) expect(submittedAt).toBeGreaterThanOrEqual(workingAt);
  }
  for (const { at, backEntry, actor } of log) {
    if (backEntry === undefined) continue;
    expect(backEntry.occurredAt).toBeLessThan(at);
    expect(backEntry.confirmedBy.operator).not.toBe(actor.operator);
  }
}

/** What an event shows of where histories get. */
function namesOf(event: WhistleEvent): string[] {
  const entered = event.backEntry === undefined ? [] : [`entered ${event.type}`];
  const judged =
    event.type === 'rejudged' && event.data.cause === 'back-entry'
      ? ['judged', ...event.data.marks.map(({ verdict }) => `judged ${verdict}`)]
      : [];
  return [event.type, ...entered, ...judged];
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) freeze(part);
  }
  return value;
}

const EVERYWHERE = [
  ...['draft', 'pending-approval', 'pending-triage', 'blown', 'assembling', 'handling', 'pending-confirm'],
  ...['pending-eval', 'closed', 'suspended', 'withdrawn', 'rejected', 'merged'],
  ...['signed', 'contacted', 'objected', 'objection-upheld', 'objection-overruled', 'arrived', 'assembled'],
  ...[
    'left',
    'leave-allowed',
    'extension-requested',
    'extension-decided',
    'lead-changed',
    'excused',
    'resumed',
  ],
  ...[
    'result-submitted',
    'all-submitted',
    'confirmed',
    'reworked',
    'rated',
    'reopened',
    'absorbed',
    'reblown',
  ],
  ...[
    'reminded',
    'expired',
    'no-show',
    'escalated',
    'deescalated',
    'listed',
    'noted',
    'attached',
    'declined',
  ],
  ...['signed', 'objected', 'arrived', 'left', 'result-submitted', 'noted'].map((fact) => `entered ${fact}`),
  ...['judged exempt', 'judged'],
  ...['street-joined', 'street-confirmed', 'outside-called', 'approval-confirmed', 'approval-disowned'],
  ...['appealed', 'appeal-withdrawn', 'appeal-reviewed', 'exemption-proposed', 'mark-exempted'],
];
