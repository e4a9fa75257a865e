import type { SourceAccounting } from '../../../shared/contract/sources.ts';

/** Received minus everything accounted for; anything but 0 is a fault that must be shown, never smoothed over. */
export function unaccounted(accounting: SourceAccounting): number {
  return accounting.received - accounting.stored - accounting.unchanged - accounting.quarantined;
}

/** Progress of an import, 0 … 100, whole; 100 only when all bytes were read. */
export function importPercent(job: { bytesRead: number; bytesTotal: number }): number {
  if (job.bytesTotal === 0) return 100;
  return Math.min(100, Math.floor((job.bytesRead / job.bytesTotal) * 100));
}
