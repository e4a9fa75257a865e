import { z } from 'zod';
import { LONGEST_CALENDAR_TEXT } from '../../../../shared/contract/calendars.ts';

/** What is typed of a year's table: the text, and the year that it is for (null: the text says). */
export const TypedTable = z.object({
  text: z.string().max(LONGEST_CALENDAR_TEXT),
  year: z.int().nullable(),
});
export type TypedTable = z.infer<typeof TypedTable>;
export const EMPTY_TABLE: TypedTable = { text: '', year: null };

/** What is typed of days off. Dates `YYYY-MM-DD`; empty: today. */
export const TypedDaysOff = z.object({
  from: z.string().max(10),
  to: z.string().max(10),
  half: z.enum(['day', 'morning', 'afternoon']),
  reason: z.string().max(200),
});
export type TypedDaysOff = z.infer<typeof TypedDaysOff>;
export const EMPTY_DAYS_OFF: TypedDaysOff = { from: '', to: '', half: 'day', reason: '' };
