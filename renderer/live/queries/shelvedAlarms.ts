import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ShelvedAlarms } from '../../../shared/contract/handover.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { call } from '../client/call.ts';
import { queryClient } from '../client/queryClient.ts';
import { invalidateRoutes, operatorQuery } from '../client/routeQuery.ts';
import { onEvent } from '../stream/events.ts';

const shelvedQuery = (operator: string | null) => operatorQuery(routes.shelvedAlarms, {}, operator);

/** Alarms shelved by the operator (搁置), the same in all of their windows. Null: nobody is signed in, no request. */
export function useShelved(operator: string | null): UseQueryResult<ShelvedAlarms> {
  useEffect(
    () =>
      onEvent((event) => {
        const isRelevant = event.type === 'init' || (event.type === 'post' && event.what === 'alarms');
        if (isRelevant) void invalidateRoutes(routes.shelvedAlarms);
      }),
    [],
  );
  return useQuery({
    ...shelvedQuery(operator),
    enabled: operator !== null,
  });
}

/** Shelves alarms for that many minutes; they always return. @throws ApiError */
export async function shelveAlarms(
  operator: string,
  alarms: readonly { alarm: string; whistle: string }[],
  minutes: number,
): Promise<void> {
  const shelved = await call(routes.shelveAlarms, { body: { alarms: [...alarms], minutes } });
  queryClient.setQueryData(shelvedQuery(operator).queryKey, shelved);
}

/** @throws ApiError */
export async function unshelveAlarms(operator: string, alarms: readonly string[]): Promise<void> {
  const shelved = await call(routes.unshelveAlarms, { body: { alarms: [...alarms] } });
  queryClient.setQueryData(shelvedQuery(operator).queryKey, shelved);
}
