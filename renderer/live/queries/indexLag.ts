import { useEffect, useRef } from 'react';
import { queryClient } from '../client/queryClient.ts';
import { CASE_GROUP, MAP_GROUP, refreshGroup } from '../stream/refresher.ts';
import { type CaseQuery, useSummary } from './cases.ts';

/**
 * Cases that the text index has not reached yet and that may be missing under this query; 0 when none is. Once the
 * index has caught up, everything on screen is refetched, because no case event causes it.
 * @param onCaughtUp called at that moment, for data outside the query cache
 */
export function useUnindexedCases(query: CaseQuery, onCaughtUp: () => void): number {
  const gap = useSummary(query).data?.unindexed ?? 0;
  const before = useRef(gap);
  const latest = useRef(onCaughtUp);
  latest.current = onCaughtUp;
  useEffect(() => {
    if (before.current > 0 && gap === 0) {
      for (const group of [CASE_GROUP, MAP_GROUP]) void refreshGroup(queryClient, group);
      latest.current();
    }
    before.current = gap;
  }, [gap]);
  return gap;
}
