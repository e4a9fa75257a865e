import { AppealGround } from '../../../shared/contract/whistleAppeals.ts';
import { WhistleCommand, type WhistleCommandType } from '../../../shared/contract/whistleCommands.ts';
import { marksOf, openAppeals } from '../../../shared/whistle/appeals.ts';
import { lastFactAt } from '../../../shared/whistle/backEntry.ts';
import type { ActingOperator, Decision } from '../../../shared/whistle/context.ts';
import { allowedCommands } from '../../../shared/whistle/offered.ts';
import { RIGHTS } from '../../../shared/whistle/rights.ts';
import type { WhistleState } from '../../../shared/whistle/state.ts';
import { cn } from '../time/calendars.ts';
import {
  CGJ,
  cast,
  draftOf,
  HASH,
  JJDD,
  OTHER_STREET,
  of,
  PLACE,
  STREET,
  SZS,
  World,
  ZFDD,
} from './world.ts';

/** One step of a history, drawn by fast-check: what to do, who, on what, with which value. */
export type Step = { what: number; who: number; on: number; value: number };

const MINUTE = 60_000;
const JUMPS = [5, 31, 61, 250, 1500, 3000, 9000, 30_000].map((minutes) => minutes * MINUTE);
const TYPES = Object.keys(RIGHTS).filter((type): type is WhistleCommandType => type in RIGHTS);
const KINDS = ['push', 'hard', 'emergency', 'joint', 'simple', 'complex'];

/** Somebody with two offices: the rules must hold for people, not only for roles. */
const TWO_HATS: ActingOperator[] = [
  { ...cast.supervisor, operator: 'dispatch' },
  { ...cast.leader, operator: 'duty' },
  { ...cast.standing, operator: 'vice' },
  { ...cast.shift, operator: 'dispatch' },
  { ...cast.vice, operator: 'shift' },
];
const PEOPLE: ActingOperator[] = [
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

/**
 * Goes through a whole history. `after` sees the city after every single command, refused ones included. `changes`: rules and
 * calendars that come into force now and then.
 */
export function walk(
  steps: readonly Step[],
  after: (world: World, tried: Tried) => void,
  changes: readonly Parameters<World['adopt']>[0][] = [],
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
  for (const step of steps) {
    const ids = [...world.states.keys()];
    if (ids.length === 0 || (step.what % 20 === 0 && ids.length < 4)) {
      draftOne(world, step, after);
      continue;
    }
    if (step.what % 5 === 1) {
      const to = world.now + at(JUMPS, step.value);
      world.advance(to, step.who % 3 === 0 ? to : null);
      after(world, { command: null, whistle: null, decision: null });
      continue;
    }
    if (changes.length > 0 && step.what % 11 === 4) {
      world.adopt(at(changes, step.value));
      after(world, { command: null, whistle: null, decision: null });
      continue;
    }
    const id = at(ids, step.on);
    const state = world.state(id);
    if (world.orgs.some((org) => org.former) && step.what % 3 === 0) {
      const given = body('transfer', null, step.value, world, state, cast.shift);
      const command = WhistleCommand.parse({ commandId: world.commandId(), type: 'transfer', ...given });
      after(world, { command, whistle: id, decision: world.run(cast.shift, id, command) });
      continue;
    }
    const actor = someone(step, state, world);
    const { type, summons } = choose(step, actor, state, world);
    const given = body(type, summons, step.value, world, state, actor);
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
  const draft = draftOf(world.now, {
    kind,
    cases: ['a', 'b', 'c', 'd'].filter((_, i) => (step.on >> i) % 2 === 1),
  });
  const parent = ids.length > 0 && step.value % 3 === 0 ? at(ids, step.on) : null;
  const command = WhistleCommand.parse({ commandId, type: 'draft', draft, parent });
  const decision = world.run(step.who % 4 === 0 ? cast.leader : cast.duty, null, command);
  after(world, { command, whistle: null, decision });
}

/** Mostly somebody who can move the whistle on, so that histories get somewhere; sometimes anybody. */
function someone(step: Step, state: WhistleState, world: World): ActingOperator {
  const able = PEOPLE.filter((actor) =>
    menuOf(actor, state, world).some(({ type }) => !SIDEWAYS.includes(type)),
  );
  return step.what % 4 === 3 || able.length === 0 ? at(PEOPLE, step.who) : at(able, step.who);
}

function menuOf(actor: ActingOperator, state: WhistleState, world: World) {
  const { role } = actor;
  return role === 'system' ? [] : allowedCommands({ ...actor, roles: [role] }, state, world.rules);
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

function body(
  type: WhistleCommandType,
  summons: string | null,
  value: number,
  world: World,
  state: WhistleState,
  actor: ActingOperator,
): Record<string, unknown> {
  const others = [...world.states.keys()];
  const proxy = actor.role === 'street-duty' || actor.role === 'district-dispatch';
  const behalf = { onBehalf: proxy ? { who: '值班员', how: 'phone', at: world.now } : null };
  const on = { summons: summons ?? 's1' };
  const reason = '理由';
  switch (type) {
    case 'draft':
    case 'revise':
      return { draft: draftOf(world.now, { kind: at(KINDS, value), cases: state.draft.cases }) };
    case 'submit':
      return value % 5 === 0 ? {} : { notDuplicateOf: others, ownListReason: reason };
    case 'approve':
    case 'blow-emergency':
      return {};
    case 'record-approval':
      return { leader: at(['leader', 'secretary', 'director', 'duty'], value), at: world.now };
    case 'countersign':
      return {};
    case 'disown-approval':
    case 'decline':
    case 'withdraw':
    case 'resume':
      return { reason };
    case 'triage-accept':
      return value % 2 === 0
        ? {}
        : { departments: [SZS, CGJ, ZFDD].map((org, i) => ({ org, part: i === 0 ? 'lead' : 'co', reason })) };
    case 'triage-reject':
      return { code: 'incomplete', reason };
    case 'sign':
      return { ...on, ...behalf };
    case 'contact':
      return { ...on, with: '街道值守', ...behalf };
    case 'object':
      return { ...on, reason, proposes: at([SZS, CGJ, JJDD, OTHER_STREET], value), ...behalf };
    case 'rule':
      return {
        ...on,
        ruling: value % 2 === 0 ? 'uphold' : 'overrule',
        org: at([CGJ, ZFDD, SZS, null], value),
        reason,
      };
    case 'arrive':
      return arrival(on, value, proxy, behalf, actor);
    case 'leave':
      return { ...on, substitute: value % 2 === 0 ? '接替人员' : null, ...behalf };
    case 'release':
      return { ...on, reason };
    case 'request-extension':
      return {
        ...on,
        clock: at(['contact', 'arrive', 'handle'], value),
        add: 1 + (value % 4),
        reason,
        ...behalf,
      };
    case 'decide-extension':
      return { request: state.extensions.at(-1)?.id ?? 'x1', grant: value % 4 !== 0, reason };
    case 'change-lead':
      return { ...on, org: at([CGJ, ZFDD, SZS, JJDD], value), reason };
    case 'excuse':
      return { ...on, until: world.now + at(JUMPS, value), reason };
    case 'suspend':
      return { until: world.now + at(JUMPS, value) * 3, condition: 'season', appliedBy: null, reason };
    case 'submit-result':
      return { ...on, text: '已办结', files: [HASH], ...behalf };
    case 'confirm':
      return { onSite: value % 6 !== 0 };
    case 'rework':
      return {
        summons: state.children
          .filter((child) => child.stage === 'submitted')
          .map((child) => child.id)
          .concat('s1')
          .slice(0, 2),
        reason,
      };
    case 'rate':
      return {
        scores: state.children
          .filter(
            (child) => child.part !== 'leader' && !['released', 'replaced', 'rated'].includes(child.stage),
          )
          .map((child) => ({ summons: child.id, arrival: 4, attitude: 4, effect: 4 })),
        callback: value % 2 === 0 ? { resolved: true, satisfied: false, at: world.now } : null,
      };
    case 'reopen':
      return { cause: 'recurrence', reason };
    case 'merge':
      return { into: at(others, value), reason };
    case 'escalate':
    case 'deescalate':
      return { to: value % 5, reason };
    case 'appeal':
    case 'propose-exemption': {
      const marks = marksOf(state).filter((mark) => mark.summons.id === on.summons);
      const mark = marks.length === 0 ? 's1.sign.0@1' : at(marks, value).id;
      const ground = at(AppealGround.options, value);
      return { ...on, mark, ground, reason, ...(type === 'appeal' ? behalf : {}) };
    }
    case 'withdraw-appeal':
      return {
        ...{ ...on, ...behalf, reason },
        appeal: state.appeals.find((one) => one.summons === on.summons && one.stage === 'first')?.id ?? 'a1',
      };
    case 'review-appeal': {
      const open = openAppeals(state);
      const found = open.length === 0 ? null : at(open, value);
      const step = found?.stage === 'second' ? 'second' : 'first';
      return { appeal: found?.id ?? 'a1', step, accept: value % 3 !== 0, reason };
    }
    case 'join-street':
      return { street: at([OTHER_STREET, STREET], value), reason };
    case 'call-outside':
      return { party: '320102', person: '值班员', how: 'phone', at: world.now, waiting: value % 2 === 0 };
    case 'transfer': {
      const gone = world.orgs.filter((org) => org.former).map(({ code }) => code);
      const from = gone.length === 0 ? SZS : at(gone, value);
      return { from, to: at([from === OTHER_STREET ? STREET : CGJ, ZFDD, STREET, JJDD], value), reason };
    }
    case 'note':
      return { text: '记录' };
    case 'attach':
      return {
        file: { hash: String(value % 10).repeat(64), name: '照片.jpg', mediaType: 'image/jpeg', bytes: 9 },
      };
  }
}

const ENTERED_AFTERWARDS: readonly WhistleCommandType[] = [
  ...(['sign', 'contact', 'object', 'arrive', 'leave', 'submit-result', 'note'] as const),
];

/** The same act as a back-entry (补录): mostly some time after the last fact, with somebody of another side. */
function enteredAfterwards(
  type: WhistleCommandType,
  given: Record<string, unknown>,
  step: Step,
  world: World,
  state: WhistleState,
): Record<string, unknown> {
  if (!ENTERED_AFTERWARDS.includes(type)) return given;
  const child = state.children.find((one) => one.id === given['summons']);
  const from = child === undefined ? state.createdAt : lastFactAt(state, child);
  const share = [0, 0.1, 0.5, 0.9, 1.1][step.value % 5] ?? 0;
  const occurredAt = Math.round(from + (world.now - from) * share);
  const confirmedBy = at([cast.shift, cast.shift, cast.dispatch, cast.leader, of(SZS)], step.who).operator;
  const { onBehalf } = given;
  const own = type === 'arrive' && given['method'] !== 'clerk';
  return {
    ...given,
    ...(own ? { method: 'record', who: '到场人员' } : {}),
    ...(typeof onBehalf === 'object' && onBehalf !== null
      ? { onBehalf: { ...onBehalf, at: occurredAt } }
      : {}),
    backEntry: { occurredAt, cause: 'system-down', reason: '停电', confirmedBy },
  };
}

function arrival(
  on: { summons: string },
  value: number,
  proxy: boolean,
  behalf: { onBehalf: unknown },
  actor: ActingOperator,
): Record<string, unknown> {
  const clerk = proxy || ['street-leader', 'street-secretary', 'street-director'].includes(actor.role);
  if (clerk) return { ...on, method: 'clerk', who: '到场人员', ...(value % 2 === 0 ? behalf : {}) };
  const position = value % 9 === 0 ? { lon: PLACE.lon + 0.1, lat: PLACE.lat } : PLACE;
  return value % 2 === 0 ? { ...on, method: 'gps', position } : { ...on, method: 'qr', code: 'code' };
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) throw new Error('empty list');
  return found;
}
