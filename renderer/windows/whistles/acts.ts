import { AppealGround } from '../../../shared/contract/whistleAppeals.ts';
import type { WhistleCommandType } from '../../../shared/contract/whistleCommands.ts';
import { containsWord } from '../../base/commands/commands.ts';
import { createIntent } from '../../base/intents.ts';

/** Without `draft`: blowing has a form of its own, and begins another whistle; and `transfer`: done to many whistles at once. */
export type ActType = Exclude<WhistleCommandType, 'draft' | 'transfer'>;

/** A field of a form, named as the command names it. `need`: must be filled before it is sent. */
export type Field = {
  name: string;
  kind:
    | 'text'
    | 'area'
    | 'number'
    | 'time'
    | 'org'
    | 'choice'
    | 'check'
    | 'files'
    | 'file'
    | 'children'
    | 'departments'
    | 'scores'
    | 'callback'
    | 'position'
    | 'whistle'
    | 'request'
    | 'mark'
    | 'appeal'
    | 'level'
    | 'street'
    | 'neighbour'
    | 'leader'
    | 'back-entry';
  need: boolean;
  /** For `choice`: values of the contract. */
  options?: readonly string[];
};

const area = (name: string, need = true): Field => ({ name, kind: 'area', need });
const text = (name: string, need = true): Field => ({ name, kind: 'text', need });
const choice = (name: string, options: readonly string[]): Field => ({
  name,
  kind: 'choice',
  need: true,
  options,
});
const of = (kind: Field['kind'], name: string, need = true): Field => ({ name, kind, need });
const reason = area('reason');
const GROUNDS = AppealGround.options;

export type Act = {
  type: ActType;
  /** Value of KeyboardEvent.key; upper case with Shift. */
  key: string;
  /** Acts of one summoned department or leader. */
  child: boolean;
  /** Puts pressure on somebody or ends something: shown apart from what is done every day. */
  grave: boolean;
  fields: readonly Field[];
};

const whole = (type: ActType, key: string, fields: readonly Field[], grave = false): Act => ({
  type,
  key,
  child: false,
  grave,
  fields,
});
const each = (type: ActType, key: string, fields: readonly Field[]): Act => ({
  type,
  key,
  child: true,
  grave: false,
  fields,
});

/** Everything that can be done to a whistle, in the order of the rule table (domain.md §3.2), each with its key. */
export const ACTS: readonly Act[] = [
  whole('revise', 'v', []),
  whole('submit', 't', [area('ownListReason', false)]),
  whole('approve', 'p', []),
  whole('decline', 'd', [reason]),
  whole('record-approval', 'P', [of('leader', 'leader'), of('time', 'at'), text('note', false)]),
  whole('countersign', 'C', []),
  whole('disown-approval', 'D', [reason], true),
  whole('blow-emergency', 'y', []),
  whole('triage-accept', 'i', [of('departments', 'departments', false)]),
  whole('triage-reject', 'd', [
    choice('code', ['own-level', 'incomplete', 'duplicate', 'not-a-whistle']),
    reason,
  ]),
  each('sign', 's', []),
  each('contact', 'c', [text('with'), text('note', false)]),
  each('arrive', 'a', [
    choice('method', ['gps', 'qr', 'clerk']),
    text('who', false),
    text('code', false),
    of('position', 'position', false),
  ]),
  each('submit-result', 'f', [area('text'), of('files', 'files')]),
  each('object', 'o', [of('org', 'proposes'), reason, of('files', 'evidence', false)]),
  each('rule', 'u', [choice('ruling', ['uphold', 'overrule']), of('org', 'org', false), reason]),
  each('request-extension', 'e', [
    choice('clock', ['contact', 'arrive', 'handle']),
    of('number', 'add'),
    reason,
  ]),
  whole('decide-extension', 'x', [of('request', 'request'), of('check', 'grant', false), reason]),
  each('excuse', 'm', [of('time', 'until'), reason]),
  each('leave', 'q', [text('substitute', false)]),
  each('release', 'l', [reason]),
  each('change-lead', 'h', [of('org', 'org'), reason]),
  whole('confirm', 'y', [of('check', 'onSite', false), area('note', false), area('jointMissing', false)]),
  whole('rework', 'w', [of('children', 'summons'), reason]),
  whole('rate', 't', [of('scores', 'scores'), of('callback', 'callback', false)]),
  whole('suspend', 'z', [
    choice('condition', ['season', 'funding', 'litigation', 'plan', 'other']),
    of('time', 'until'),
    of('org', 'appliedBy', false),
    reason,
  ]),
  whole('resume', 'z', [reason]),
  whole('reopen', 'o', [choice('cause', ['unresolved', 'dissatisfied', 'recurrence']), reason], true),
  whole('join-street', 'J', [of('street', 'street'), reason]),
  whole('call-outside', 'G', [
    of('neighbour', 'party'),
    text('person'),
    choice('how', ['phone', 'fax', 'in-person']),
    of('time', 'at'),
    area('answer', false),
    of('check', 'waiting', false),
  ]),
  whole('withdraw', 'w', [reason], true),
  whole('merge', 'M', [of('whistle', 'into'), reason], true),
  whole('escalate', '+', [of('level', 'to'), reason], true),
  whole('deescalate', '-', [of('level', 'to'), reason], true),
  each('appeal', 'A', [
    of('mark', 'mark'),
    choice('ground', GROUNDS),
    reason,
    of('files', 'evidence', false),
  ]),
  each('withdraw-appeal', 'W', [of('appeal', 'appeal'), reason]),
  whole('review-appeal', 'X', [of('appeal', 'appeal'), of('check', 'accept', false), reason]),
  each('propose-exemption', 'E', [
    of('mark', 'mark'),
    choice('ground', GROUNDS),
    reason,
    of('files', 'evidence', false),
  ]),
  whole('confirm-back-entry', 'K', [of('back-entry', 'entry')]),
  whole('disown-back-entry', 'N', [of('back-entry', 'entry'), reason], true),
  whole('note', 'n', [area('text')]),
  whole('attach', 'F', [of('file', 'file')]),
];

/** How a key is written on its cap. */
export function printed(key: string): string {
  return /^[A-Z]$/.test(key) ? `⇧${key}` : key.toUpperCase();
}

export type Offer = {
  act: Act;
  /** The summons it would act on, null for acts on the whole. */
  summons: string | null;
};

/**
 * What is offered now: one entry per act that the service says may be tried; for a department the chosen one, else the
 * first that it may be done for.
 */
export function offersOf(
  may: readonly { type: string; summons: string | null }[],
  chosen: string | null,
): Offer[] {
  return ACTS.flatMap((act) => {
    const open = may.filter((each) => each.type === act.type);
    const hit = open.find((each) => each.summons === chosen) ?? open[0];
    return hit === undefined ? [] : [{ act, summons: hit.summons }];
  });
}

/** The offer behind a key, null where there is none. */
export function offerOfKey(offers: readonly Offer[], key: string): Offer | null {
  const wanted = key === '=' ? '+' : key;
  return offers.find(({ act }) => act.key === wanted) ?? null;
}

/** Asks for an act before the page of its whistle is on screen; `words` may name a department of it. */
export const actIntent = createIntent<{ whistle: string; act: ActType; words: readonly string[] }>();

/** The offer of an act asked for by name; of several departments the one that a word names. Null: not to be done now. */
export function offerFor(
  may: readonly { type: string; summons: string | null }[],
  children: readonly { id: string; name: string }[],
  { act: type, words }: { act: ActType; words: readonly string[] },
): Offer | null {
  const named = children.find(
    ({ id, name }) =>
      may.some((each) => each.type === type && each.summons === id) &&
      words.some((word) => containsWord(name, word)),
  );
  return offersOf(may, named?.id ?? null).find(({ act }) => act.type === type) ?? null;
}
