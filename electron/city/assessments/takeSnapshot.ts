import { setImmediate as turn } from 'node:timers/promises';
import type { Moment } from '../../../shared/assessment/caseFact.ts';
import { createCounter, NO_ADJUSTMENTS } from '../../../shared/assessment/counting.ts';
import {
  endLine,
  factLine,
  headerLine,
  type SnapshotHeader,
} from '../../../shared/assessment/publication/snapshot.ts';
import type { SnapshotRef } from '../../../shared/contract/assessmentPublication.ts';
import type { FactReader } from '../store/factReader.ts';
import type { SnapshotFiles } from '../store/snapshotFiles.ts';

/**
 * Freezes the cases that count in one of the moments, in one pass over a snapshot of the database: a case that comes
 * meanwhile is not in it. @param header all but the revision, which is that of the rows read
 */
export async function takeSnapshot(
  openFacts: () => FactReader,
  files: SnapshotFiles,
  header: Omit<SnapshotHeader, 'revision'> & { moments: readonly Moment[] },
): Promise<SnapshotRef> {
  const reader = openFacts();
  try {
    let rows = 0;
    const tellRework = new Set<string | null>();
    const counter = createCounter(header.moments, header.basis, tellRework, NO_ADJUSTMENTS);
    async function* lines(): AsyncIterable<string> {
      yield headerLine({ ...header, revision: reader.revision });
      for (const slice of reader.slices()) {
        const counted = slice.filter((fact) => counter.add(fact));
        rows += counted.length;
        if (counted.length > 0) yield counted.map(factLine).join('');
        await turn();
      }
      yield endLine(rows, tellRework);
    }
    return await files.write(lines(), () => rows);
  } finally {
    reader.close();
  }
}
