import { z } from 'zod';
import { Millis } from './common.ts';
import { Words } from './whistles.ts';

/** GET /api/notices: what the signed-in operator is to be told of. */
export const NoticeQuery = z.strictObject({
  /** Notices before this number; absent: from the newest. */
  before: z.coerce.number().int().positive().optional(),
  /** `true`: only those that nobody has been shown yet. */
  waiting: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** 通知: something happened to a whistle that this operator's organisation or role must hear of. Kept for 90 days. */
export const Notice = z.object({
  id: z.int(),
  at: Millis,
  whistle: z.string(),
  subject: z.string(),
  street: z.string(),
  /** Kind of the event: blown, reminded, expired, escalated … */
  type: z.string(),
  what: Words,
  /** When it was first on the screen of somebody addressed; null: of nobody yet. */
  shownAt: Millis.nullable(),
});
export type Notice = z.infer<typeof Notice>;

export const NoticePage = z.object({
  /** Newest first. */
  items: z.array(Notice),
  /** `before` of the next page, null at the end. */
  next: z.int().nullable(),
  /** All of this operator's that nobody has been shown yet. */
  waiting: z.int(),
});
export type NoticePage = z.infer<typeof NoticePage>;

/** POST /api/notices/shown: these have been on the operator's screen. Those of others are passed over. */
export const NoticesShown = z.strictObject({ ids: z.array(z.int().positive()).min(1).max(500) });
export const NoticesShownAnswer = z.object({ waiting: z.int() });
