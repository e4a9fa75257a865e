import { z } from 'zod';
import { Millis } from './common.ts';
import { Words } from './whistles.ts';

/** GET /api/notices: notices for the signed-in operator. */
export const NoticeQuery = z.strictObject({
  /** Notices before this number; absent: from the newest. */
  before: z.coerce.number().int().positive().optional(),
  /** `true`: only notices not yet shown to anybody. */
  waiting: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** 通知: an event of a whistle of which this operator's organisation or role must be notified. Kept for 90 days. */
export const Notice = z.object({
  id: z.int(),
  at: Millis,
  whistle: z.string(),
  subject: z.string(),
  street: z.string(),
  /** Kind of the event: blown, reminded, expired, escalated … */
  type: z.string(),
  what: Words,
  /** When it was first shown to a recipient; null: not yet. */
  shownAt: Millis.nullable(),
});
export type Notice = z.infer<typeof Notice>;

export const NoticePage = z.object({
  /** Newest first. */
  items: z.array(Notice),
  /** `before` of the next page, null at the end. */
  next: z.int().nullable(),
  /** Number of this operator's notices not yet shown to anybody. */
  waiting: z.int(),
});
export type NoticePage = z.infer<typeof NoticePage>;

/** POST /api/notices/shown: these have been on the operator's screen. Notices of other operators are ignored. */
export const NoticesShown = z.strictObject({ ids: z.array(z.int().positive()).min(1).max(500) });
export const NoticesShownAnswer = z.object({ waiting: z.int() });
