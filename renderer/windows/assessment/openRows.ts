import type { AssessmentTables } from '../../../shared/contract/assessment.ts';
import type { SnapshotRowsQuery } from '../../../shared/contract/assessmentPublication.ts';
import { Punctuality } from '../../../shared/contract/filters.ts';
import { goTo } from '../../base/navigation.ts';
import { EMPTY_FILTER, type Filter } from '../../live/link/filter.ts';
import { setFilter } from '../../live/link/filters.ts';

const PUNCTUALITY: Readonly<Record<Exclude<SnapshotRowsQuery['count'], 'accepted'>, Punctuality[]>> = {
  due: [...Punctuality.options],
  closed: ['on-time', 'late'],
  closedOnTime: ['on-time'],
  late: ['late'],
  unclosed: ['unclosed'],
};

/**
 * Opens exactly the cases of a live figure on the case desk. `words`: what upstreams call the unit, its code among them;
 * null: of all units.
 */
export function openRows(
  { period }: Pick<AssessmentTables, 'period'>,
  count: SnapshotRowsQuery['count'],
  unit: { kind: 'street' | 'grid' | 'org' | 'source' | 'channel' | 'category'; words: string[] } | null,
): void {
  const range = { from: period.from, to: period.to };
  const which: Partial<Filter> =
    count === 'accepted' ? { range } : { counted: range, punctuality: PUNCTUALITY[count] };
  setFilter({ ...EMPTY_FILTER, ...(unit === null ? {} : { [unit.kind]: unit.words }), ...which });
  goTo('desk');
}
