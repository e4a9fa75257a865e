import { routes } from '../../../shared/contract/routes.ts';
import type { MeetingCode } from '../../../shared/meeting/refusals.ts';
import { CommandIdReused } from '../journal/openJournal.ts';
import type { MeetingRefused } from '../meetings/refused.ts';
import { ApiError, sentErrorResponse } from './apiError.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountJson } from './mount.ts';
import { requireOperator, requireSession } from './requestSession.ts';

const FORBIDDEN: readonly MeetingCode[] = ['meeting-role', 'meeting-item-role', 'done-by-supervision'];
const UNKNOWN: readonly MeetingCode[] = ['no-meeting', 'no-decision', 'meeting-item', 'meeting-part'];
const INCOMPLETE: readonly MeetingCode[] = [
  'leave-reason',
  'substitute-name',
  'attendee-name',
  'lead-needed',
  'acceptance-needed',
  'text-needed',
  'co-is-lead',
  'outcome-note',
  'calendar-missing',
];

/** The response to a refused step of a meeting. */
export function meetingRefusal(error: MeetingRefused): Response {
  const status = FORBIDDEN.includes(error.code)
    ? 403
    : UNKNOWN.includes(error.code)
      ? 404
      : INCOMPLETE.includes(error.code)
        ? 422
        : 409;
  return sentErrorResponse(status, error);
}

/** Dispatch meetings (调度会). Anybody signed in may read them; who may act is decided by the meeting's rules. */
export function meetingRoutes(mount: Mount, { people, meetings }: ApiDeps): void {
  const once = async <T>(act: () => Promise<T>): Promise<T> => {
    try {
      return await act();
    } catch (error) {
      if (error instanceof CommandIdReused) throw new ApiError(409, 'command-id-reused', {});
      throw error;
    }
  };

  mountJson(mount, routes.meetings, ({ query, request }) => {
    requireOperator(people, request);
    return meetings.list(query.limit);
  });
  mountJson(mount, routes.planMeeting, async ({ body, request }) => {
    const { operator } = requireSession(people, request);
    return { meeting: await once(() => meetings.plan(operator, body)) };
  });
  mountJson(mount, routes.meeting, ({ id, request }) => {
    requireOperator(people, request);
    return { meeting: meetings.meeting(id) };
  });
  mountJson(mount, routes.meetingPack, ({ id, request }) => {
    requireOperator(people, request);
    return meetings.pack(id);
  });
  mountJson(mount, routes.stepMeeting, async ({ id, body, request }) => {
    const { operator } = requireSession(people, request);
    return { meeting: await once(() => meetings.step(operator, id, body)) };
  });
  mountJson(mount, routes.wallMeeting, ({ id }) => meetings.wall(id));
}
