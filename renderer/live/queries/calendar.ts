import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type {
  CalendarChange,
  CalendarPreview,
  CalendarView,
  CalendarYearView,
} from '../../../shared/contract/calendars.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { call } from '../client/call.ts';
import { invalidateRoutes, routeQuery } from '../client/routeQuery.ts';

/** The working calendar (工作日历) of the city: years, days off, changes; asked again, since today becomes another day. */
export function useCalendar(): UseQueryResult<CalendarView> {
  return useQuery({ ...routeQuery(routes.calendar, {}), refetchInterval: 60_000 });
}

/** Every day of a year; null: no request. */
export function useCalendarYear(year: number | null): UseQueryResult<CalendarYearView> {
  return useQuery({
    ...routeQuery(routes.calendarYear, { query: { year: year ?? 2000 } }),
    enabled: year !== null,
  });
}

/** What a change would do. @throws ApiError */
export function previewCalendar(change: CalendarChange): Promise<CalendarPreview> {
  return call(routes.previewCalendar, { body: { change } });
}

/** Makes a change as it was previewed. @throws ApiError */
export async function changeCalendar(change: CalendarChange, seen: number): Promise<CalendarView> {
  const view = await call(routes.changeCalendar, { body: { change, seen } });
  await invalidateRoutes(routes.calendar, routes.calendarYear);
  return view;
}
