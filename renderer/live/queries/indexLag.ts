import { useEffect, useRef } from 'react';
import { queryClient } from '../client/queryClient.ts';
import { CASE_GROUP, PICTURE_GROUP, refreshGroup } from '../stream/refresher.ts';
import { type CaseQuery, useSummary } from './cases.ts';

/**
 * Cases that the text index has not reached yet and that may be missing under this query; 0 when none is. Once the
 * index has caught up everything on screen is asked again, since no case changed that would cause it.
 * @param caughtUp called at that moment, for what is not kept by the query client
 */
export function useSearchGap(query: CaseQuery, caughtUp: () => void): number {
  const gap = useSummary(query).data?.unindexed ?? 0;
  const before = useRef(gap);
  const latest = useRef(caughtUp);
  latest.current = caughtUp;
  useEffect(() => {
    if (before.current > 0 && gap === 0) {
      for (const group of [CASE_GROUP, PICTURE_GROUP]) void refreshGroup(queryClient, group);
      latest.current();
    }
    before.current = gap;
  }, [gap]);
  return gap;
}
