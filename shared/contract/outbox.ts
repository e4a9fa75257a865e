import { z } from 'zod';
import { Millis, Revision, SentError, StatusVersion } from './common.ts';
import { OutboxEvent, UpstreamAction } from './writeBack.ts';

/**
 * `pending`: waits to be sent, or to be sent again. `sending`: a request is under way. `acknowledged`: the upstream has it, or a
 * person says so. `refused`: the upstream does not take it. `unknown` (不确定): it may have arrived, and nothing tells; a
 * person decides. `discarded`: given up, with a reason.
 */
export const MessageState = z.enum(['pending', 'sending', 'acknowledged', 'refused', 'unknown', 'discarded']);
export type MessageState = z.infer<typeof MessageState>;

/** A write to an upstream (回传). Never contains contact data. */
export const OutboxMessage = z.object({
  id: z.int(),
  source: z.string(),
  /** Null where it makes, or concerns, an order that this whistle made. */
  caseId: z.string().nullable(),
  whistle: z.string(),
  action: UpstreamAction,
  event: OutboxEvent,
  state: MessageState,
  /** The text that is sent, as `event.text`. */
  text: z.string(),
  createdAt: Millis,
  /** Who caused it; `system` for timers. */
  operator: z.string(),
  org: z.string(),
  attempts: z.int(),
  lastAttemptAt: Millis.nullable(),
  /** Null unless `pending`. */
  nextAttemptAt: Millis.nullable(),
  settledAt: Millis.nullable(),
  /** An earlier message of the same case that has to be settled first; null: none. */
  waitsFor: z.int().nullable(),
  /** What stood in the way last; null: nothing. */
  error: SentError.nullable(),
  /** The upstream's own number of what was made. */
  upstreamId: z.string().nullable(),
  /** Who settled it by hand, and why; null: nobody. */
  settledBy: z.object({ operator: z.string(), reason: z.string() }).nullable(),
  /** Whether the one who asks may act on it. */
  mayAct: z.boolean(),
});
export type OutboxMessage = z.infer<typeof OutboxMessage>;

/** GET /api/outbox */
export const OutboxQuery = z.strictObject({
  source: z.string().max(40).optional(),
  whistle: z.string().max(120).optional(),
  case: z.string().max(2000).optional(),
  /** `open`: not settled yet; `failed`: refused or unknown. */
  state: z.enum(['open', 'failed']).optional(),
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const OutboxCounts = z.object({ pending: z.int(), failed: z.int() });
export type OutboxCounts = z.infer<typeof OutboxCounts>;

/** GET /api/outbox/cases. `cases`: ids of cases as a JSON list, since they may hold any letter. */
export const OutboxCasesQuery = z.strictObject({
  cases: z.string().max(20_000).refine(isListOfIds, 'cases must be a JSON list of at most 200 ids'),
});
/** Which of the cases have messages that are not settled: how many wait, and how many a person has to decide about. */
export const OutboxCases = z.object({
  items: z.array(OutboxCounts.extend({ case: z.string() })),
});
export type OutboxCases = z.infer<typeof OutboxCases>;

function isListOfIds(text: string): boolean {
  try {
    return z.array(z.string()).max(200).safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

export const OutboxPage = z.object({
  /** Newest first. */
  items: z.array(OutboxMessage),
  next: z.int().nullable(),
  /** Of all messages that the query means, whatever their page. */
  counts: OutboxCounts,
});
export type OutboxPage = z.infer<typeof OutboxPage>;

const Reason = z.string().trim().min(2).max(500);
/** POST /api/outbox/:id/retry: send again; `text` instead of what was written (改后重发), with a reason. */
export const OutboxRetry = z.strictObject({
  text: z.string().trim().min(1).max(4000).nullable().default(null),
  reason: Reason,
});
/** POST /api/outbox/:id/delivered: a person knows that the upstream has it (已送达). */
export const OutboxDelivered = z.strictObject({
  upstreamId: z.string().trim().min(1).max(200).nullable().default(null),
  reason: Reason,
});
/** POST /api/outbox/:id/discard: it is not to be sent (放弃). */
export const OutboxDiscard = z.strictObject({ reason: Reason });

/** Messages to upstreams have changed; windows ask again for those that they show. At most 200 ids of each kind. */
export const OutboxChange = z.object({
  type: z.literal('outbox'),
  revision: Revision,
  version: StatusVersion,
  counts: OutboxCounts,
  whistles: z.array(z.string()),
  cases: z.array(z.string()),
});
export type OutboxChange = z.infer<typeof OutboxChange>;
