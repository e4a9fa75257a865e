import { z } from 'zod';
import { ContactPart } from './cases.ts';
import { SentError } from './common.ts';
import { RowTally } from './rowTally.ts';
import { FieldMapping, LeftOutRows, SourceId } from './sources.ts';

/** POST /api/uploads/:id/preview: read the whole file as an import with this mapping would, and write nothing (预检). */
export const ImportPreviewRequest = z.strictObject({
  mapping: FieldMapping,
  /** The source that it would be imported into; null: a new one. */
  sourceId: SourceId.nullable(),
});
export type ImportPreviewRequest = z.infer<typeof ImportPreviewRequest>;

/**
 * A row of a list as it would be stored or refused. `row`: its number among the rows of the list, from 1. Contact data is
 * never in it: `contact` says what of it the row has.
 */
export const PreviewedRow = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('ok'),
    row: z.int(),
    case: z.record(z.string(), z.unknown()),
    contact: z.array(ContactPart),
    notes: z.array(SentError),
  }),
  z.object({
    outcome: z.literal('quarantine'),
    row: z.int(),
    reason: SentError,
    sourceId: z.string().nullable(),
    raw: z.unknown(),
  }),
]);
export type PreviewedRow = z.infer<typeof PreviewedRow>;

export const ImportPreviewReport = z.object({
  tally: RowTally,
  leftOut: LeftOutRows,
  lettersLost: z.int(),
  /** Cases that the source does not have yet, and that it has: those are updated where they differ. */
  newCases: z.int(),
  knownCases: z.int(),
  /** The first rows, those with the most notes, and refused ones of every reason. */
  first: z.array(PreviewedRow),
  strange: z.array(PreviewedRow),
  refused: z.array(PreviewedRow),
});
export type ImportPreviewReport = z.infer<typeof ImportPreviewReport>;

/** A reading without writing, under way or ended. Only the last ones are kept. */
export const ImportPreview = z.object({
  id: z.string(),
  uploadId: z.string(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  bytesRead: z.int(),
  bytesTotal: z.int(),
  rows: z.int(),
  error: SentError.nullable(),
  /** Null until the end of the file. */
  report: ImportPreviewReport.nullable(),
});
export type ImportPreview = z.infer<typeof ImportPreview>;
