import { z } from 'zod';
import { type NewOrder, OriginKind, Urgency } from '../../../shared/contract/orders.ts';

/** A new order as it is typed; the wire's shape is made of it when it is sent. */
export const OrderDraft = z.object({
  series: z.string(),
  title: z.string(),
  content: z.string(),
  acceptance: z.string(),
  origin: OriginKind,
  meeting: z.object({ series: z.string(), year: z.int(), number: z.int().nullable(), item: z.string() }),
  noteLeader: z.string(),
  urgency: Urgency,
  reference: z.string(),
  lead: z.string(),
  coUnits: z.array(z.string()),
  leader: z.string(),
  contact: z.string(),
  due: z.string(),
  days: z.int(),
  cases: z.string(),
  whistles: z.string(),
});
export type OrderDraft = z.infer<typeof OrderDraft>;

export function emptyDraft(year: number): OrderDraft {
  return {
    ...{ series: '督', title: '', content: '', acceptance: '', origin: 'instruction' },
    meeting: { series: '', year, number: null, item: '1' },
    ...{ noteLeader: '', urgency: 'ordinary', reference: '', lead: '', coUnits: [], leader: '', contact: '' },
    ...{ due: '', days: 0, cases: '', whistles: '' },
  };
}

/** An order as it stands, to be revised. */
export function draftOf(order: NewOrder, year: number): OrderDraft {
  const { origin, feedback, subjects, due, ...rest } = order;
  const ids = (kind: 'case' | 'whistle') =>
    subjects
      .filter((subject) => subject.kind === kind)
      .map(({ id }) => id)
      .join(', ');
  return {
    ...emptyDraft(year),
    ...rest,
    origin: origin.kind,
    ...(origin.kind === 'meeting' ? { meeting: origin.meeting } : { reference: origin.reference }),
    ...(origin.kind === 'instruction' ? { noteLeader: origin.leader, urgency: origin.urgency } : {}),
    ...{ due: due ?? '', days: feedback.kind === 'once' ? 0 : feedback.days },
    ...{ cases: ids('case'), whistles: ids('whistle') },
  };
}

/** What is sent of a draft; the schema of the wire says whether it is whole. */
export function orderOfDraft(draft: OrderDraft): unknown {
  const { origin, meeting, noteLeader, urgency, reference, due, days, cases, whistles, ...rest } = draft;
  const idsOf = (kind: 'case' | 'whistle', text: string) =>
    text
      .split(/[,，\s]+/)
      .filter((id) => id !== '')
      .map((id) => ({ kind, id }));
  return {
    ...rest,
    origin:
      origin === 'meeting'
        ? { kind: origin, meeting }
        : origin === 'instruction'
          ? { kind: origin, leader: noteLeader, urgency, reference }
          : { kind: origin, reference },
    due: due === '' ? null : due,
    feedback: days === 0 ? { kind: 'once' } : { kind: 'every', days },
    subjects: [...idsOf('case', cases), ...idsOf('whistle', whistles)],
  };
}
