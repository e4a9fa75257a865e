import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ShelvedAlarms } from '../../../shared/contract/handover.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { get, post } from '../client/call.ts';
import { queryClient } from '../client/queryClient.ts';
import { onEvent } from '../stream/events.ts';

const KEY = ['alarms', 'shelved'];

/** Alarms that the operator put off (搁置), the same in all of their windows. Null waits: nobody is signed in. */
export function useShelved(operator: string | null): UseQueryResult<ShelvedAlarms> {
  useEffect(
    () =>
      onEvent((event) => {
        const ours = event.type === 'init' || (event.type === 'post' && event.what === 'alarms');
        if (ours) void queryClient.invalidateQueries({ queryKey: KEY });
      }),
    [],
  );
  return useQuery({
    queryKey: [...KEY, operator],
    queryFn: ({ signal }) => get(routes.shelvedAlarms.path, ShelvedAlarms, {}, signal),
    enabled: operator !== null,
  });
}

/** Puts them off for so many minutes; they always come back. @throws ApiError */
export async function shelveAlarms(
  operator: string,
  alarms: readonly { alarm: string; whistle: string }[],
  minutes: number,
): Promise<void> {
  const shelved = await post(routes.shelveAlarms.path, ShelvedAlarms, { alarms, minutes });
  queryClient.setQueryData([...KEY, operator], shelved);
}

/** @throws ApiError */
export async function unshelveAlarms(operator: string, alarms: readonly string[]): Promise<void> {
  const shelved = await post(routes.unshelveAlarms.path, ShelvedAlarms, { alarms });
  queryClient.setQueryData([...KEY, operator], shelved);
}
