import { z } from 'zod';
import type { DocumentProblem } from '../../contract/documents.ts';
import type { Block, DocumentModel } from '../model.ts';
import type { Sentence } from '../part.ts';
import { nameOf, quoted } from '../partText.ts';
import { type Built, baseOf, commonFields } from './common.ts';

/** May be empty here: what is missing is told by the name of its field, see `orderSheetProblems`. */
const Field = z.string().trim().max(4000);

/** An order to settle a matter (督办单), with every field of domain-2.md §2.4. */
export const OrderSheetInput = z.strictObject({
  ...commonFields,
  /** 发文机关标志. */
  mark: z.string().min(1).max(40),
  number: Field,
  /** 批示督办 or 会议督办: one form, two titles and registers. */
  origin: z.enum(['instruction', 'meeting']),
  /** `第81次调度会`; empty for an instruction. */
  meeting: Field,
  matter: Field,
  content: Field,
  /** 批示领导; of a meeting, who chaired it. */
  instructedBy: Field,
  publishedOn: z.iso.date(),
  leader: Field,
  coLeaders: z.array(Field),
  attachments: z.array(Field),
  /** 交办时限, a local date; null where it is not set, which is a mistake. */
  due: z.iso.date().nullable(),
  acceptance: Field,
  feedback: z.enum(['once', 'periodic']),
  /** `每周五`; required where feedback is periodic. */
  feedbackCycle: Field,
  leadUnit: Field,
  coUnits: z.array(Field),
  contact: z.strictObject({ name: Field, phone: Field, officeNet: Field }),
  feedbacks: z.array(
    z.strictObject({ unit: Field, date: z.iso.date(), content: Field, attachments: z.array(Field) }),
  ),
});
export type OrderSheetInput = z.infer<typeof OrderSheetInput>;

/** Required fields that are empty. */
export function orderSheetProblems(input: OrderSheetInput): DocumentProblem[] {
  const required: [label: string, value: string | null][] = [
    ['督办事项', input.matter],
    ['文号', input.number],
    ['督办内容', input.content],
    ['批示领导', input.instructedBy],
    ['牵头领导', input.leader],
    ['交办时限', input.due],
    ['牵头单位', input.leadUnit],
    ...(input.feedback === 'periodic' ? [['反馈周期', input.feedbackCycle] satisfies [string, string]] : []),
    ...(input.origin === 'meeting' ? [['会次', input.meeting] satisfies [string, string]] : []),
  ];
  return required
    .filter(([, value]) => value === null || value === '')
    .map(([place]) => ({ code: 'required-missing', place, stated: '', expected: '' }));
}

export function buildOrderSheet(input: OrderSheetInput): Built {
  const document: DocumentModel = {
    ...baseOf(input),
    kind: 'order',
    head: { kind: 'issuer', mark: input.mark, number: input.number, signer: null },
    title: [[input.origin === 'meeting' ? '会议督办单' : '批示督办单']],
    addressees: [input.leadUnit, ...input.coUnits].join('，'),
    body: [formOf(input), ...feedbackTable(input.feedbacks)],
  };
  return { document, facts: [] };
}

function formOf(input: OrderSheetInput): Block {
  const field = (label: string, value: Sentence) => ({ label, value });
  const written = (text: string): Sentence => (text === '' ? ['—'] : [quoted(text)]);
  const names = (list: readonly string[]): Sentence =>
    list.length === 0 ? ['—'] : [nameOf(list.join('、'))];
  const day = (date: string | null): Sentence => (date === null ? ['—'] : [{ kind: 'date', date }]);
  const { contact } = input;
  return {
    kind: 'form',
    rows: [
      [field('督办事项', written(input.matter))],
      [
        field('来源', [input.origin === 'meeting' ? '会议督办' : '批示督办']),
        field('会次', input.meeting === '' ? ['—'] : [nameOf(input.meeting)]),
      ],
      [field('文号', [nameOf(input.number)]), field('发布时间', day(input.publishedOn))],
      [field('批示领导', [nameOf(input.instructedBy)]), field('交办时限', day(input.due))],
      [field('牵头领导', [nameOf(input.leader)]), field('配合领导', names(input.coLeaders))],
      [field('牵头单位', [nameOf(input.leadUnit)]), field('配合单位', names(input.coUnits))],
      [field('督办内容', written(input.content))],
      [field('验收标准', written(input.acceptance))],
      [
        field('反馈类型', [input.feedback === 'once' ? '一次性反馈' : '定期反馈']),
        field('反馈周期', input.feedback === 'once' ? ['—'] : written(input.feedbackCycle)),
      ],
      [field('附件', written(input.attachments.join('、')))],
      [
        field('督办联系人', [nameOf(contact.name === '' ? '—' : contact.name)]),
        field('电话', [{ kind: 'staff-phone', text: contact.phone === '' ? '—' : contact.phone }]),
      ],
      [
        field('机关网号码', [
          { kind: 'staff-phone', text: contact.officeNet === '' ? '—' : contact.officeNet },
        ]),
      ],
    ],
  };
}

function feedbackTable(feedbacks: OrderSheetInput['feedbacks']): Block[] {
  return [
    {
      kind: 'table',
      caption: ['反馈情况'],
      columns: [
        { head: '反馈单位', width: 34, align: 'center' },
        { head: '时间', width: 34, align: 'center' },
        { head: '反馈内容', width: 62, align: 'left' },
        { head: '附件', width: 26, align: 'center' },
      ],
      rows:
        feedbacks.length === 0
          ? [[['—'], ['—'], ['尚无反馈'], ['—']]]
          : feedbacks.map(({ unit, date, content, attachments }) => [
              [nameOf(unit)],
              [{ kind: 'date', date }],
              [quoted(content)],
              attachments.length === 0 ? ['—'] : [quoted(attachments.join('、'))],
            ]),
    },
  ];
}
