import { WhistleCommand, type WhistleCommandType } from '../../../shared/contract/whistleCommands.ts';
import type { ActingOperator, Decision } from '../../../shared/whistle/context.ts';
import { allowedCommands } from '../../../shared/whistle/offered.ts';
import { RIGHTS } from '../../../shared/whistle/rights.ts';
import type { WhistleState } from '../../../shared/whistle/state.ts';
import { cn } from '../time/calendars.ts';
import { at, bodyOf, enteredAfterwards, JUMPS, KINDS, type Step } from './walkBodies.ts';
import { CGJ, cast, draftOf, JJDD, OTHER_STREET, of, PLACE, SZS, World, ZFDD } from './world.ts';

const TYPES = Object.keys(RIGHTS).filter((type): type is WhistleCommandType => type in RIGHTS);

/** Nine metres from the other street. */
export const BORDER = { ...PLACE, lon: 118.7799 };

/** Somebody with two offices: the rules must hold for people, not only for roles. */
const TWO_HATS: ActingOperator[] = [
  { ...cast.supervisor, operator: 'dispatch' },
  { ...cast.leader, operator: 'duty' },
  { ...cast.standing, operator: 'vice' },
  { ...cast.shift, operator: 'dispatch' },
  { ...cast.vice, operator: 'shift' },
];
export const PEOPLE: ActingOperator[] = [
  ...Object.values(cast).filter((one) => one.role !== 'system'),
  ...[SZS, JJDD, CGJ, ZFDD].map(of),
  ...TWO_HATS,
];

/** Commands that end a history early or lead nowhere: rarer. */
const SIDEWAYS: readonly WhistleCommandType[] = [
  ...(['note', 'attach', 'withdraw', 'merge', 'decline', 'triage-reject', 'revise'] as const),
  ...(['escalate', 'deescalate'] as const),
];

/** What was tried and what came of it. */
export type Tried = { command: WhistleCommand | null; whistle: string | null; decision: Decision | null };

/** What else happens in a history than commands and time that passes. */
export type Surroundings = {
  /** Rules, calendars and organisations that come into force now and then. */
  changes: readonly Parameters<World['adopt']>[0][];
  /** People beside those of the cast. */
  people: readonly ActingOperator[];
  /** What has happened before the first step, which chooses it. */
  begin: (world: World, first: Step | undefined) => void;
  /** Takes a step in place of the walk; true if it did, and has told `after` of it. */
  takes: (world: World, step: Step, after: (world: World, tried: Tried) => void) => boolean;
};

export const UNDISTURBED: Surroundings = {
  changes: [],
  people: [],
  begin: () => undefined,
  takes: () => false,
};

/** What was tried where nobody gave a command. */
export const NOTHING_TRIED: Tried = { command: null, whistle: null, decision: null };

/** Goes through a whole history. `after` sees the city after every single command, refused ones included. */
export function walk(
  steps: readonly Step[],
  after: (world: World, tried: Tried) => void,
  { changes, people, begin, takes }: Surroundings,
): World {
  const world = new World();
  // Before the National Day of 2025 with its make-up days; histories run on for months.
  world.now = cn('2025-09-22 09:00');
  // Half of the histories: back-entries are often refused, and whoever gives one does nothing else.
  const outage = steps.length % 2 === 0;
  const cases = ['a', 'b', 'c', 'd'];
  for (const id of cases) {
    const channel = id === 'd' ? '12345热线' : '监督员上报';
    world.cases.set(id, {
      ...{ id, title: id, categoryCode: 'E0501', channel },
      ...{ requestedAt: world.now, lon: PLACE.lon, lat: PLACE.lat },
    });
  }
  begin(world, steps[0]);
  after(world, NOTHING_TRIED);
  for (const step of steps) {
    const ids = [...world.states.keys()];
    if (ids.length > 0 && takes(world, step, after)) continue;
    if (ids.length === 0 || (step.what % 20 === 0 && ids.length < 4)) {
      draftOne(world, step, after);
      continue;
    }
    if (step.what % 5 === 1) {
      const to = world.now + at(JUMPS, step.value);
      if (step.who % 3 === 0) world.advance(to, to);
      else world.advance(to, null, () => after(world, NOTHING_TRIED));
      after(world, NOTHING_TRIED);
      continue;
    }
    if (changes.length > 0 && step.what % 11 === 4) {
      world.adopt(at(changes, step.value));
      after(world, NOTHING_TRIED);
      continue;
    }
    const id = at(ids, step.on);
    const state = world.state(id);
    if (world.orgs.some((org) => org.former) && step.what % 3 === 0) {
      const given = bodyOf('transfer', null, step.value, world, state, cast.shift);
      const command = WhistleCommand.parse({ commandId: world.commandId(), type: 'transfer', ...given });
      after(world, { command, whistle: id, decision: world.run(cast.shift, id, command) });
      continue;
    }
    const actor = someone(step, state, world, [...PEOPLE, ...people]);
    const { type, summons } = choose(step, actor, state, world);
    const given = bodyOf(type, summons, step.value, world, state, actor);
    const command = WhistleCommand.safeParse({
      commandId: world.commandId(),
      type,
      ...(outage && step.on % 3 === 1 ? enteredAfterwards(type, given, step, world, state) : given),
    });
    if (!command.success) throw new Error(`${type}: ${command.error.message}`);
    const decision = world.run(actor, id, command.data);
    after(world, { command: command.data, whistle: id, decision });
  }
  return world;
}

function draftOne(world: World, step: Step, after: (world: World, tried: Tried) => void): void {
  const commandId = world.commandId();
  const kind = at(KINDS, step.value);
  const ids = [...world.states.keys()];
  // Some at the border with the other street, which may be asked to join, or is already.
  const border = step.who % 3 === 0 ? { place: BORDER } : {};
  const joint = step.who % 6 === 0 ? { joint: OTHER_STREET } : {};
  const draft = draftOf(world.now, {
    ...{ kind, ...border, ...joint },
    cases: ['a', 'b', 'c', 'd'].filter((_, i) => (step.on >> i) % 2 === 1),
  });
  const parent = ids.length > 0 && step.value % 3 === 0 ? at(ids, step.on) : null;
  const command = WhistleCommand.parse({ commandId, type: 'draft', draft, parent });
  const decision = world.run(step.who % 4 === 0 ? cast.leader : cast.duty, null, command);
  after(world, { command, whistle: null, decision });
}

/** Mostly somebody who can move the whistle on, so that histories get somewhere; sometimes anybody. */
function someone(
  step: Step,
  state: WhistleState,
  world: World,
  people: readonly ActingOperator[],
): ActingOperator {
  const able = people.filter((actor) =>
    menuOf(actor, state, world).some(({ type }) => !SIDEWAYS.includes(type)),
  );
  return step.what % 4 === 3 || able.length === 0 ? at(people, step.who) : at(able, step.who);
}

/** What the operator is offered on a whistle. */
export function menuOf(actor: ActingOperator, state: WhistleState, world: World) {
  const { role } = actor;
  const viewer = {
    ...actor,
    id: actor.operator,
    roles: role === 'system' ? [] : [role],
    onlyStreets: actor.delegated?.onlyStreets ?? null,
  };
  return allowedCommands(viewer, state, { ...world.basis, now: world.now });
}

/** Mostly what the menu offers, sometimes anything at all. */
function choose(step: Step, actor: ActingOperator, state: WhistleState, world: World) {
  const menu = menuOf(actor, state, world);
  const useful = menu.filter(({ type }) => !SIDEWAYS.includes(type));
  const list = step.value % 8 === 0 ? menu : useful;
  if (step.what % 7 !== 2 && list.length > 0) return at(list, step.value);
  const child = state.children.length > 0 ? at(state.children, step.on).id : 's1';
  return {
    type: at(
      TYPES.filter((type) => type !== 'draft'),
      step.value,
    ),
    summons: child,
  };
}
