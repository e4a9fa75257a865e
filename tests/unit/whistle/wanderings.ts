import { createTrustedClock, type TrustedClock } from '../../../electron/city/clock/trustedClock.ts';
import { WhistleCommand } from '../../../shared/contract/whistleCommands.ts';
import { WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import type { ActingOperator } from '../../../shared/whistle/context.ts';
import { fold } from '../../../shared/whistle/evolve/evolve.ts';
import { BORDER, NOTHING_TRIED, type Surroundings } from './walk.ts';
import { at, JUMPS, type Step } from './walkBodies.ts';
import { blown, CGJ, cast, handedIn, handling, OTHER_STREET, of, STREET, SZS, type World } from './world.ts';

const HOUR = 3_600_000;
/** By how much a machine's clock jumps, ms. */
const LEAPS = [-26 * HOUR, -2 * HOUR, 3 * HOUR, 26 * HOUR];

/** Somebody acts for a principal (委托) for so long from the beginning of the histories, hours. */
function delegate(
  principal: ActingOperator,
  operator: string,
  hours: number,
  onlyStreets: readonly string[] | null,
): ActingOperator {
  const { org, held, streets } = principal;
  const delegated = {
    ...{ id: `d-${operator}`, kind: 'acting' as const, principal: principal.operator, delegate: operator },
    ...{ post: { org, roles: [...held], streets: [...streets] }, onlyStreets, ownOrgs: [org] },
    ...{ from: 0, to: START + hours * HOUR, endedAt: null, fault: null },
  };
  return { ...principal, operator, delegated };
}

/** When histories begin, UTC ms: 2025-09-22 09:00 of the city. */
const START = Date.UTC(2025, 8, 22, 1);

/** Delegates whose delegation runs, ends before long, is for one street, or is the applicant's own. */
const DELEGATES: ActingOperator[] = [
  delegate(cast.leader, 'deputy', 10_000, null),
  delegate(cast.leader, 'duty', 40, null),
  delegate(cast.vice, 'shift', 10_000, [STREET]),
  delegate(cast.vice, 'substitute', 100, [OTHER_STREET]),
  delegate(of(SZS), 'handler-of-both', 10_000, null),
];

/** Who holds posts; null: every post counts as held. */
const APPOINTED = [
  null,
  [cast.duty, cast.leader, cast.dispatch, cast.shift, of(SZS), of(CGJ)].map(postOf),
  [cast.duty, cast.vice, cast.standing, cast.supervisor].map(postOf),
];

function postOf({ held, org, streets }: ActingOperator) {
  return { roles: [...held], org, streets };
}

/**
 * What happens around the commands of a history: the machine's clock jumps and is believed again or not, the program is off
 * and starts with what changed meanwhile, whistles are merged, posts are filled and vacated. `restarted` is told of each
 * state before and after it was folded from its log.
 */
export function wanderings(
  changes: Surroundings['changes'],
  restarted: (before: unknown, after: unknown) => void,
): Surroundings {
  let clock: MachineClock | null = null;
  return {
    changes,
    people: DELEGATES,
    begin,
    takes(world, step, after) {
      clock ??= new MachineClock(world.now);
      clock.pass(world.now);
      const act = ACTS[step.what % 23];
      if (act === undefined) return false;
      if (act === 'merge') return merge(world, step, after);
      if (act === 'suspend') return suspend(world, step, after);
      if (act === 'jump') world.now = clock.jump(at(LEAPS, step.value));
      if (act === 'accept') {
        world.now = clock.accept();
        world.advance(world.now, world.now);
      }
      if (act === 'appoint') world.people = at(APPOINTED, step.value);
      if (act === 'restart') restart(world, step, changes, restarted);
      clock.pass(world.now);
      after(world, NOTHING_TRIED);
      return true;
    },
  };
}

const ACTS: Partial<Record<number, 'merge' | 'suspend' | 'jump' | 'accept' | 'appoint' | 'restart'>> = {
  2: 'merge',
  9: 'suspend',
  5: 'jump',
  7: 'accept',
  11: 'appoint',
  3: 'restart',
  13: 'restart',
  17: 'restart',
  19: 'restart',
};

/**
 * Two histories in three begin with two whistles about the same departments, that each of them may be merged into the
 * other: one of them suspended, at work or handed in. Walks from an empty city get that far too seldom.
 */
function begin(world: World, first: Step | undefined): void {
  const value = first?.value ?? 0;
  if (value % 3 === 0) return;
  const kind = value % 2 === 0 ? 'push' : 'joint';
  const joint = value % 5 === 0 ? { joint: OTHER_STREET, place: BORDER } : {};
  const draft = { kind, cases: ['a'], ...joint };
  const other = at([blown, handling, handedIn, handling], value)(world, draft);
  if (value % 4 === 3) {
    const until = world.now + at(JUMPS, value) * 3;
    world.do(cast.vice, other, 'suspend', { until, condition: 'season', appliedBy: null, reason: '理由' });
  }
  at([blown, handling], Math.floor(value / 4))(world, draft);
}

/** The vice district governor suspends a whistle (挂账), where the rules take it. */
function suspend(world: World, step: Step, after: Parameters<Surroundings['takes']>[2]): boolean {
  const id = at([...world.states.keys()], step.on);
  const until = world.now + at(JUMPS, step.value) * 3;
  const body = { until, condition: 'season', appliedBy: null, reason: '理由' };
  const command = WhistleCommand.parse({ commandId: world.commandId(), type: 'suspend', ...body });
  after(world, { command, whistle: id, decision: world.run(cast.vice, id, command) });
  return true;
}

/** The program is off for a while and starts again, perhaps with another pack or calendar, before anything is fired. */
function restart(
  world: World,
  step: Step,
  changes: Surroundings['changes'],
  restarted: (before: unknown, after: unknown) => void,
): void {
  if (step.who % 2 === 0) world.now += at(JUMPS, step.on);
  for (const [id, state] of world.states) {
    const log = (world.logs.get(id) ?? []).map((event) =>
      WhistleEvent.parse(JSON.parse(JSON.stringify(event))),
    );
    const folded = fold(log);
    restarted(state, folded);
    if (folded !== null) world.states.set(id, folded);
  }
  if (step.value % 2 === 0) world.adopt(at(changes, step.value));
  world.advance(world.now, world.now);
}

/** One whistle is merged into another. Few of the walk's own are: the two must be about the same departments. */
function merge(world: World, step: Step, after: Parameters<Surroundings['takes']>[2]): boolean {
  const ids = [...world.states.keys()];
  const [id, into] = [at(ids, step.on), at(ids, step.value)];
  if (id === into) return false;
  const command = WhistleCommand.parse({ commandId: world.commandId(), type: 'merge', into, reason: '理由' });
  after(world, { command, whistle: id, decision: world.run(cast.dispatch, id, command) });
  return true;
}

/** A machine's clock, and the one that the city goes by; both UTC ms. */
class MachineClock {
  #steady = 0;
  #shown: number;
  readonly #trusted: TrustedClock;

  constructor(now: number) {
    this.#shown = now;
    this.#trusted = createTrustedClock({
      machine: { now: () => this.#shown },
      steady: () => this.#steady,
      logger: { info() {}, warn() {}, error() {} },
      onChange() {},
    });
    this.#trusted.stop();
  }

  /** Time has passed until `now`. */
  pass(now: number): void {
    const passed = now - this.#trusted.now();
    this.#steady += passed;
    this.#shown += passed;
  }

  /** The machine's clock jumps; what the city goes by then. */
  jump(by: number): number {
    this.#shown += by;
    return this.#trusted.now();
  }

  /** Somebody says that the machine's clock is right. */
  accept(): number {
    this.#trusted.accept();
    return this.#trusted.now();
  }
}
