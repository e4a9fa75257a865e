import { Year } from '../contract/calendars.ts';
import type { Role } from '../contract/people.ts';
import type { KnownError } from '../errors/errorText.ts';
import type { Decider, Decision } from '../journal/decider.ts';
import type { OwnCalendar } from '../pack/ownCalendar.ts';
import type { CalendarYear, LocalDaysOff } from '../time/workingTime.ts';
import { yearOfDate } from '../time/zone.ts';
import { datesBetween } from './period.ts';

/** Who changed something, and when (UTC ms). `by`: operator id. */
type Done = { at: number; by: string };
export type OwnDaysOff = LocalDaysOff & Done & { id: string };

/** The city's own part of its working calendar. `version` counts the events. */
export type CalendarState = {
  version: number;
  years: readonly (Done & { table: CalendarYear })[];
  daysOff: readonly OwnDaysOff[];
};

/** `seen`: the version that the operator saw the effects of. */
export type CalendarCommand = { commandId: string; seen: number } & (
  | { type: 'import'; table: CalendarYear | null; daysOff: readonly LocalDaysOff[] }
  | { type: 'remove-year'; year: number }
  | { type: 'add-days-off'; daysOff: readonly LocalDaysOff[] }
  | { type: 'remove-days-off'; id: string }
);

export type CalendarEvent = Done &
  (
    | { type: 'year-imported'; table: CalendarYear }
    | { type: 'year-removed'; year: number }
    | { type: 'days-off-added'; daysOff: readonly (LocalDaysOff & { id: string })[] }
    | { type: 'days-off-removed'; daysOff: readonly (LocalDaysOff & { id: string })[] }
  );

export type CalendarContext = { now: number; by: { id: string; roles: readonly Role[] } };

/** Roles that may change the working calendar: it moves the deadlines of everybody. */
export const CALENDAR_ROLES: readonly Role[] = ['admin', 'shift-leader'];

/** The one stream of the calendar. */
export const CALENDAR_SUBJECT = 'city';

export const NO_CHANGES: CalendarState = { version: 0, years: [], daysOff: [] };

/** The city's own working calendar (工作日历) as a stream of the journal: who imported, removed or added what, and when. */
export const calendarDecider: Decider<
  CalendarState,
  CalendarCommand,
  CalendarEvent,
  KnownError,
  CalendarContext
> = { kind: 'calendar', decide, evolve };

function decide(
  given: CalendarState | null,
  command: CalendarCommand,
  { now, by }: CalendarContext,
): Decision<CalendarState, CalendarEvent, KnownError> {
  const state = given ?? NO_CHANGES;
  if (!by.roles.some((role) => CALENDAR_ROLES.includes(role)))
    return refused({ code: 'forbidden', parameters: { reason: 'calendar' } });
  if (command.seen !== state.version) return refused({ code: 'calendar-changed', parameters: {} });
  const made = eventsOf(state, command, { at: now, by: by.id });
  if ('code' in made) return refused(made);
  const after = made.reduce<CalendarState>(evolve, state);
  return { ok: true, changes: [{ subject: CALENDAR_SUBJECT, events: made, state: after }] };
}

function eventsOf(state: CalendarState, command: CalendarCommand, done: Done): CalendarEvent[] | KnownError {
  switch (command.type) {
    case 'import': {
      const { table, daysOff } = command;
      if (table !== null && !Year.safeParse(table.year).success) return unknownYear(table.year);
      const added = daysOffAdded(command, daysOff, done);
      if ('code' in added) return added;
      const events = [
        ...(table === null ? [] : [{ type: 'year-imported' as const, table, ...done }]),
        ...added,
      ];
      return events.length === 0 ? { code: 'calendar-empty', parameters: {} } : events;
    }
    case 'remove-year': {
      const known = state.years.some(({ table }) => table.year === command.year);
      if (!known) return { code: 'calendar-not-own', parameters: {} };
      return [{ type: 'year-removed', year: command.year, ...done }];
    }
    case 'add-days-off':
      return daysOffAdded(command, command.daysOff, done);
    case 'remove-days-off': {
      const found = state.daysOff.find(({ id }) => id === command.id);
      if (found === undefined) return { code: 'calendar-not-own', parameters: {} };
      const { id, from, to, half, reason } = found;
      return [{ type: 'days-off-removed', daysOff: [{ id, from, to, half, reason }], ...done }];
    }
  }
}

function daysOffAdded(
  { commandId }: CalendarCommand,
  daysOff: readonly LocalDaysOff[],
  done: Done,
): CalendarEvent[] | KnownError {
  for (const { from, to } of daysOff) {
    const year = yearOfDate(from);
    if (!Year.safeParse(year).success) return unknownYear(year);
    if (datesBetween(from, to) === null) return { code: 'calendar-range', parameters: { from, to } };
  }
  if (daysOff.length === 0) return [];
  const added = daysOff.map((off, i) => ({ id: `${commandId}-${i}`, ...off }));
  return [{ type: 'days-off-added', daysOff: added, ...done }];
}

function evolve(given: CalendarState | null, event: CalendarEvent): CalendarState {
  const state = given ?? NO_CHANGES;
  const { at, by } = event;
  return { ...state, version: state.version + 1, ...changedBy(state, event, { at, by }) };
}

function changedBy(state: CalendarState, event: CalendarEvent, done: Done): Partial<CalendarState> {
  const otherYears = (year: number) => state.years.filter(({ table }) => table.year !== year);
  switch (event.type) {
    case 'year-imported':
      return { years: [...otherYears(event.table.year), { table: event.table, ...done }] };
    case 'year-removed':
      return { years: otherYears(event.year) };
    case 'days-off-added':
      return { daysOff: [...state.daysOff, ...event.daysOff.map((off) => ({ ...off, ...done }))] };
    case 'days-off-removed': {
      const removed = new Set(event.daysOff.map(({ id }) => id));
      return { daysOff: state.daysOff.filter(({ id }) => !removed.has(id)) };
    }
  }
}

/** A year that the window could neither show nor remove again. */
function unknownYear(year: number): KnownError {
  return { code: 'calendar-year', parameters: { year } };
}

function refused(refusal: KnownError): { ok: false; refusal: KnownError } {
  return { ok: false, refusal };
}

/** The part of the state that the calendar is made of. */
export function ownCalendarOf(state: CalendarState | null): OwnCalendar {
  const { years, daysOff } = state ?? NO_CHANGES;
  return {
    years: years.map(({ table }) => table),
    daysOff: daysOff.map(({ from, to, half, reason }) => ({ from, to, half, reason })),
  };
}
