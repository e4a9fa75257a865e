import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type {
  Acknowledgement,
  HandoverList,
  HandoverRecord,
  HandoverSheet,
  NoteChange,
  PostHandover,
} from '../../../shared/contract/handover.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { ApiError } from '../client/apiError.ts';
import { call } from '../client/call.ts';
import { queryClient } from '../client/queryClient.ts';
import { invalidateRoutes, operatorQuery, routeQuery } from '../client/routeQuery.ts';
import { adoptSession, handleSessionEnd } from '../client/session.ts';
import { onEvent } from '../stream/events.ts';

/** Deadlines pass without an event, so an open digest is refreshed this often. */
const OPEN_REFETCH_MS = 10_000;
/** For the reminder in the bar, which is about minutes. */
const CLOSED_REFETCH_MS = 60_000;
/** A burst of changes causes one request. */
const DEBOUNCE_MS = 800;

const deskQuery = (operator: string | null, fresh: boolean) =>
  operatorQuery(routes.handoverDesk, { query: { fresh } }, operator);

/**
 * The hand-over (交接班) of the signed-in operator's post. `reading`: the digest is open, and is refreshed when whistles
 * or sources change. Null: no request, since nobody is signed in or the operator has no post.
 */
export function useHandoverDesk(operator: string | null, reading: boolean): UseQueryResult<PostHandover> {
  useEffect(() => {
    if (operator === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onEvent((event) => {
      const isRelevant = event.type === 'post' || event.type === 'init';
      if (!isRelevant && !(reading && (event.type === 'whistle' || event.type === 'source'))) return;
      clearTimeout(timer);
      timer = setTimeout(() => void invalidateRoutes(routes.handoverDesk), DEBOUNCE_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [operator, reading]);
  return useQuery({
    ...deskQuery(operator, reading),
    enabled: operator !== null,
    refetchInterval: reading ? OPEN_REFETCH_MS : CLOSED_REFETCH_MS,
  });
}

/** Makes the digest. @throws ApiError, as all steps do. */
export const beginHandover = (operator: string): Promise<void> =>
  applyStep(operator, call(routes.openHandover, {}));

export const chooseIncoming = (operator: string, id: string, incoming: string): Promise<void> =>
  applyStep(operator, call(routes.handoverIncoming, { id, body: { operator: incoming } }));

export const acknowledge = (operator: string, id: string, given: Acknowledgement): Promise<void> =>
  applyStep(operator, call(routes.handoverAcknowledge, { id, body: given }));

export const writeNote = (operator: string, id: string, change: NoteChange): Promise<void> =>
  applyStep(operator, call(routes.handoverNote, { id, body: change }));

export const signOutgoing = (operator: string, id: string, seen: number): Promise<void> =>
  applyStep(operator, call(routes.handoverSignOutgoing, { id, body: { seen } }));

/** Signs with the incoming operator's PIN, who is signed in afterwards in every window. */
export async function signIncoming(
  id: string,
  given: { seen: number; operator: string; pin: string },
): Promise<HandoverRecord> {
  const { session, record } = await handlingSessionEnd(call(routes.handoverSign, { id, body: given }));
  adoptSession(session);
  await invalidateRoutes(routes.handoverDesk, routes.handovers);
  return record;
}

export async function giveUpHandover(id: string): Promise<void> {
  await handlingSessionEnd(call(routes.cancelHandover, { id }));
  await invalidateRoutes(routes.handoverDesk, routes.handovers);
}

/** Signed hand-overs, the newest first. */
export function usePastHandovers(operator: string | null): UseQueryResult<HandoverList> {
  return useQuery({
    ...operatorQuery(routes.handovers, { query: { limit: 100 } }, operator),
    enabled: operator !== null,
    staleTime: 0,
  });
}

/** One of them; it never changes. Null waits. */
export function useHandoverRecord(id: string | null): UseQueryResult<HandoverSheet> {
  return useQuery({
    ...routeQuery(routes.handover, { id: id ?? '' }),
    enabled: id !== null,
  });
}

/** Caches the state that a step returns. After a refusal the state is requested, since it may have changed. */
async function applyStep(operator: string, answer: Promise<PostHandover>): Promise<void> {
  try {
    const desk = await handlingSessionEnd(answer);
    await queryClient.cancelQueries({ queryKey: [routes.handoverDesk.path] });
    for (const fresh of [true, false]) queryClient.setQueryData(deskQuery(operator, fresh).queryKey, desk);
  } catch (error) {
    void invalidateRoutes(routes.handoverDesk);
    throw error;
  }
}

/** Clears the session if the service reports that it ended. A wrong PIN does not. */
async function handlingSessionEnd<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError && error.code === 'no-session') handleSessionEnd();
    throw error;
  }
}
