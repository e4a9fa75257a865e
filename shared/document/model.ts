import { z } from 'zod';
import { DocumentKind } from '../contract/documents.ts';
import { Sentence } from './part.ts';

const Column = z.strictObject({
  head: z.string().min(1),
  /** Part of the table's width, in units of which the columns' sum is the whole. */
  width: z.number().positive(),
  align: z.enum(['left', 'center', 'right']),
});
export type Column = z.infer<typeof Column>;

export const Table = z.strictObject({
  kind: z.literal('table'),
  caption: Sentence.nullable(),
  columns: z.array(Column).min(1),
  rows: z.array(z.array(Sentence)),
});
export type Table = z.infer<typeof Table>;

export const Block = z.discriminatedUnion('kind', [
  /** A numbered heading; `rest` follows it in the same paragraph, in the type of the text. */
  z.strictObject({
    kind: z.literal('heading'),
    level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
    title: Sentence,
    rest: Sentence,
  }),
  z.strictObject({ kind: z.literal('paragraph'), text: Sentence }),
  /** A remark below a table, in small type. */
  z.strictObject({ kind: z.literal('note'), text: Sentence }),
  Table,
  /** Labelled fields in rows of one or two. */
  z.strictObject({
    kind: z.literal('form'),
    rows: z.array(
      z
        .array(z.strictObject({ label: z.string(), value: Sentence }))
        .min(1)
        .max(2),
    ),
  }),
]);
export type Block = z.infer<typeof Block>;

/** 份号, 密级和保密期限, 紧急程度, each null where the document has none. */
export const Marks = z.strictObject({
  copy: z
    .string()
    .regex(/^\d{6}$/)
    .nullable(),
  secrecy: z
    .string()
    .regex(/^(?:绝密|机密|秘密)(?:★\d{1,2}年)?$/)
    .nullable(),
  urgency: z.enum(['特急', '加急']).nullable(),
});
export type Marks = z.infer<typeof Marks>;

/**
 * The head of the first page (版头). `issuer`: the issuer's mark in red, document number and red rule; `signer` only on
 * documents to a superior. `minutes`: the mark of minutes, without a rule (GB/T 9704 §10.3).
 */
export const Head = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('issuer'),
    mark: z.string().min(1).max(40),
    number: z.string(),
    signer: z.string().nullable(),
  }),
  z.strictObject({
    kind: z.literal('minutes'),
    mark: z.string().min(1).max(40),
    /** `第81期`. */
    issue: z.int().positive(),
    office: z.string().min(1),
    date: z.iso.date(),
  }),
  z.strictObject({ kind: z.literal('none') }),
]);

/** 署名 and 成文日期. `isSealed`: room is left for the seal, which the program never draws. */
export const Signature = z.strictObject({
  office: z.string().min(1),
  date: z.iso.date(),
  isSealed: z.boolean(),
});
export type Signature = z.infer<typeof Signature>;

/** 版记: copies, printing office and date. */
export const Imprint = z.strictObject({
  /** 抄送; for minutes 分送. */
  copies: z.array(z.string().min(1)),
  office: z.string().min(1),
  date: z.iso.date(),
});
export type Imprint = z.infer<typeof Imprint>;

/** From what it was made: SHA-256 of the frozen snapshot in hex; null for a live view, which the document says. */
export const Source = z.strictObject({
  snapshot: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  /** Local time to the minute, `2026-08-05 18:00`. */
  asOf: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d$/),
});
export type Source = z.infer<typeof Source>;

export const DocumentModel = z.strictObject({
  id: z.string().min(1).max(60),
  kind: DocumentKind,
  /** Made of invented data: every page says 样例. */
  isSample: z.boolean(),
  isLandscape: z.boolean(),
  marks: Marks,
  head: Head,
  /** One sentence a line, broken by sense (词意完整). */
  title: z.array(Sentence).min(1).max(4),
  /** 主送, without the colon. */
  addressees: z.string().nullable(),
  body: z.array(Block),
  /** 附件; its tables begin on a page of their own. */
  annexes: z.array(z.strictObject({ title: Sentence, isLandscape: z.boolean(), blocks: z.array(Block) })),
  signature: Signature.nullable(),
  /** 附注, without its brackets. */
  note: z.string().nullable(),
  /** 出席, 请假, 列席 of minutes. */
  attendance: z.array(z.strictObject({ label: z.string(), names: Sentence })),
  imprint: Imprint.nullable(),
  source: Source,
  /** Sums that must come out, by ids of facts. */
  sums: z.array(
    z.strictObject({
      place: z.string(),
      total: z.string(),
      parts: z.array(z.string()),
      less: z.array(z.string()),
    }),
  ),
});
export type DocumentModel = z.infer<typeof DocumentModel>;
