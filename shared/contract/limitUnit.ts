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
