import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mootAppeals } from '../../../shared/whistle/appeals.ts';
import { clocksOf } from '../../../shared/whistle/clocks.ts';
import { fold } from '../../../shared/whistle/evolve/evolve.ts';
import { rejudgedMarks } from '../../../shared/whistle/rejudge.ts';
import { isTerminal, type WhistleState } from '../../../shared/whistle/state.ts';
import { timersOf } from '../../../shared/whistle/timers.ts';
import { CALENDARS, LIMITS } from './changes.ts';
import { played, steps } from './histories.ts';
import { UNDISTURBED, walk } from './walk.ts';
import type { World } from './world.ts';

/** Histories in a run of the suite; `npm run test:long` plays 5,000. */
const RUNS = Number(process.env['WHISTLE_CHANGES'] ?? 100);
/** Of these, the same in every run: they get to what the property is about. */
const ALWAYS = 50;
const TIMEOUT_MS = 600_000 + RUNS * 500;

/** The deadlines that anybody could see, by whistle and clock. */
function shown(world: World): Map<string, number | null> {
  return new Map(
    [...world.states.values()].flatMap((state) =>
      clocksOf(state, world.basis).map((clock) => [`${state.id} ${clock.id}`, clock.dueAt] as const),
    ),
  );
}

/** A world whose changes of rules and calendar are watched. */
function watch(world: World): void {
  const adopt = world.adopt.bind(world);
  world.adopt = (change) => {
    const before = shown(world);
    const events = adopt(change);
    for (const [clock, dueAt] of shown(world)) {
      const old = before.get(clock);
      // Nobody becomes overdue in the past by a change they had not seen.
      if (old === undefined || clock.includes('.rung.')) continue;
      if (dueAt !== null && dueAt < world.now && (old === null || old >= world.now))
        throw new Error(`${clock} was due at ${old} and now in the past, ${dueAt}`);
    }
    for (const state of world.states.values()) {
      const left = rejudgedMarks(state, world.basis, world.now);
      expect(left, 'everything that fired has been judged').toEqual([]);
      expect(mootAppeals(state), 'no appeal against what does not count').toEqual([]);
    }
    return events;
  };
}

/** Something runs, or a name says who has to act: an open whistle cannot lie. */
function cannotLie(world: World, state: WhistleState): void {
  if (isTerminal(state) || state.stage === 'draft') return;
  const clocks = clocksOf(state, world.basis);
  const kind = state.keptKind ?? world.rules.kinds.find((one) => one.id === state.draft.kind);
  // Its kind went away before any of its clocks had started.
  if (kind === undefined) return;
  const limits: Record<string, unknown> = kind.limits;
  const gated = { 'pending-approval': 'approve', 'pending-triage': 'triage' }[String(state.stage)];
  if (gated !== undefined && limits[gated] === null) return;
  expect(clocks.some((clock) => clock.dueAt !== null || clock.gap !== null || clock.pauses.length > 0)).toBe(
    true,
  );
}

function nothingNegative(state: WhistleState): void {
  for (const { expiries, yellowCards, exempt } of state.children) {
    for (const n of [expiries, yellowCards, exempt.expiries, exempt.yellowCards])
      expect(n).toBeGreaterThanOrEqual(0);
  }
}

it(
  'keeps every whistle under a clock and judges nobody by what they could not see, whatever changes',
  () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(steps, (history) => {
        let watched: World | null = null;
        const world = walk(
          history,
          (now) => {
            if (watched === null) watch(now);
            watched = now;
            for (const state of now.states.values()) {
              cannotLie(now, state);
              nothingNegative(state);
            }
          },
          { ...UNDISTURBED, changes: [...CALENDARS, ...LIMITS] },
        );
        for (const [id, state] of world.states) {
          const log = world.logs.get(id) ?? [];
          expect(fold(log)).toEqual(state);
          for (const event of log) {
            if (event.type === 'rejudged') for (const mark of event.data.marks) reached.add(mark.verdict);
            reached.add(event.type);
          }
          const ids = timersOf(state, world.basis).map((timer) => timer.id);
          expect(new Set(ids).size).toBe(ids.length);
        }
      }),
      played(RUNS, ALWAYS),
    );
    // The histories get to what this is about.
    for (const what of ['rejudged', 'rules-kept', 'taken-back', 'moved', 'appealed'])
      expect(reached).toContain(what);
  },
  TIMEOUT_MS,
);
