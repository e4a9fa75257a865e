import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { CaseFact } from '../../../shared/assessment/caseFact.ts';
import type { Adjustments } from '../../../shared/assessment/counting.ts';
import { readSnapshot, type SnapshotReading } from '../../../shared/assessment/publication/snapshot.ts';
import type { SnapshotRef } from '../../../shared/contract/assessmentPublication.ts';
import { canonical } from '../../../shared/journal/canonical.ts';
import type { SnapshotFiles } from '../store/snapshotFiles.ts';
import { AssessmentRefused } from './refused.ts';

/** Lines between which the service answers others. */
const LINES_PER_TURN = 2000;

/** SHA-256 of figures, by which they are recorded and verified. */
export function tablesHash(tables: unknown): string {
  return createHash('sha256').update(canonical(tables)).digest('hex');
}

/**
 * Computes the figures of a snapshot again, checked to its last byte. `onFact` sees each row.
 * @throws AssessmentRefused where the file is missing or was changed
 */
export async function recount(
  files: SnapshotFiles,
  ref: SnapshotRef,
  adjustments: Adjustments,
  onFact: (fact: CaseFact) => void,
): Promise<ReturnType<SnapshotReading['result']>> {
  const lines = await files.read(ref);
  if (lines === null) throw new AssessmentRefused('damaged');
  const reading = readSnapshot(adjustments, onFact);
  let read = 0;
  for (const line of lines) {
    reading.line(line);
    if (++read % LINES_PER_TURN === 0) await turn();
  }
  return reading.result();
}
