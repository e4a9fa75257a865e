import { setImmediate as turn } from 'node:timers/promises';
import type { Basis } from '../../../shared/assessment/basis.ts';
import type { Moment } from '../../../shared/assessment/caseFact.ts';
import { createCounter, NO_ADJUSTMENTS, type Tally } from '../../../shared/assessment/counting.ts';
import type { FactReader } from '../store/factReader.ts';

/** The counts of each moment, and the revision of the rows that they were read from. */
export type Counted = { revision: number; tallies: Tally[]; tellRework: ReadonlySet<string | null> };

/** One pass over all cases for all moments. The service answers others between the slices. */
export async function countCases(
  open: () => FactReader,
  moments: readonly Moment[],
  basis: Pick<Basis, 'publicChannels'>,
): Promise<Counted> {
  const reader = open();
  try {
    const tellRework = new Set<string | null>();
    const counter = createCounter(moments, basis, tellRework, NO_ADJUSTMENTS);
    for (const slice of reader.slices()) {
      for (const fact of slice) counter.add(fact);
      await turn();
    }
    return { revision: reader.revision, tallies: counter.result(), tellRework };
  } finally {
    reader.close();
  }
}
