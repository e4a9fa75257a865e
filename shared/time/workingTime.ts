import { z } from 'zod';

/** Units of a time limit (domain.md §2.5). `natural_day` is continuous (自然日). */
export const LimitUnit = z.enum([
  'urgent_hour',
  'work_hour',
  'work_day',
  'natural_day',
  'urgent_work_day',
  'minute',
]);
export type LimitUnit = z.infer<typeof LimitUnit>;

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

/** One calendar year: the days that differ from the weekday rule, in the holiday-cn shape. */
export const CalendarYear = z.object({
  year: z.int(),
  days: z.array(
    z.object({ name: z.string(), date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/), isOffDay: z.boolean() }),
  ),
  papers: z.array(z.string()).default([]),
});
export type CalendarYear = z.infer<typeof CalendarYear>;
