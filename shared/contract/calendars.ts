import { z } from 'zod';
import { Millis, SentError } from './common.ts';
import { ClockKind } from './whistles.ts';

const LocalDate = z.iso.date();
/** The years that the calendar knows of. */
export const Year = z.int().min(2000).max(2100);
/** The half of a day that is off: before or after the noon break. */
export const Half = z.enum(['morning', 'afternoon']);
export type Half = z.infer<typeof Half>;

/**
 * What a day of the working calendar (工作日历) is: `work` and `weekend` by the weekday alone, `off` 休, `make-up` 班, `half`
 * half a day off, `closed` a day or half a day off of the city itself (停工).
 */
export const CalendarDayKind = z.enum(['work', 'weekend', 'off', 'make-up', 'half', 'closed']);
export type CalendarDayKind = z.infer<typeof CalendarDayKind>;

/** `published`: from the city pack; `own`: imported by the hall; `provisional`: 暂定, by weekends and statutory days. */
export const CalendarYearState = z.enum(['published', 'own', 'provisional', 'missing']);
export type CalendarYearState = z.infer<typeof CalendarYearState>;

export const CalendarYearView = z.object({
  year: z.int(),
  state: CalendarYearState,
  /** All days in order; empty for a missing year. Weekdays are ISO, 1 Monday. */
  days: z.array(
    z.object({
      date: LocalDate,
      weekday: z.int().min(1).max(7),
      kind: CalendarDayKind,
      half: Half.nullable(),
      name: z.string().nullable(),
    }),
  ),
});
export type CalendarYearView = z.infer<typeof CalendarYearView>;

/** Why the city does not work on a day. */
export const Reason = z.string().trim().min(2).max(200);

const DaysOff = z.object({
  from: LocalDate,
  to: LocalDate,
  /** Null: whole days. */
  half: Half.nullable(),
  reason: Reason,
});

/** Who changed the calendar, when (UTC ms). `by`: operator id. */
const Done = { at: Millis, by: z.string() };

export const CalendarView = z.object({
  /** Counts the changes; a change sends the number that it was previewed with. */
  version: z.int(),
  zone: z.string(),
  /** The city's today. */
  today: LocalDate,
  years: z.array(
    z.object({
      year: z.int(),
      state: CalendarYearState,
      /** The notices that it follows. */
      papers: z.array(z.string()),
      imported: z.object(Done).nullable(),
    }),
  ),
  daysOff: z.array(DaysOff.extend({ id: z.string(), ...Done })),
  /** The latest changes, newest first. */
  log: z.array(
    z.object({
      ...Done,
      act: z.enum(['year-imported', 'year-removed', 'days-off-added', 'days-off-removed']),
      year: z.int().nullable(),
      daysOff: z.array(DaysOff),
    }),
  ),
});
export type CalendarView = z.infer<typeof CalendarView>;

/** Characters; no year's table is longer. */
export const LONGEST_CALENDAR_TEXT = 200_000;

/** A change of the calendar. `text` of an import: CSV, JSON or the notice; `year` if the text does not name it. */
export const CalendarChange = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('import'),
    text: z.string().max(LONGEST_CALENDAR_TEXT),
    year: Year.nullable(),
  }),
  z.strictObject({ type: z.literal('remove-year'), year: Year }),
  z.strictObject({ type: z.literal('add-days-off'), ...DaysOff.shape }),
  z.strictObject({ type: z.literal('remove-days-off'), id: z.string().min(1).max(100) }),
]);
export type CalendarChange = z.infer<typeof CalendarChange>;

export const CalendarPreviewRequest = z.strictObject({ change: CalendarChange });
export const CalendarChangeRequest = z.strictObject({ change: CalendarChange, seen: z.int() });

/** What a change would do. It can be made only if there are no problems. */
export const CalendarPreview = z.object({
  version: z.int(),
  /** What is wrong with the text; `line` is null for the text as a whole. */
  problems: z.array(z.object({ line: z.int().nullable(), text: z.string(), error: SentError })),
  /** Text that says nothing of a day. */
  skipped: z.array(z.object({ line: z.int(), text: z.string() })),
  /** The year as it would be; null where there are problems. */
  year: CalendarYearView.nullable(),
  /** Days that would be counted otherwise than now. */
  changedDays: z.int(),
  /** Open cases whose deadline would move: those that the upstream gave none. */
  cases: z.int(),
  /** Open whistles of which a deadline would move. */
  whistles: z.array(
    z.object({
      id: z.string(),
      subject: z.string(),
      street: z.string(),
      moved: z.array(
        z.object({
          clock: z.string(),
          kind: ClockKind,
          org: z.string(),
          before: Millis.nullable(),
          dueAt: Millis.nullable(),
        }),
      ),
    }),
  ),
});
export type CalendarPreview = z.infer<typeof CalendarPreview>;

export const CalendarYearQuery = z.strictObject({ year: z.coerce.number().pipe(Year) });
