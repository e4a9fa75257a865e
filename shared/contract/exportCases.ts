import { z } from 'zod';
import { CaseFilterQuery, CaseSort } from './filters.ts';

/** The queue as it stands on the desk: its filters and its order. */
export const ExportQuery = CaseFilterQuery.extend({ sort: CaseSort.default('-requested') }).strict();
export type ExportQuery = z.output<typeof ExportQuery>;

/** Why the cases leave the house: kept in the audit, and in the file itself. */
export const ExportRequest = z.strictObject({ reason: z.string().trim().min(4).max(200) });

/** A sheet of Excel and WPS has 1,048,576 lines; what would be cut off without a word is refused instead. */
export const EXPORT_MOST_ROWS = 1_000_000;

/** Response headers: how many cases the file holds, and under which number the audit knows it. */
export const EXPORT_HEADERS = { count: 'X-Export-Count', number: 'X-Export-Number' } as const;
