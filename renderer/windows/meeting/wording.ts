import { z } from 'zod';
import type { DecisionDraft } from '../../../shared/contract/meeting.ts';
import { DecisionKind, type ItemCard, Unit } from '../../../shared/contract/meetingItems.ts';
import { canonical } from '../../../shared/journal/canonical.ts';
import type { WindowWords } from './words.ts';

/** What is typed of a decision. */
export const Wording = z.object({
  kind: DecisionKind.nullable(),
  text: z.string().max(2000),
  lead: Unit.nullable(),
  co: z.array(Unit),
  days: z.int().nullable(),
  acceptance: z.string().max(1000),
});
export type Wording = z.output<typeof Wording>;

export const NOTHING: Wording = { kind: null, text: '', lead: null, co: [], days: null, acceptance: '' };

export const wordingOf = ({ kind, text, lead, co, days, acceptance }: DecisionDraft): Wording => ({
  ...{ kind, text, lead, co, days, acceptance },
});

/** Whatever the order of their fields: one comes from the service. */
export const isSame = (a: Wording, b: Wording): boolean => canonical(a) === canonical(b);

/** The kinds in the order of their keys, 1 to 8. */
export const KINDS = DecisionKind.options;

/** A kind was chosen: what is still empty is filled in as proposed, for the operator to read and to change. */
export function withKind(before: Wording, kind: DecisionKind, item: ItemCard, words: WindowWords): Wording {
  const lead = before.lead ?? item.lead;
  const co = before.co.length === 0 ? item.co.filter(({ org }) => org !== lead?.org) : before.co;
  const orders = kind === 'assign' || kind === 'supervise';
  const proposed = lead === null ? words.suggestOther(item.problem) : words.suggest(lead.name, item.problem);
  return {
    ...{ kind, lead, co, days: before.days },
    text: before.text === '' ? proposed : before.text,
    acceptance: before.acceptance === '' && orders ? words.acceptanceFirst : before.acceptance,
  };
}
