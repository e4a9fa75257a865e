import {
  type CalendarCommand,
  type CalendarEvent,
  type CalendarState,
  calendarDecider,
} from '../../../shared/calendar/decider.ts';
import type { KnownError } from '../../../shared/errors/errorText.ts';
import type { Streams } from '../journal/openJournal.ts';
import type { StreamKind } from '../journal/streamKind.ts';

export type CalendarStreams = Streams<CalendarState, CalendarCommand, CalendarEvent, KnownError>;

/** To be raised when an old log would fold to a different state. */
const FOLD_VERSION = 1;

/** The city's own working calendar (工作日历) as a kind of stream. */
export const calendarKind: StreamKind<CalendarState, CalendarCommand, CalendarEvent, KnownError> = {
  kind: calendarDecider.kind,
  foldVersion: FOLD_VERSION,
  decide(_subject, state, command, { by, at }) {
    if (by === null) throw new Error(`${command.type} is for people`);
    return calendarDecider.decide(state, command, { now: at, by });
  },
  evolve: calendarDecider.evolve,
  audited: () => true,
  timers: () => [],
  notices: () => [],
  writeTables: () => undefined,
  expireCommand(subject) {
    throw new Error(`calendar ${subject} has no timers`);
  },
};
