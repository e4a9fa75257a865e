import { type Counts, isCountId } from '../../../shared/assessment/indicators.ts';
import type { AssessedCounts } from '../../../shared/contract/assessment.ts';

/** The counts that the registry has. */
export function known({ counts }: AssessedCounts): Counts {
  return Object.fromEntries(Object.entries(counts).filter(([id]) => isCountId(id)));
}
