import { AppealGround } from '../../../shared/contract/whistleAppeals.ts';
import type { WhistleCommandType } from '../../../shared/contract/whistleCommands.ts';
import { marksOf, openAppeals } from '../../../shared/whistle/appeals.ts';
import { lastFactAt } from '../../../shared/whistle/backEntry.ts';
import type { ActingOperator } from '../../../shared/whistle/context.ts';
import { PROXIES, STREET_LEADERS } from '../../../shared/whistle/rights.ts';
import type { WhistleState } from '../../../shared/whistle/state.ts';
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
  type World,
  ZFDD,
} from './world.ts';

/** One step of a history, drawn by fast-check: what to do, who, on what, with which value. */
export type Step = { what: number; who: number; on: number; value: number };

const MINUTE = 60_000;
export const JUMPS = [5, 31, 61, 250, 1500, 3000, 9000, 30_000].map((minutes) => minutes * MINUTE);
export const KINDS = ['push', 'hard', 'emergency', 'joint', 'simple', 'complex'];

/** What a command of this type says, apart from its type and its id. */
export function bodyOf(
  type: WhistleCommandType,
  summons: string | null,
  value: number,
  world: World,
  state: WhistleState,
  actor: ActingOperator,
): Record<string, unknown> {
  const others = [...world.states.keys()];
  const proxy = PROXIES.some((role) => role === actor.role);
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
    case 'confirm-back-entry':
      return { entry: entryToVouch(state, value) };
    case 'disown-back-entry':
      return { entry: entryToVouch(state, value), reason };
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
      return arrival(on, value, behalf, actor, state);
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

/** One of the entries made afterwards, mostly one that waits for its confirmer. */
function entryToVouch({ backEntries = [] }: WhistleState, value: number): number {
  const waiting = backEntries.filter(({ vouch }) => vouch === 'named');
  const [first] = waiting.length > 0 ? waiting : backEntries;
  return value % 7 === 0 ? 1 : (first?.entry ?? 1);
}

/** The same act as a back-entry (补录): mostly some time after the last fact, with somebody of another side. */
export function enteredAfterwards(
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
  behalf: { onBehalf: unknown },
  actor: ActingOperator,
  { draft }: WhistleState,
): Record<string, unknown> {
  const clerk = [...PROXIES, ...STREET_LEADERS].some((role) => role === actor.role);
  if (clerk) return { ...on, method: 'clerk', who: '到场人员', ...(value % 2 === 0 ? behalf : {}) };
  const there = draft.place ?? PLACE;
  const position = value % 9 === 0 ? { lon: there.lon + 0.1, lat: there.lat } : there;
  return value % 2 === 0 ? { ...on, method: 'gps', position } : { ...on, method: 'qr', code: 'code' };
}

export function at<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) throw new Error('empty list');
  return found;
}
