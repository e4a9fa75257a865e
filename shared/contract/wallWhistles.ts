import { z } from 'zod';
import { Millis } from './common.ts';
import { OnBehalf } from './whistleCommands.ts';
import { ClockView, Level, WhistleSummary } from './whistles.ts';
import { SummonsView } from './whistleView.ts';

/**
 * Whistles as a wall (态势大屏) may show them, to whoever stands in the hall: organisations, stages and times. No person's
 * name, no free text but the subject, and in that no telephone number; what was said, by whom and how to reach them
 * stays on the whistle board.
 */
export const WallWhistleQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(1000),
});

/** A summoned department or leader: how far, and when. */
export const WallSummons = SummonsView.pick({
  id: true,
  part: true,
  org: true,
  role: true,
  stage: true,
  notifiedAt: true,
  signedAt: true,
  contactedAt: true,
  arrivedAt: true,
  submittedAt: true,
  excusedUntil: true,
  noShow: true,
  late: true,
  onBehalf: true,
}).extend({
  /** When it objected and how that was ruled; null if it did not object. */
  objection: z.object({ at: Millis, ruling: z.string() }).nullable(),
});
export type WallSummons = z.infer<typeof WallSummons>;

/** One event: what happened, when, and which organisation acted. */
export const WallStep = z.object({
  seq: z.int(),
  at: Millis,
  /** Event type as in the log, e.g. `blown`, `signed`, `escalated`. */
  type: z.string(),
  /** The organisation that acted; null for a timer. */
  org: z.string().nullable(),
  summons: z.string().nullable(),
  /** Rung after an escalation or its reverse. */
  level: Level.nullable(),
  /** 代报到: recorded for a department that answered by this way. */
  onBehalf: OnBehalf.shape.how.nullable(),
});
export type WallStep = z.infer<typeof WallStep>;

/** The card of a whistle on the wall. */
export const WallWhistle = z.object({
  summary: WhistleSummary,
  children: z.array(WallSummons),
  clocks: z.array(ClockView),
  steps: z.array(WallStep),
});
export type WallWhistle = z.infer<typeof WallWhistle>;
