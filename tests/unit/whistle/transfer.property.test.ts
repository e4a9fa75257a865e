import fc from 'fast-check';
import { expect, it } from 'vitest';
import { WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import { WhistleView } from '../../../shared/contract/whistleView.ts';
import { clocksOf } from '../../../shared/whistle/clocks.ts';
import { fold } from '../../../shared/whistle/evolve/evolve.ts';
import { isTerminal, type Summons, type WhistleState } from '../../../shared/whistle/state.ts';
import { concernsOf, ledgersOf } from '../../../shared/whistle/succession.ts';
import { viewOf } from '../../../shared/whistle/view.ts';
import { without } from './changes.ts';
import { played, steps } from './histories.ts';
import { type Tried, UNDISTURBED, walk } from './walk.ts';
import { cast, JJDD, OTHER_STREET, RULES, SZS, type World } from './world.ts';

/** Histories in a run of the suite; `npm run test:long` plays 5,000. */
const RUNS = Number(process.env['WHISTLE_CHANGES'] ?? 100);
/** Of these, the same in every run: they get to what the property is about. */
const ALWAYS = 50;
const TIMEOUT_MS = 600_000 + RUNS * 500;

/** Packs come and go, with and without departments, streets, kinds of whistles. */
const CHANGES = [
  without(SZS),
  without(JJDD, SZS),
  without(OTHER_STREET),
  without(),
  { rules: { ...RULES, kinds: RULES.kinds.slice(2) } },
  { rules: RULES },
];

/** What a summons has counted, against whomever. */
function counted(child: Summons) {
  const all = ledgersOf(child);
  const sum = (count: (one: (typeof all)[number]) => number) =>
    all.reduce((total, one) => total + count(one), 0);
  return {
    noShows: sum((one) => Number(one.noShow)),
    late: sum((one) => Number(one.late)),
    cards: sum((one) => one.yellowCards),
    expiries: sum((one) => one.expiries),
  };
}

/** An open whistle has a clock that runs, that is paused, or says which year it lacks; and it waits for somebody. */
function goesOn(world: World, state: WhistleState): void {
  if (isTerminal(state) || state.stage === 'draft') return;
  const clocks = clocksOf(state, world.basis);
  const named = clocks.some(
    ({ dueAt, gap, pauses }) => dueAt !== null || gap !== null || pauses.some((pause) => pause.to === null),
  );
  expect(named, `${state.id} in ${state.stage} has no clock`).toBe(true);
  const actor = { ...cast.shift, roles: ['shift-leader' as const] };
  const page = viewOf(state, [], { ...world.basis, now: world.now, actor });
  WhistleView.parse(page);
  const known = new Set(world.orgs.map((org) => org.code));
  for (const { org } of [...page.clocks, ...page.summary.waiting]) expect(known).toContain(org);
  if (state.stage !== 'suspended')
    expect(
      page.summary.waiting.length,
      `${state.stage} ${JSON.stringify(state.children.map((c) => [c.org, c.part, c.stage]))}`,
    ).toBeGreaterThan(0);
}

function check(reached: Set<string>): (world: World, tried: Tried) => void {
  const before = new Map<string, { state: WhistleState; clocks: unknown }>();
  return (world, { command, whistle, decision }) => {
    for (const [id, state] of world.states) {
      const clocks = clocksOf(state, world.basis).map(({ org: _, ...clock }) => clock);
      const old = before.get(id);
      goesOn(world, state);
      if (command?.type === 'transfer' && whistle === id && decision?.ok && old !== undefined) {
        reached.add(state.stage);
        // Nothing is left behind, nothing begins anew, and what was counted stays counted.
        expect(concernsOf(state, command.from)).toBeNull();
        // But that the successor, who had come already, completes a joint team.
        if (decision.changes[0]?.events.some(({ type }) => type === 'assembled')) continue;
        // Two streets that become one confirm as one.
        if (old.state.joint !== undefined && state.joint === undefined) continue;
        expect(clocks).toEqual(old.clocks);
        expect(state.children.map(counted)).toEqual(old.state.children.map(counted));
        expect(state.stage).toBe(old.state.stage);
        for (const child of state.children)
          expect(child.org === command.from).toBe(isEnded(child, command.from));
      }
      if (old?.state !== state) before.set(id, { state, clocks });
    }
  };
}

function isEnded(child: Summons, from: string): boolean {
  return child.org === from && ['released', 'replaced'].includes(child.stage);
}

it(
  'no sequence of pack changes and successions leaves an open whistle without a clock or a reason',
  () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(steps, (history) => {
        const world = walk(history, check(reached), { ...UNDISTURBED, changes: CHANGES });
        for (const [id, state] of world.states) {
          // A restart: what is on the disk folds to the same.
          const log = (world.logs.get(id) ?? []).map((event) =>
            WhistleEvent.parse(JSON.parse(JSON.stringify(event))),
          );
          expect(fold(log)).toEqual(state);
        }
      }),
      played(RUNS, ALWAYS),
    );
    for (const stage of ['draft', 'pending-approval', 'blown', 'handling']) expect(reached).toContain(stage);
  },
  TIMEOUT_MS,
);
