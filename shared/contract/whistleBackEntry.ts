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
  /** Operator of another side, or shift leader, who is to vouch for it (确认人). */
  confirmedBy: z.string().min(1).max(60),
});
export type BackEntryRequest = z.infer<typeof BackEntryRequest>;

/** The same as the log keeps it: with the role and organisation for which the confirmer is named. */
export const BackEntry = BackEntryRequest.omit({ confirmedBy: true }).extend({
  confirmedBy: z.object({ operator: z.string(), role: Role, org: z.string() }),
});
export type BackEntry = z.infer<typeof BackEntry>;

/**
 * Whether the person named has said so themselves. Whoever enters a fact only names its confirmer (指认): until that person
 * confirms it in their own session (本人确认) the back-entry counts, and is shown as not confirmed.
 */
export const BackEntryVouch = z.enum(['named', 'confirmed', 'disowned']);
export type BackEntryVouch = z.infer<typeof BackEntryVouch>;

/** A back-entry of a whistle, by the number of its log entry; `since`: when `vouch` became that, UTC ms. */
export const NamedConfirmer = z.object({
  entry: z.int().positive(),
  summons: z.string().nullable(),
  /** Who is named, by whom. */
  by: BackEntry.shape.confirmedBy,
  enteredBy: z.object({ operator: z.string(), org: z.string() }),
  vouch: BackEntryVouch,
  since: Millis,
});
export type NamedConfirmer = z.infer<typeof NamedConfirmer>;
