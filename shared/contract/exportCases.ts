import { z } from 'zod';
import type { CaseSummary } from './cases.ts';
import { CaseFilterQuery, CaseSort } from './filters.ts';

/** The queue of the desk: its filters and its order. */
export const ExportQuery = CaseFilterQuery.extend({ sort: CaseSort.default('-requested') }).strict();
export type ExportQuery = z.output<typeof ExportQuery>;

/** CSV, or a workbook of Excel and WPS. */
export const ExportFormat = z.enum(['csv', 'xlsx']);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** The reason for the export; stored in the audit and in the file. */
export const ExportRequest = z.strictObject({
  reason: z.string().trim().min(4).max(200),
  format: ExportFormat.default('csv'),
});

/** A case as an export has it: with its description, before persons are masked. */
export type ExportedCase = CaseSummary & { description: string | null };

/** A sheet of Excel and WPS has 1,048,576 rows. A larger export is refused, since it would be cut off silently. */
export const EXPORT_MAX_ROWS = 1_000_000;

/** Response headers: the number of cases in the file, and the export's number in the audit. */
export const EXPORT_HEADERS = { count: 'X-Export-Count', number: 'X-Export-Number' } as const;
