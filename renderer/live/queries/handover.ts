import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { z } from 'zod';
import {
  type Acknowledgement,
  HandoverDesk,
  HandoverList,
  HandoverRecord,
  HandoverSigned,
  type NoteChange,
} from '../../../shared/contract/handover.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { ApiError, del, get, post } from '../client/call.ts';
import { queryClient } from '../client/queryClient.ts';
import { satDown, sessionEnded } from '../client/session.ts';
import { onEvent } from '../stream/events.ts';

/** Clocks run out without any event; while somebody reads the digest it follows them this often. */
const READING_MS = 10_000;
/** For the reminder in the bar, which is about minutes. */
const RESTING_MS = 60_000;
/** A burst of changes asks once. */
const AFTER_MS = 800;

const withId = (path: string, id: string): string => path.replace(':id', encodeURIComponent(id));
const DESK = ['handover', 'desk'];

/**
 * The hand-over (交接班) of the post of whoever is signed in. `reading`: somebody looks at the digest, which then follows
 * whistles and sources. Null waits: nobody is signed in, or somebody without a desk.
 */
export function useHandoverDesk(operator: string | null, reading: boolean): UseQueryResult<HandoverDesk> {
  useEffect(() => {
    if (operator === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onEvent((event) => {
      const ours = event.type === 'post' || event.type === 'init';
      if (!ours && !(reading && (event.type === 'whistle' || event.type === 'source'))) return;
      clearTimeout(timer);
      timer = setTimeout(() => void queryClient.invalidateQueries({ queryKey: DESK }), AFTER_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [operator, reading]);
  return useQuery({
    queryKey: [...DESK, operator, reading],
    queryFn: ({ signal }) => get(routes.handoverDesk.path, HandoverDesk, { fresh: reading }, signal),
    enabled: operator !== null,
    refetchInterval: reading ? READING_MS : RESTING_MS,
  });
}

/** Makes the digest. @throws ApiError, as all steps do. */
export const beginHandover = (operator: string): Promise<void> =>
  step(operator, routes.openHandover.path, undefined);

export const chooseIncoming = (operator: string, id: string, incoming: string): Promise<void> =>
  step(operator, withId(routes.handoverIncoming.path, id), { operator: incoming });

export const acknowledge = (operator: string, id: string, given: Acknowledgement): Promise<void> =>
  step(operator, withId(routes.handoverAcknowledge.path, id), given);

export const writeNote = (operator: string, id: string, change: NoteChange): Promise<void> =>
  step(operator, withId(routes.handoverNote.path, id), change);

export const signOutgoing = (operator: string, id: string, seen: number): Promise<void> =>
  step(operator, withId(routes.handoverSignOutgoing.path, id), { seen });

/** The incoming operator's PIN: afterwards the desk is theirs, in every window. */
export async function signIncoming(
  id: string,
  given: { seen: number; operator: string; pin: string },
): Promise<HandoverRecord> {
  const { session, record } = await honest(post(withId(routes.handoverSign.path, id), HandoverSigned, given));
  satDown(session);
  await queryClient.invalidateQueries({ queryKey: ['handover'] });
  return record;
}

export async function giveUpHandover(id: string): Promise<void> {
  await honest(del(withId(routes.cancelHandover.path, id), routes.cancelHandover.response));
  await queryClient.invalidateQueries({ queryKey: ['handover'] });
}

/** Signed hand-overs, the newest first. */
export function usePastHandovers(operator: string | null): UseQueryResult<HandoverList> {
  return useQuery({
    queryKey: ['handover', 'past', operator],
    queryFn: ({ signal }) => get(routes.handovers.path, HandoverList, { limit: 100 }, signal),
    enabled: operator !== null,
    staleTime: 0,
  });
}

/** One of them; it never changes. Null waits. */
export function useHandoverRecord(id: string | null): UseQueryResult<HandoverRecord> {
  return useQuery({
    queryKey: ['handover', 'record', id],
    queryFn: ({ signal }) => get(withId(routes.handover.path, id ?? ''), HandoverRecord, {}, signal),
    enabled: id !== null,
  });
}

/** An answer to a step is the newest state of the desk; a refusal may have found something new. */
async function step(operator: string, path: string, body: unknown): Promise<void> {
  try {
    const desk: z.output<typeof HandoverDesk> = await honest(post(path, HandoverDesk, body));
    await queryClient.cancelQueries({ queryKey: DESK });
    for (const reading of [true, false]) queryClient.setQueryData([...DESK, operator, reading], desk);
  } catch (error) {
    void queryClient.invalidateQueries({ queryKey: DESK });
    throw error;
  }
}

/** Notices when the session had ended meanwhile; a wrong PIN is another matter. */
async function honest<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError && error.code === 'no-session') sessionEnded();
    throw error;
  }
}
