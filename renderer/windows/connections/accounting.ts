import type { SourceAccounting } from '../../../shared/contract/sources.ts';

/** Received rows that are not accounted for. Anything but 0 is a bug and must be shown. */
export function unaccountedRows(accounting: SourceAccounting): number {
  return accounting.received - accounting.stored - accounting.unchanged - accounting.quarantined;
}

/** Progress of an import in whole percent; 100 only when all bytes were read. */
export function importPercent(job: { bytesRead: number; bytesTotal: number }): number {
  if (job.bytesTotal === 0) return 100;
  return Math.min(100, Math.floor((job.bytesRead / job.bytesTotal) * 100));
}
