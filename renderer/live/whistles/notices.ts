import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { routes } from '../../../shared/contract/routes.ts';
import { NoticePage, NoticesShownAnswer } from '../../../shared/contract/whistleNotices.ts';
import { get, post } from '../client/call.ts';
import { queryClient } from '../client/queryClient.ts';
import { onEvent } from '../stream/events.ts';

const NEWEST = 40;
/** Nobody has to act on a notice: the whistle itself comes on screen first. */
const AFTER_MS = 500;

/** The newest notices (通知) of whoever is signed in; asked again whenever a whistle changed. Null: nobody is. */
export function useNotices(operator: string | null): UseQueryResult<NoticePage> {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onEvent((event) => {
      if (event.type !== 'whistle') return;
      clearTimeout(timer);
      timer = setTimeout(() => void queryClient.invalidateQueries({ queryKey: ['notices'] }), AFTER_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
  return useQuery({
    queryKey: ['notices', operator],
    queryFn: ({ signal }) => get(routes.notices.path, NoticePage, { limit: NEWEST }, signal),
    enabled: operator !== null,
  });
}

/** Tells that these notices have been on the operator's screen. @throws ApiError */
export async function noticesShown(ids: readonly number[]): Promise<void> {
  await post(routes.noticesShown.path, NoticesShownAnswer, { ids });
  await queryClient.invalidateQueries({ queryKey: ['notices'] });
}
