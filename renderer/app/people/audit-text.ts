import type { PeopleWords } from './people-words.ts';

const ACTIONS = {
  'session.open': 'action_sessionOpen',
  'session.end': 'action_sessionEnd',
  'operator.create': 'action_operatorCreate',
  'operator.change': 'action_operatorChange',
  'operator.pin': 'action_operatorPin',
} as const;

/** An act of the audit in words; one that this window does not know is shown as it was written. */
export function actionText(action: string, words: PeopleWords): string {
  const known = Object.entries(ACTIONS).find(([name]) => name === action)?.[1];
  return known === undefined ? action : words[known];
}

/** What was written beside an act, as it was written: an audit is read to the letter. */
export function detailText(details: Readonly<Record<string, unknown>>): string {
  return Object.entries(details)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('  ');
}
