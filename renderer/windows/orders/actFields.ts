import type { OrderCommandType } from '../../../shared/contract/orderCommands.ts';

/** A field of an act's form. `files` are names of stored files; `meeting` is a group of four. */
export type ActField = {
  name: string;
  kind: 'line' | 'area' | 'date' | 'check' | 'files' | 'lead' | 'coUnits' | 'meeting';
};

const area = (name: string): ActField => ({ name, kind: 'area' });
const files: ActField = { name: 'evidence', kind: 'files' };

/** The fields of each act, in the order of its form; `register` and `revise` have a form of their own. */
export const ACT_FIELDS: Readonly<
  Record<Exclude<OrderCommandType, 'register' | 'revise'>, readonly ActField[]>
> = {
  assign: [],
  sign: [],
  feedback: [area('text'), files],
  'ask-extension': [{ name: 'until', kind: 'date' }, area('reason')],
  'grant-extension': [area('note')],
  'refuse-extension': [area('reason')],
  'ask-closing': [area('result'), files],
  check: [{ name: 'passed', kind: 'check' }, { name: 'onSite', kind: 'check' }, area('opinion'), files],
  close: [{ name: 'archive', kind: 'line' }],
  urge: [area('text')],
  'change-lead': [
    { name: 'lead', kind: 'lead' },
    { name: 'coUnits', kind: 'coUnits' },
    area('reason'),
    { name: 'meeting', kind: 'meeting' },
  ],
  suspend: [{ name: 'until', kind: 'date' }, area('reason')],
  resume: [area('reason')],
  carry: [{ name: 'meeting', kind: 'meeting' }, area('note')],
  recheck: [{ name: 'held', kind: 'check' }, area('opinion'), files],
  cancel: [area('reason')],
};

export type ActValues = Record<string, unknown>;
export type FormAct = keyof typeof ACT_FIELDS;

/** What a form begins with. */
export function firstValues(type: FormAct, order: { lead: string; coUnits: readonly string[] }): ActValues {
  const first: Record<ActField['kind'], unknown> = {
    ...{ line: '', area: '', date: '', check: false, files: [] },
    ...{ lead: order.lead, coUnits: [...order.coUnits], meeting: null },
  };
  return Object.fromEntries(ACT_FIELDS[type].map(({ name, kind }) => [name, first[kind]]));
}
