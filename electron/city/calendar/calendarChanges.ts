import { randomUUID } from 'node:crypto';
import {
  CALENDAR_SUBJECT,
  type CalendarCommand,
  type CalendarEvent,
  type CalendarState,
  calendarDecider,
  NO_CHANGES,
  ownCalendarOf,
} from '../../../shared/calendar/decider.ts';
import { type ParsedTable, parseTable } from '../../../shared/calendar/parseTable.ts';
import { changedDays, stateOf, yearViewOf } from '../../../shared/calendar/yearView.ts';
import type {
  CalendarChange,
  CalendarPreview,
  CalendarView,
  CalendarYearView,
} from '../../../shared/contract/calendars.ts';
import type { Operator } from '../../../shared/contract/people.ts';
import { CodedError } from '../../../shared/errors/codedError.ts';
import { type KnownError, sentError } from '../../../shared/errors/errorText.ts';
import { packWithCalendar } from '../../../shared/pack/ownCalendar.ts';
import { calendarOf } from '../../../shared/pack/placer.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import { localDate, localYear, yearOfDate } from '../../../shared/time/zone.ts';
import type { Clock } from '../ports.ts';
import type { CityCalendar } from './cityCalendar.ts';

/** A change of the calendar that a rule refuses. */
export class CalendarRefused extends CodedError {
  constructor(refusal: KnownError) {
    super(refusal.code, refusal.parameters);
  }
}

export type CalendarChanges = {
  view(): CalendarView;
  year(year: number): CalendarYearView;
  /** What a change would do; nothing is written. */
  preview(change: CalendarChange): Promise<CalendarPreview>;
  /** Makes a change, which is in force when this resolves. @throws CalendarRefused, StoreError */
  change(by: Operator, change: CalendarChange, seen: number): Promise<CalendarView>;
};

export type CalendarChangesParts = {
  calendar: CityCalendar;
  /** The pack as it was read. */
  pack: CityPack;
  clock: Clock;
  /** Open whistles of which a deadline would move if the calendar were that of this pack. */
  movedWhistles(after: CityPack): CalendarPreview['whistles'];
  /** How many open cases would get another deadline. */
  movedCases(after: CityPack): Promise<number>;
  /** Puts the calendar of this pack into force everywhere. */
  adopt(after: CityPack): Promise<void>;
};

/** How many of the latest changes the view lists. */
const LOGGED = 50;
/** The view lists this many years after the present one. */
const YEARS_AHEAD = 2;

/** Views and changes of the working calendar (工作日历). */
export function createCalendarChanges(parts: CalendarChangesParts): CalendarChanges {
  const { calendar, pack, clock } = parts;
  const ownYears = (state: CalendarState) => new Set(state.years.map(({ table }) => table.year));

  function view(): CalendarView {
    const state = calendar.state();
    const current = calendar.pack();
    const { zone } = current.manifest;
    const today = localDate(clock.now(), zone);
    const thisYear = yearOfDate(today);
    const years = new Set([
      ...current.calendarYears.map(({ year }) => year),
      ...Array.from({ length: YEARS_AHEAD + 1 }, (_, i) => thisYear + i),
    ]);
    const counted = calendarOf(current);
    return {
      version: state.version,
      ...{ zone, today },
      years: [...years]
        .sort((a, b) => a - b)
        .map((year) => {
          const own = state.years.find(({ table }) => table.year === year);
          const table = current.calendarYears.find((each) => each.year === year);
          return {
            year,
            state: stateOf(counted, ownYears(state), year),
            papers: table?.papers ?? [],
            imported: own === undefined ? null : { at: own.at, by: own.by },
          };
        }),
      daysOff: [...state.daysOff].sort((a, b) => (a.from < b.from ? -1 : 1)),
      log: calendar.events().slice(-LOGGED).reverse().map(logLine),
    };
  }

  /** The command of a change, and what was read for it. */
  function commandOf(
    change: CalendarChange,
    seen: number,
  ): { command: CalendarCommand; parsed: ParsedTable | null } {
    const head = { commandId: randomUUID(), seen };
    switch (change.type) {
      case 'import': {
        const parsed = parseTable(change.text, change.year);
        const { table, daysOff } = parsed;
        return { command: { ...head, type: 'import', table, daysOff }, parsed };
      }
      case 'add-days-off': {
        const { from, to, half, reason } = change;
        const command = { ...head, type: change.type, daysOff: [{ from, to, half, reason }] };
        return { command, parsed: null };
      }
      case 'remove-year':
        return { command: { ...head, type: change.type, year: change.year }, parsed: null };
      case 'remove-days-off':
        return { command: { ...head, type: change.type, id: change.id }, parsed: null };
    }
  }

  return {
    view,
    year: (year) => yearViewOf(calendar.pack(), ownYears(calendar.state()), year),
    async preview(change) {
      const state = calendar.state();
      const { command, parsed } = commandOf(change, state.version);
      const found = (parsed?.problems ?? []).map(({ line, text, error }) => ({
        line,
        text,
        error: sent(error),
      }));
      const nothing = { version: state.version, year: null, changedDays: 0, cases: 0, whistles: [] };
      const skipped = parsed?.skipped ?? [];
      if (found.length > 0) return { ...nothing, problems: found, skipped };
      // Whoever may see the calendar may see what a change of it would do.
      const by = { id: '', roles: ['admin' as const] };
      const decision = calendarDecider.decide(state, command, { now: clock.now(), by });
      if (!decision.ok)
        return { ...nothing, problems: [{ line: null, text: '', error: sent(decision.refusal) }], skipped };
      const after = decision.changes[0]?.state ?? NO_CHANGES;
      const then = packWithCalendar(pack, ownCalendarOf(after));
      const years = yearsOf(command, state);
      return {
        version: state.version,
        ...{ problems: [], skipped },
        year: yearViewOf(then, ownYears(after), years[0] ?? localYear(clock.now(), pack.manifest.zone)),
        // A table may list days of the December before.
        changedDays: changedDays(calendar.pack(), then, [
          ...new Set(years.flatMap((year) => [year - 1, year])),
        ]),
        cases: await parts.movedCases(then),
        whistles: parts.movedWhistles(then),
      };
    },
    async change(by, change, seen) {
      const { command, parsed } = commandOf(change, seen);
      if (parsed !== null && parsed.problems.length > 0)
        throw new CalendarRefused({ code: 'calendar-unsaved', parameters: {} });
      const outcome = await calendar.streams.turn((act) =>
        act(CALENDAR_SUBJECT, command, by, () => undefined),
      );
      if (!outcome.ok) throw new CalendarRefused(outcome.refusal);
      await parts.adopt(calendar.reload());
      return view();
    },
  };
}

/** The years that a command changes, the first of which is shown. */
function yearsOf(command: CalendarCommand, state: CalendarState): number[] {
  const between = (from: string, to: string): number[] => {
    const [first, last] = [yearOfDate(from), yearOfDate(to)];
    return Array.from({ length: Math.max(0, last - first) + 1 }, (_, i) => first + i);
  };
  switch (command.type) {
    case 'import':
      return [
        ...new Set([
          ...(command.table === null ? [] : [command.table.year]),
          ...command.daysOff.flatMap(({ from, to }) => between(from, to)),
        ]),
      ];
    case 'remove-year':
      return [command.year];
    case 'add-days-off':
      return command.daysOff.flatMap(({ from, to }) => between(from, to));
    case 'remove-days-off':
      return state.daysOff.filter(({ id }) => id === command.id).flatMap(({ from, to }) => between(from, to));
  }
}

function logLine(event: CalendarEvent): CalendarView['log'][number] {
  const { at, by, type: act } = event;
  switch (event.type) {
    case 'year-imported':
      return { at, by, act, year: event.table.year, daysOff: [] };
    case 'year-removed':
      return { at, by, act, year: event.year, daysOff: [] };
    default:
      return { at, by, act, year: null, daysOff: [...event.daysOff] };
  }
}

function sent(error: KnownError) {
  return sentError(error.code, error.parameters);
}
