import {
  CALENDAR_SUBJECT,
  type CalendarEvent,
  type CalendarState,
  NO_CHANGES,
  ownCalendarOf,
} from '../../../shared/calendar/decider.ts';
import { packWithCalendar } from '../../../shared/pack/ownCalendar.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import type { CityJournal } from '../journal/openJournal.ts';
import { type CalendarStreams, calendarKind } from './streamKind.ts';

/** The working calendar in force: that of the pack with what the city itself added laid over it. */
export type CityCalendar = {
  /** The pack with the calendar in force; another object after each change. */
  pack(): CityPack;
  state(): CalendarState;
  /** All changes, oldest first. */
  events(): CalendarEvent[];
  streams: CalendarStreams;
  /** Takes the calendar from the journal again, after a change. */
  reload(): CityPack;
};

/** Registers the calendar in the journal. `pack`: as it was read. */
export function openCityCalendar(journal: CityJournal, pack: CityPack): CityCalendar {
  const streams: CalendarStreams = journal.register(() => calendarKind);
  let state = NO_CHANGES;
  let current = pack;

  function reload(): CityPack {
    state = streams.load(CALENDAR_SUBJECT) ?? NO_CHANGES;
    current = packWithCalendar(pack, ownCalendarOf(state));
    return current;
  }

  reload();
  return {
    pack: () => current,
    state: () => state,
    events: () => streams.events(CALENDAR_SUBJECT, 0),
    streams,
    reload,
  };
}
