import { routes } from '../../../shared/contract/routes.ts';
import type { CalendarRefused } from '../calendar/calendarChanges.ts';
import { operatorOf } from '../people/operatorOf.ts';
import { sentErrorResponse } from './apiError.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountJson } from './mount.ts';
import { requireOperator, requireSession } from './requestSession.ts';

/** The response to a refused change of the calendar. */
export function calendarRefusal(error: CalendarRefused): Response {
  const status = error.code === 'forbidden' ? 403 : error.code === 'calendar-changed' ? 409 : 422;
  return sentErrorResponse(status, error);
}

/** The working calendar (工作日历): years, days off, and changes with a preview. */
export function calendarRoutes(mount: Mount, { calendars, people }: ApiDeps): void {
  mountJson(mount, routes.calendar, () => calendars.view());
  mountJson(mount, routes.calendarYear, ({ query }) => calendars.year(query.year));
  mountJson(mount, routes.previewCalendar, ({ body, request }) => {
    requireOperator(people, request);
    return calendars.preview(body.change);
  });
  mountJson(mount, routes.changeCalendar, ({ body, request }) =>
    calendars.change(operatorOf(requireSession(people, request).operator), body.change, body.seen),
  );
}
