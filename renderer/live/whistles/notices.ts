import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { routes } from '../../../shared/contract/routes.ts';
import type { NoticePage } from '../../../shared/contract/whistleNotices.ts';
import { call } from '../client/call.ts';
import { invalidateRoutes, operatorQuery } from '../client/routeQuery.ts';
import { onEvent } from '../stream/events.ts';
import { mayChangeNotices } from './noticeEvents.ts';

const NEWEST = 40;
/** Notices may be delayed, since the whistle itself is updated first. */
const DEBOUNCE_MS = 500;

/** The newest notices (通知) of the signed-in operator, requested again when they may be others. Null: nobody is signed in. */
export function useNotices(operator: string | null): UseQueryResult<NoticePage> {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onEvent((event) => {
      if (!mayChangeNotices(event)) return;
      clearTimeout(timer);
      timer = setTimeout(() => void invalidateRoutes(routes.notices), DEBOUNCE_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
  return useQuery({
    ...operatorQuery(routes.notices, { query: { limit: NEWEST } }, operator),
    enabled: operator !== null,
  });
}

/** Reports that these notices were shown to the operator. @throws ApiError */
export async function reportNoticesShown(ids: readonly number[]): Promise<void> {
  await call(routes.noticesShown, { body: { ids: [...ids] } });
  await invalidateRoutes(routes.notices);
}
