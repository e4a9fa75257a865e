import { z } from 'zod';
import { Half } from '../contract/calendars.ts';

/** A time of day, HH:mm; 24:00 ends a day. */
export const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'HH:mm');

/** Working time: ISO weekdays (1 Monday … 7 Sunday) and the slots of such a day. */
export const WorkingTime = z.object({
  weekdays: z.array(z.int().min(1).max(7)).min(1),
  slots: z.array(z.tuple([ClockTime, ClockTime])).min(1),
  /** How 1 工作日 counts: the working hours of a day, rolling; or until the end of the N-th working day. */
  workDay: z.enum(['rolling', 'end-of-day']),
  source: z.string(),
});
export type WorkingTime = z.infer<typeof WorkingTime>;

const LocalDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/**
 * One calendar year: the days that differ from the weekday rule, in the holiday-cn shape. `half`: only this half is off,
 * and the other one counts where the day is worked: by its weekday, or because `isOffDay` is false (half a make-up day).
 */
export const CalendarYear = z.object({
  year: z.int(),
  days: z.array(
    z.object({ name: z.string(), date: LocalDate, isOffDay: z.boolean(), half: Half.optional() }),
  ),
  papers: z.array(z.string()).default([]),
});
export type CalendarYear = z.infer<typeof CalendarYear>;

/**
 * Days on which a city does not work although the year's table says so (停工: a storm, an order of the city), both dates
 * included; or one half of each of them. They are laid over the table of the year, also over one that is provisional.
 */
export const LocalDaysOff = z.object({
  from: LocalDate,
  to: LocalDate,
  /** Null: the whole day. */
  half: Half.nullable(),
  reason: z.string().min(1),
});
export type LocalDaysOff = z.infer<typeof LocalDaysOff>;
