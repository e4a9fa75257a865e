import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { z } from 'zod';
import type { MeetingList, WallMeeting } from '../../../shared/contract/meeting.ts';
import type { MeetingAnswer, MeetingPlan, MeetingStep } from '../../../shared/contract/meetingCommands.ts';
import type { PackAnswer } from '../../../shared/contract/meetingPack.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { ApiError } from '../client/apiError.ts';
import { call } from '../client/call.ts';
import { queryClient } from '../client/queryClient.ts';
import { invalidateRoute, invalidateRoutes, operatorQuery, routeQuery } from '../client/routeQuery.ts';
import { handleSessionEnd } from '../client/session.ts';
import { onEvent } from '../stream/events.ts';

/** Asks for meetings again when one has changed. To be used once in a window that shows them. */
export function useMeetingChanges(): void {
  useEffect(
    () =>
      onEvent((event) => {
        if (event.type === 'init') void invalidateRoutes(routes.meetings, routes.meeting, routes.wallMeeting);
        if (event.type !== 'meeting') return;
        void invalidateRoutes(routes.meetings);
        for (const id of event.ids) {
          void invalidateRoute(routes.meeting, id);
          void invalidateRoute(routes.wallMeeting, id);
        }
      }),
    [],
  );
}

/** Meetings, newest first; null waits, since nobody is signed in. */
export function useMeetings(operator: string | null): UseQueryResult<MeetingList> {
  return useQuery({
    ...operatorQuery(routes.meetings, { query: { limit: 200 } }, operator),
    enabled: operator !== null,
    staleTime: 0,
  });
}

const meetingQuery = (id: string, operator: string | null) => operatorQuery(routes.meeting, { id }, operator);

export function useMeeting(id: string | null, operator: string | null): UseQueryResult<MeetingAnswer> {
  return useQuery({
    ...meetingQuery(id ?? '', operator),
    enabled: id !== null && operator !== null,
    staleTime: 0,
  });
}

/** The frozen pack, which never changes; before that the pack as it is now, made anew when `frozen` or the window asks. */
export function useMeetingPack(
  id: string | null,
  operator: string | null,
  frozen: boolean,
): UseQueryResult<PackAnswer> {
  const query = operatorQuery(routes.meetingPack, { id: id ?? '' }, operator);
  return useQuery({
    ...query,
    queryKey: [...query.queryKey, frozen],
    enabled: id !== null && operator !== null,
    staleTime: frozen ? Number.POSITIVE_INFINITY : 60_000,
  });
}

/** What a wall shows of a meeting; null waits. */
export function useWallMeeting(id: string | null): UseQueryResult<WallMeeting> {
  return useQuery({
    ...routeQuery(routes.wallMeeting, { id: id ?? '' }),
    enabled: id !== null,
    staleTime: 0,
  });
}

type WithoutId<T> = T extends unknown ? Omit<T, 'commandId'> : never;
/** A step without its id, which is given when it is sent. */
export type StepFields = WithoutId<z.input<typeof MeetingStep>>;

/**
 * Takes a step, and keeps the meeting as it is after it. A step whose answer was lost may be sent again under the same
 * `commandId`: it is done once. @throws ApiError
 */
export async function stepMeeting(
  id: string,
  operator: string,
  step: StepFields,
  commandId: string,
): Promise<MeetingAnswer> {
  const body = { commandId, ...step } as z.input<typeof MeetingStep>;
  return keeping(operator, call(routes.stepMeeting, { id, body: body as MeetingStep }));
}

/** Plans the next meeting. @throws ApiError */
export function planMeeting(operator: string, plan: MeetingPlan): Promise<MeetingAnswer> {
  return keeping(operator, call(routes.planMeeting, { body: plan }));
}

async function keeping(operator: string, answer: Promise<MeetingAnswer>): Promise<MeetingAnswer> {
  try {
    const found = await answer;
    const { queryKey } = meetingQuery(found.meeting.id, operator);
    // A read under way may be older than the step.
    await queryClient.cancelQueries({ queryKey });
    queryClient.setQueryData(queryKey, found);
    return found;
  } catch (error) {
    if (error instanceof ApiError && error.code === 'no-session') handleSessionEnd();
    void invalidateRoutes(routes.meeting, routes.meetings);
    throw error;
  }
}
