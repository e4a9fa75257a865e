import { Role } from '../../../shared/contract/people.ts';
import { ROLE_WORDS } from '../../../shared/whistle/words.ts';
import type { PeopleWords } from './peopleWords.ts';

const ACTIONS = {
  'session.open': 'action_sessionOpen',
  'session.end': 'action_sessionEnd',
  'operator.create': 'action_operatorCreate',
  'operator.change': 'action_operatorChange',
  'operator.pin': 'action_operatorPin',
  'contact.reveal': 'action_contactReveal',
  'cases.export': 'action_casesExport',
  'contact.purge': 'action_contactPurge',
  'handover.open': 'action_handoverOpen',
  'handover.sign-outgoing': 'action_handoverSignOutgoing',
  'handover.sign-incoming': 'action_handoverSignIncoming',
  'handover.cancel': 'action_handoverCancel',
} as const;

/** An action of the audit in words; an unknown one is shown as it was recorded. */
export function actionText(action: string, words: PeopleWords): string {
  return wordOf(ACTIONS, action, words);
}

type TextKey = { [K in keyof PeopleWords]: PeopleWords[K] extends string ? K : never }[keyof PeopleWords];

function wordOf(table: Readonly<Record<string, TextKey>>, code: string, words: PeopleWords): string {
  const key = Object.hasOwn(table, code) ? table[code] : undefined;
  return key === undefined ? code : words[key];
}

const REASONS = {
  'wrong-pin': 'reason_wrongPin',
  'weak-pin': 'reason_weakPin',
  'locked-out': 'reason_lockedOut',
  'roles-conflict': 'reason_rolesConflict',
  'signed-out': 'reason_signedOut',
  'handed-over': 'reason_handedOver',
  disabled: 'disabled',
  forbidden: 'reason_forbidden',
  exists: 'reason_exists',
  unknown: 'reason_unknown',
} as const;

/** Names of organisations and streets, by code. */
export type NameOf = (code: string) => string;

/** The details of an action in words. Nothing is left out: unknown details are shown as they were recorded. */
export function detailText(
  details: Readonly<Record<string, unknown>>,
  nameOf: NameOf,
  language: 'zh' | 'en',
  words: PeopleWords,
): string {
  const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
  return Object.entries(details)
    .flatMap(([name, value]) => {
      if (Array.isArray(value) && value.length === 0) return [];
      const list = Array.isArray(value) ? value : [value];
      switch (name) {
        case 'reason':
          return [wordOf(REASONS, plain(value), words)];
        case 'name':
          return [`${words.name} ${plain(value)}`];
        case 'org':
          return [`${words.org} ${nameOf(plain(value))}`];
        case 'streets':
          return [`${words.streets} ${list.map((code) => nameOf(plain(code))).join('、')}`];
        case 'roles':
          return [`${words.roles} ${list.map((role) => roleText(role, language)).join('、')}`];
        case 'active':
          return [value === true ? words.enable : words.disable];
        case 'filter':
          return [`${words.filter} ${plain(value)}`];
        case 'count':
          return [words.cases(Number(value))];
        case 'revision':
          return [`${words.revision} ${plain(value)}`];
        case 'days':
          return [words.closedFor(Number(value))];
        case 'failures':
          return [words.failures(Number(value))];
        case 'reset':
          return value === true ? [words.byAdmin] : [];
        default:
          return [`${name}=${plain(value)}`];
      }
    })
    .join('；');
}

function roleText(role: unknown, language: 'zh' | 'en'): string {
  const known = Role.safeParse(role);
  return known.success ? ROLE_WORDS[known.data][language] : String(role);
}
