import { z } from 'zod';
import { Millis } from './common.ts';
import { OnBehalf } from './whistleCommands.ts';
import { ClockView, Level, WhistleSummary } from './whistles.ts';
import { SummonsView } from './whistleView.ts';

/**
 * Whistles as a wall (态势大屏) may show them to everybody in the hall: organisations, stages and times. They contain no
 * names of persons and no free text except the subject, from which telephone numbers are removed. Only the whistle board
 * shows messages, their authors and contact data.
 */
export const WallWhistleQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(1000),
});

/** A summoned department or leader: its stage, and the times of its steps. */
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
  /** Time of its objection, and the ruling; null if it did not object. */
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
  /** Level after an escalation or de-escalation. */
  level: Level.nullable(),
  /** 代报到: how the department answered, if a clerk recorded its act. */
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
