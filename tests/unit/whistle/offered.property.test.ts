import fc from 'fast-check';
import { expect, it } from 'vitest';
import { WhistleCommand, type WhistleCommandType } from '../../../shared/contract/whistleCommands.ts';
import type { ActingOperator } from '../../../shared/whistle/context.ts';
import { decide } from '../../../shared/whistle/decide.ts';
import { departments, type WhistleState } from '../../../shared/whistle/state.ts';
import { played, steps } from './histories.ts';
import { menuOf, PEOPLE, UNDISTURBED, walk } from './walk.ts';
import { bodyOf } from './walkBodies.ts';
import type { World } from './world.ts';

/** Histories in a run of the suite; `npm run test:long` plays many more. */
const RUNS = Math.ceil(Number(process.env['WHISTLE_RUNS'] ?? 200) / 5);
/** A history takes some 50 ms, several times that on a busy machine. */
const TIMEOUT_MS = 600_000 + RUNS * 1000;

/** Depends on the other whistles. */
const LOOKED_UP: readonly WhistleCommandType[] = ['merge'];

/** Everything that could be filled in for this command, as far as the answer depends on it. */
function bodiesOf(
  ...[type, summons, world, state, actor]: [
    WhistleCommandType,
    string | null,
    World,
    WhistleState,
    ActingOperator,
  ]
): Record<string, unknown>[] {
  const bodies = Array.from({ length: 24 }, (_, value) => bodyOf(type, summons, value, world, state, actor));
  const [given = {}] = bodies;
  const callback = { resolved: true, satisfied: true, at: world.now };
  if (type === 'rate') {
    const scores = departments(state)
      .filter(({ stage }) => stage !== 'rated')
      .map(({ id }) => ({ summons: id, arrival: 4, attitude: 4, effect: 4 }));
    return [...bodies, { scores: [], callback }, { scores: scores.slice(0, 1), callback: null }];
  }
  if (type === 'confirm') return [...bodies, { onSite: true, jointMissing: '逾期未确认' }];
  if (type === 'decide-extension')
    return state.extensions.map(({ id }) => ({ ...given, request: id, grant: false }));
  if (type === 'confirm-back-entry' || type === 'disown-back-entry')
    return (state.backEntries ?? []).map(({ entry }) => ({ ...given, entry }));
  if (type === 'review-appeal')
    return state.appeals.map(({ id, stage }) => ({
      ...{ ...given, appeal: id, accept: true },
      step: stage === 'second' ? 'second' : 'first',
    }));
  return bodies;
}

/** Why nothing that could be filled in would be taken; null where something is, or is only filled in wrongly. */
function deadEnd(...[type, summons, world, state, actor]: Parameters<typeof bodiesOf>): string | null {
  let rule = 'nothing to fill in';
  for (const body of bodiesOf(type, summons, world, state, actor)) {
    const command = WhistleCommand.parse({ commandId: 'offered-000001', type, ...body });
    const decision = decide(state, command, world.context(actor, state.id));
    if (decision.ok || decision.refusal.kind === 'invalid') return null;
    rule = decision.refusal.rule;
  }
  return rule;
}

it(
  'offers nobody what is done already, too late, or not theirs to do',
  () => {
    fc.assert(
      fc.property(steps, (history) => {
        let step = 0;
        walk(
          history,
          (world, { whistle }) => {
            step += 1;
            if (whistle === null) return;
            const state = world.state(whistle);
            const some = PEOPLE.filter((_, at) => (at + step) % 4 === 0);
            for (const actor of some) {
              const may = menuOf(actor, state, world);
              for (const { type, summons } of may) {
                if (LOOKED_UP.includes(type)) continue;
                const rule = deadEnd(type, summons, world, state, actor);
                expect(
                  rule,
                  `${actor.role} ${actor.operator}: ${type} ${summons} in ${state.stage}`,
                ).toBeNull();
              }
            }
          },
          UNDISTURBED,
        );
      }),
      played(RUNS),
    );
  },
  TIMEOUT_MS,
);
