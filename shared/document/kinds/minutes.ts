import { z } from 'zod';
import { countFact, factsOf } from '../facts.ts';
import { count } from '../figures.ts';
import type { Block, DocumentModel } from '../model.ts';
import type { Sentence } from '../part.ts';
import { joined, nameOf, quoted } from '../partText.ts';
import { type Built, baseOf, commonFields, Name, Text } from './common.ts';

/** A decision of the meeting (议定事项), which is an order of its own. */
const Decision = z.strictObject({
  /** Number of the order, `样督〔2026〕12号`, so that paper and system match. */
  order: Name,
  what: Text,
  owner: Name,
  coOwners: z.array(Name),
  /** Local date; where the meeting named none, the default of 20 days (domain-2.md §2.5). */
  due: z.iso.date(),
  /** 验收标准. */
  acceptance: Text,
});

const Attending = z.strictObject({ unit: Name, people: z.array(Name) });

/** Minutes of a meeting (会议纪要), domain-2.md §2.6. */
export const MinutesInput = z.strictObject({
  ...commonFields,
  /** 纪要标志, e.g. `样例区调度会纪要`. */
  mark: Name,
  issue: z.int().positive(),
  /** 编发单位. */
  office: Name,
  date: z.iso.date(),
  title: z.array(Text).min(1).max(4),
  /** Local times, `2026-08-05 19:00`. */
  from: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d$/),
  to: z.string().regex(/^\d\d:\d\d$/),
  place: Name,
  chair: z.strictObject({ name: Name, post: Name }),
  items: z
    .array(z.strictObject({ title: Text, summary: Text.nullable(), decisions: z.array(Decision) }))
    .min(1),
  present: z.array(Attending).min(1),
  leave: z.array(Attending.extend({ reason: Name })),
  observers: z.array(Attending),
});
export type MinutesInput = z.infer<typeof MinutesInput>;

export function buildMinutes(input: MinutesInput): Built {
  const decisions = input.items.flatMap((item) => item.decisions);
  const year = input.date.slice(0, 4);
  const facts = [
    countFact('meeting/items', year, input.items.length),
    countFact('meeting/decisions', year, decisions.length),
  ];
  const found = factsOf(facts);
  const [day = '', clock = ''] = input.from.split(' ');
  const opening: Sentence = [
    ...[{ kind: 'date' as const, date: day }, nameOf(`${clock}—${input.to}`), '，', nameOf(input.chair.post)],
    ...[nameOf(input.chair.name), '在', nameOf(input.place), '主持召开会议。会议研究事项'],
    ...[
      count(found, 'meeting/items'),
      '项，议定',
      count(found, 'meeting/decisions'),
      '项。现将议定事项纪要如下：',
    ],
  ];
  const document: DocumentModel = {
    ...baseOf(input),
    kind: 'minutes',
    head: { kind: 'minutes', mark: input.mark, issue: input.issue, office: input.office, date: input.date },
    title: input.title.map((line) => [quoted(line)]),
    body: [{ kind: 'paragraph', text: opening }, ...input.items.flatMap(itemBlocks)],
    attendance: [
      { label: '出席', names: input.present },
      { label: '请假', names: input.leave },
      { label: '列席', names: input.observers },
    ].map(({ label, names }) => ({ label, names: names.length === 0 ? ['无。'] : peopleOf(names) })),
  };
  return { document, facts };
}

function itemBlocks({ title, summary, decisions }: MinutesInput['items'][number]): Block[] {
  return [
    { kind: 'heading', level: 1, title: [quoted(title)], rest: [] },
    ...(summary === null ? [] : [{ kind: 'paragraph' as const, text: [quoted(summary)] }]),
    ...decisions.map(
      (decision): Block => ({ kind: 'heading', level: 3, title: [], rest: decisionLine(decision) }),
    ),
  ];
}

function decisionLine({ order, what, owner, coOwners, due, acceptance }: z.infer<typeof Decision>): Sentence {
  return [
    ...['会议议定，由', nameOf(owner), '牵头'],
    ...(coOwners.length === 0 ? [] : ['、', nameOf(coOwners.join('、')), '配合']),
    '，于',
    { kind: 'date', date: due },
    '前办结',
    ...[
      '：',
      quoted(withoutStop(what)),
      '。验收标准：',
      quoted(withoutStop(acceptance)),
      '。（督办编号：',
      nameOf(order),
      '）',
    ],
  ];
}

function withoutStop(text: string): string {
  return text.endsWith('。') ? text.slice(0, -1) : text;
}

function peopleOf(groups: readonly (z.infer<typeof Attending> & { reason?: string })[]): Sentence {
  const each = groups.map(
    ({ unit, people, reason }): Sentence => [
      nameOf([unit, ...people].join(' ')),
      ...(reason === undefined ? [] : ['（', quoted(reason), '）']),
    ],
  );
  return [...joined(each, '，'), '。'];
}
