import { z } from 'zod';
import { Millis } from './common.ts';
import { Role } from './people.ts';

/** Why a fact is entered afterwards: the system was down, the line was, it was on paper, another reason. */
export const BackEntryCause = z.enum(['system-down', 'line-down', 'paper', 'other']);
export type BackEntryCause = z.infer<typeof BackEntryCause>;

/** 补录: a fact is entered after the outage in which it happened (domain.md §5.1), with its true time. */
export const BackEntryRequest = z.strictObject({
  /** When it happened, UTC ms. */
  occurredAt: Millis,
  cause: BackEntryCause,
  /** What shows the time: the paper record, the call. */
  reason: z.string().trim().min(1).max(500),
  /** Operator of another side, or shift leader, who vouches for it (确认人). */
  confirmedBy: z.string().min(1).max(60),
});
export type BackEntryRequest = z.infer<typeof BackEntryRequest>;

/** The same as the log keeps it: with the role and organisation for which the confirmer vouches. */
export const BackEntry = BackEntryRequest.omit({ confirmedBy: true }).extend({
  confirmedBy: z.object({ operator: z.string(), role: Role, org: z.string() }),
});
export type BackEntry = z.infer<typeof BackEntry>;
