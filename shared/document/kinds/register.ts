import { z } from 'zod';
import { countFact, factsOf } from '../facts.ts';
import { count } from '../figures.ts';
import type { Column, DocumentModel } from '../model.ts';
import type { Sentence } from '../part.ts';
import { nameOf, quoted } from '../partText.ts';
import { type Built, baseOf, commonFields, Name, Text } from './common.ts';

const Day = z.iso.date().nullable();
const Short = z.string().trim().max(60);

const Entry = z.strictObject({
  number: Name,
  openedOn: Day,
  origin: z.enum(['会议', '批示', '文件', '建议提案', '媒体', '热线']),
  meeting: Short,
  matter: Text,
  acceptance: Text,
  owner: Name,
  coOwners: z.array(Name),
  leader: Short,
  officer: z.strictObject({ name: Short, phone: Short }),
  handedOn: Day,
  due: Day,
  cycle: Short,
  lastFeedback: z.strictObject({ date: Day, summary: z.string().max(2000) }),
  state: Name,
  extensions: z.int().nonnegative(),
  urgings: z.int().nonnegative(),
  doneOn: Day,
  checked: z.strictObject({ by: Short, date: Day }),
  struckOn: Day,
  lookedBack: z.strictObject({ date: Day, result: Short }),
  archive: Short,
});
type Entry = z.infer<typeof Entry>;

/** The register of orders (督办台账), every column of domain-2.md §2.4, on landscape pages. */
export const RegisterInput = z.strictObject({
  ...commonFields,
  title: Text,
  /** The year or period to which it belongs, for the counts. */
  period: z.string().regex(/^\d{4}$/),
  entries: z
    .array(Entry)
    .refine((list) => new Set(list.map(({ number }) => number)).size === list.length, { error: '编号重复' }),
});
export type RegisterInput = z.infer<typeof RegisterInput>;

/** `2026-08-05` breaks after the year in a narrow column; `2026年8月5日` would anywhere. */
const day = (date: string | null): Sentence => [nameOf(date === null ? '—' : date)];
const name = (text: string): Sentence => [nameOf(text === '' ? '—' : text)];

const COLUMNS: (Column & { cell: (entry: Entry) => Sentence | null })[] = [
  { head: '序号', width: 7, align: 'center', cell: () => null },
  { head: '编号', width: 12, align: 'center', cell: (e) => name(e.number) },
  { head: '立项日期', width: 9, align: 'center', cell: (e) => day(e.openedOn) },
  { head: '来源', width: 7, align: 'center', cell: (e) => [e.origin] },
  { head: '会次', width: 8, align: 'center', cell: (e) => name(e.meeting) },
  { head: '督办事项', width: 22, align: 'left', cell: (e) => [quoted(e.matter)] },
  { head: '办理要求与验收标准', width: 22, align: 'left', cell: (e) => [quoted(e.acceptance)] },
  { head: '主办', width: 10, align: 'center', cell: (e) => name(e.owner) },
  { head: '协办', width: 10, align: 'center', cell: (e) => name(e.coOwners.join('、')) },
  { head: '责任领导', width: 8, align: 'center', cell: (e) => name(e.leader) },
  {
    ...{ head: '责任人及电话', width: 12, align: 'center' },
    cell: (e) => [...name(e.officer.name), ' ', { kind: 'staff-phone', text: e.officer.phone }],
  },
  { head: '交办日期', width: 9, align: 'center', cell: (e) => day(e.handedOn) },
  { head: '要求办结', width: 9, align: 'center', cell: (e) => day(e.due) },
  { head: '反馈周期', width: 7, align: 'center', cell: (e) => name(e.cycle) },
  {
    ...{ head: '最近反馈', width: 18, align: 'left' },
    cell: ({ lastFeedback: { date, summary } }) =>
      date === null ? ['—'] : [...day(date), ' ', quoted(summary)],
  },
  { head: '状态', width: 8, align: 'center', cell: (e) => name(e.state) },
  { head: '延期次数', width: 6, align: 'center', cell: () => null },
  { head: '催办次数', width: 6, align: 'center', cell: () => null },
  { head: '办结日期', width: 9, align: 'center', cell: (e) => day(e.doneOn) },
  {
    ...{ head: '核查人及日期', width: 9, align: 'center' },
    cell: ({ checked }) => (checked.by === '' ? ['—'] : [...name(checked.by), ' ', ...day(checked.date)]),
  },
  { head: '销号日期', width: 9, align: 'center', cell: (e) => day(e.struckOn) },
  {
    ...{ head: '回头看', width: 9, align: 'center' },
    cell: ({ lookedBack: { date, result } }) => (date === null ? ['—'] : [...day(date), ' ', quoted(result)]),
  },
  { head: '归档号', width: 9, align: 'center', cell: (e) => name(e.archive) },
];

export function buildRegister(input: RegisterInput): Built {
  const { period, entries } = input;
  const facts = [
    countFact('register/entries', period, entries.length),
    ...entries.flatMap((entry, index) => [
      countFact(`${entry.number}/row`, period, index + 1),
      countFact(`${entry.number}/extensions`, period, entry.extensions),
      countFact(`${entry.number}/urgings`, period, entry.urgings),
    ]),
  ];
  const found = factsOf(facts);
  const counted: Record<string, string> = { 序号: 'row', 延期次数: 'extensions', 催办次数: 'urgings' };
  const row = (entry: Entry): Sentence[] =>
    COLUMNS.map(({ head, cell }) => cell(entry) ?? [count(found, `${entry.number}/${counted[head]}`)]);
  const document: DocumentModel = {
    ...baseOf(input),
    ...{ kind: 'register', isLandscape: true, head: { kind: 'none' } },
    title: [[quoted(input.title)]],
    body: [
      { kind: 'note', text: ['共', count(found, 'register/entries'), '项。'] },
      {
        ...{ kind: 'table', caption: null, rows: entries.map(row) },
        columns: COLUMNS.map(({ head, width, align }) => ({ head, width, align })),
      },
    ],
  };
  return { document, facts };
}
