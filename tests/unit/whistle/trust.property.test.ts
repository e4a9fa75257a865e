import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Clock } from '../../../shared/whistle/clock.ts';
import { clocksOf } from '../../../shared/whistle/clocks.ts';
import { isTerminal, type WhistleState } from '../../../shared/whistle/state.ts';
import { ledgersOf } from '../../../shared/whistle/succession.ts';
import { timersOf } from '../../../shared/whistle/timers.ts';
import { summaryOf } from '../../../shared/whistle/view.ts';
import { ALL_YEARS } from '../time/calendars.ts';
import { CALENDARS, calendarWith, LIMITS, without } from './changes.ts';
import { played, steps } from './histories.ts';
import { type Tried, walk } from './walk.ts';
import { wanderings } from './wanderings.ts';
import { JJDD, OTHER_STREET, SZS, type World } from './world.ts';

/** Histories in a run of the suite; `npm run test:long` plays 5,000. */
const RUNS = Number(process.env['WHISTLE_CHANGES'] ?? 100);
/** Of these, the same in every run: they get to what the property is about. */
const ALWAYS = 50;
const TIMEOUT_MS = 600_000 + RUNS * 1000;

const CHANGES = [
  ...CALENDARS,
  ...LIMITS,
  // The table of the next year comes late.
  { calendar: calendarWith([], ALL_YEARS.slice(0, -1)) },
  without(SZS),
  without(JJDD, OTHER_STREET),
  without(),
];

it(
  'leaves no open whistle without a clock or a named reason, and counts nothing before it could be seen',
  () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(steps, (history) => {
        const watch = new Watch(reached);
        const restarted = (before: unknown, after: unknown): void => {
          reached.add('restart');
          expect(after).toEqual(before);
        };
        walk(history, (world, tried) => watch.look(world, tried), wanderings(CHANGES, restarted));
      }),
      played(RUNS, ALWAYS),
    );
    expect((RUNS < 1000 ? OFTEN : EVERYTHING).filter((what) => !reached.has(what))).toEqual([]);
  },
  TIMEOUT_MS,
);

/** What any run of the suite comes by, and what many histories come by together. */
const OFTEN = ['rejudged', 'restart', 'merged', 'transferred', 'entered afterwards', 'for a principal'];
const EVERYTHING = [
  ...[...OFTEN, 'rules-kept', 'suspended', 'resumed', 'judged back-entry', 'by telephone', 'vacant'],
  ...['clock set back', 'appealed', 'mark-exempted', 'street-joined', 'street-confirmed'],
  ...['objection-upheld', 'lead-changed', 'extension-decided', 'reopened'],
];

/** What stood on the screens: for each clock the deadlines that it showed, and from when on. */
type Shown = Map<string, { dueAt: number; from: number }[]>;

/** Looks at the whole city after every step. */
class Watch {
  readonly #shown: Shown = new Map();
  readonly #reached: Set<string>;
  #before = new Map<string, { state: WhistleState; clocks: Clock[] }>();
  #now = 0;

  constructor(reached: Set<string>) {
    this.#reached = reached;
  }

  look(world: World, { command, whistle, decision }: Tried): void {
    if (world.now < this.#now) this.#reached.add('clock set back');
    this.#now = world.now;
    const now = new Map<string, { state: WhistleState; clocks: Clock[] }>();
    for (const [id, state] of world.states) {
      const clocks = clocksOf(state, world.basis);
      now.set(id, { state, clocks });
      if (state !== this.#before.get(id)?.state) this.#note(world, id);
      goesOn(world, state, clocks);
      for (const clock of clocks) this.#show(state, clock, world);
      this.#countsOnlyWhatWasSeen(state);
      countsWhatFired(state);
    }
    if (command?.type === 'merge' && decision?.ok && whistle !== null)
      this.#endsNoClock(world, whistle, command.into);
    this.#before = now;
  }

  #show({ id, updatedAt }: WhistleState, clock: Clock, world: World): void {
    if (clock.dueAt === null) return;
    const key = `${id} ${clock.id}`;
    const list = this.#shown.get(key) ?? [];
    if (list.at(-1)?.dueAt === clock.dueAt) return;
    // After the clock was set back on purpose, acts go on at the time of the newest.
    list.push({ dueAt: clock.dueAt, from: Math.max(world.now, updatedAt) });
    this.#shown.set(key, list);
  }

  /** Each mark that counts is of a deadline that stood on a screen by then. */
  #countsOnlyWhatWasSeen(state: WhistleState): void {
    for (const [key, mark] of Object.entries(state.fired)) {
      if (mark.mark < 1 || mark.exempt || mark.kind === 'rung') continue;
      // Granted so late that the time it gives is over as well: overdue already by the deadline before.
      const [owner, kind, generation] = mark.clock.split('.');
      if (state.fired[`${owner}.${kind}.${Number(generation) - 1}@1`] !== undefined) continue;
      const shown = this.#shown.get(`${state.id} ${mark.clock}`) ?? [];
      const seen = shown.some(({ dueAt, from }) => dueAt <= mark.dueAt && from <= mark.dueAt);
      expect(seen, `${state.id} ${key} counts at ${mark.dueAt}; shown ${JSON.stringify(shown)}`).toBe(true);
      // Done in time is done in time, whenever it was entered.
      const inTime = mark.endedAt !== null && mark.endedAt < mark.dueAt;
      expect(inTime, `${state.id} ${key} was due at ${mark.dueAt} and done at ${mark.endedAt}`).toBe(false);
    }
  }

  /** Whoever had a clock that ran has one in the whistle that went on, or waits there for others. */
  #endsNoClock(world: World, merged: string, into: string): void {
    const survivor = world.state(into);
    const clocks = clocksOf(survivor, world.basis);
    // Appeals stay where their marks are.
    const left = new Set(clocksOf(world.state(merged), world.basis).map(({ id }) => id));
    for (const clock of this.#before.get(merged)?.clocks ?? []) {
      if (clock.kind === 'rung' || left.has(clock.id) || (clock.dueAt === null && clock.gap === null))
        continue;
      const there = clocks.filter(
        (one) => one.kind !== 'resume' && (clock.summons === null || one.org === clock.org),
      );
      // On site it waits for the others, and after an objection for the centre's ruling, which has a clock.
      const waits = survivor.children.some(
        (child) => child.org === clock.org && (child.stage === 'arrived' || child.stage === 'objected'),
      );
      const runs = waits || there.some(({ dueAt, gap }) => dueAt !== null || gap !== null);
      expect(runs, `${merged} in ${into}: nothing goes on with ${clock.id} of ${clock.org}`).toBe(true);
    }
  }

  #note(world: World, id: string): void {
    const log = world.logs.get(id) ?? [];
    const old = this.#before.get(id)?.state.seq ?? 0;
    for (const [index, event] of log.slice(old).entries()) {
      this.#reached.add(event.type);
      if (event.backEntry !== undefined) this.#reached.add('entered afterwards');
      if (event.type === 'rejudged' && event.data.cause === 'back-entry')
        this.#reached.add('judged back-entry');
      if (event.type === 'approved' && event.data.phone !== undefined) this.#reached.add('by telephone');
      if (event.actor.onBehalfOf !== undefined) this.#reached.add('for a principal');
      if (event.type === 'escalated' && event.data.vacant !== undefined) this.#reached.add('vacant');
      const before = log[old + index - 1];
      if (before !== undefined) expect(event.at, `${id} ${event.seq}`).toBeGreaterThanOrEqual(before.at);
    }
  }
}

/**
 * An open whistle has something that will happen by itself: a timer that has not fired. Where it has none, the year is named
 * that the calendar lacks, or it is before the weekly meeting at the highest level; and somebody is named who has to act.
 */
function goesOn(world: World, state: WhistleState, clocks: readonly Clock[]): void {
  if (isTerminal(state) || state.stage === 'draft') return;
  const named =
    timersOf(state, world.basis).length > 0 ||
    clocks.some(({ gap }) => gap !== null) ||
    (state.level === 4 && state.listed.includes('level-4'));
  expect(named, `${state.id} in ${state.stage}, level ${state.level}, has nothing to come`).toBe(true);
  if (state.stage === 'suspended') return;
  const { waiting } = summaryOf(state, { ...world.basis, now: world.now });
  expect(waiting.length, `${state.id} in ${state.stage} waits for nobody`).toBeGreaterThan(0);
}

/** What counts against organisations is what has fired and still counts, no more and no less. */
function countsWhatFired(state: WhistleState): void {
  for (const child of state.children) {
    const counted = ledgersOf(child).reduce((sum, one) => sum + one.expiries, 0);
    const fired = Object.values(state.fired).filter(
      (mark) =>
        mark.summons === child.id &&
        mark.mark === 1 &&
        !mark.exempt &&
        ledgersOf(child).some(({ org }) => org === mark.org),
    );
    expect(counted, `${state.id} ${child.id}`).toBe(fired.length);
  }
}
