import { z } from 'zod';
import { Millis, SentError } from './common.ts';
import { FieldMapping, SourceAccounting, SourceId, WholeOutcome } from './sources.ts';
import { QuarantineEntry } from './status.ts';

/** Why cases stayed as they are when an import was taken back, or what was done with them. */
export const UndoOutcome = z.enum([
  ...(['removed', 'restored', 'changed-since', 'listed-since', 'whistled', 'unreadable'] as const),
]);
export type UndoOutcome = z.infer<typeof UndoOutcome>;

/** An import that is taken back (撤销导入). */
export const ImportUndo = z.object({
  at: Millis,
  /** Name of the operator, or of the person at the machine. */
  by: z.string(),
  reason: z.string(),
  /** Null while it is going on; after a break it is finished at the next start, or when it is asked again. */
  done: z
    .object({
      /**
       * Cases by what became of them. `whistled`: a whistle was blown on them, so they stay. `unreadable`: what was kept of
       * their former state is damaged, so they stay as the import left them.
       */
      cases: z.record(UndoOutcome, z.int()),
      /** Refused rows of this import alone, which are no longer listed. */
      refused: z.int(),
      /** Refused rows of earlier imports that this one had settled, and that are listed again. */
      listedAgain: z.int(),
    })
    .nullable(),
});
export type ImportUndo = z.infer<typeof ImportUndo>;

/** What an import did, kept for good. */
export const ImportRecord = z.object({
  id: z.string(),
  source: z.string(),
  /** Name of the file. */
  file: z.string(),
  startedAt: Millis,
  /** Null while it is running. */
  endedAt: Millis.nullable(),
  /** Name of the operator; of the person at the machine for the command line. */
  by: z.string(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  error: SentError.nullable(),
  accounting: SourceAccounting,
  /** Rows that are no cases. */
  leftOut: z.int(),
  /** Of the stored rows, those with a note. */
  noted: z.int(),
  /** Cases that it created and changed. */
  created: z.int(),
  changed: z.int(),
  /** Null: the list was not declared whole. */
  whole: WholeOutcome.nullable(),
  undo: ImportUndo.nullable(),
});
export type ImportRecord = z.infer<typeof ImportRecord>;

export const ImportRecordQuery = z.strictObject({
  source: SourceId.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(20),
  offset: z.coerce.number().int().min(0).default(0),
});
export const ImportRecordPage = z.object({ items: z.array(ImportRecord), total: z.int() });
export type ImportRecordPage = z.infer<typeof ImportRecordPage>;

export const ImportNotesQuery = z.strictObject({
  /** Only notes of this kind. */
  code: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(20),
  offset: z.coerce.number().int().min(0).default(0),
});

/** Cases that an import stored with notes (有说明), as far as they are kept, and how many have each kind, with one such note. */
export const ImportNotesPage = z.object({
  items: z.array(z.object({ caseId: z.string(), title: z.string(), notes: z.array(SentError) })),
  total: z.int(),
  kinds: z.array(z.object({ example: SentError, cases: z.int() })),
});
export type ImportNotesPage = z.infer<typeof ImportNotesPage>;

/**
 * What became of a row: stored without notes (入库), stored with notes (入库有说明), unchanged (未变), quarantined (隔离).
 */
export const ImportRowKind = z.enum(['clean', 'noted', 'unchanged', 'quarantined']);
export type ImportRowKind = z.infer<typeof ImportRowKind>;

export const ImportRowsQuery = z.strictObject({
  kind: ImportRowKind,
  limit: z.coerce.number().int().min(1).max(200).default(20),
  offset: z.coerce.number().int().min(0).default(0),
});

/** A row of an import and what stands for it now. */
export const ImportRow = z.object({
  /** Its case; null for a quarantined row. */
  caseId: z.string().nullable(),
  /** The number of the row; null where it could not be read. */
  number: z.string().nullable(),
  title: z.string().nullable(),
  /** Of a row stored with notes, the latest of its case, as far as they are kept. */
  notes: z.array(SentError),
  /** Why a quarantined row was refused, as in `QuarantineEntry`; null once it was read after all. */
  refusal: QuarantineEntry.pick({ id: true, code: true, parameters: true, reason: true }).nullable(),
});
export type ImportRow = z.infer<typeof ImportRow>;

/** Rows of an import of one kind (逐行结果), in the order of the list. */
export const ImportRowsPage = z.object({
  items: z.array(ImportRow),
  /** Rows of the kind by the import's accounting. */
  total: z.int(),
  /** Of these, those of which it is known which they were: none for imports of earlier versions and those taken back. */
  known: z.int(),
});
export type ImportRowsPage = z.infer<typeof ImportRowsPage>;

/** Why an import is taken back; it stands in the audit and with the import. */
export const UndoRequest = z.strictObject({ reason: z.string().trim().min(4).max(200) });

/** A list that is looked at as a whole one before it is imported. */
export const WholeRequest = z.strictObject({ sourceId: SourceId, mapping: FieldMapping });
export type WholeRequest = z.infer<typeof WholeRequest>;

/** What a whole list (整表) would close. Nothing is written. */
export const WholeCount = z.object({
  /** Cases that the list has, refused rows with a number among them. */
  listed: z.int(),
  /** Open cases of the source now. */
  open: z.int(),
  /** Those of them that the list lacks: they would be closed. */
  missing: z.int(),
  /** Numbers of the first of them. */
  samples: z.array(z.string()),
  /** Why the list cannot be taken for a whole one; null if it can. */
  refused: SentError.nullable(),
});
export type WholeCount = z.infer<typeof WholeCount>;
