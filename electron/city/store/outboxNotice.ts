import { z } from 'zod';
import { SentError } from '../../../shared/contract/common.ts';
import { OutboxEvent, UpstreamAction } from '../../../shared/contract/writeBack.ts';
import type { StoredMessage } from './outboxTable.ts';

/** Recipients of notices about messages to upstreams: `outbox:person:ID`, `outbox:org:CODE`. */
const PREFIX = 'outbox:';

/** The body of a notice (通知) about messages that one event caused and that a person has to look after. */
const OutboxNotice = z.object({
  failed: z
    .array(
      z.object({
        source: z.string(),
        action: UpstreamAction,
        event: OutboxEvent,
        state: z.enum(['refused', 'unknown']),
        error: SentError,
      }),
    )
    .min(1),
});
export type OutboxNotice = z.infer<typeof OutboxNotice>;

/** As whom an operator reads notices about messages. */
export function outboxRecipients(operator: { id: string; org: string }): string[] {
  return [`${PREFIX}person:${operator.id}`, `${PREFIX}org:${operator.org}`];
}

/** The body of such a notice; null where it is about something else. */
export function readOutboxNotice(recipient: string, body: string): OutboxNotice | null {
  return recipient.startsWith(PREFIX) ? OutboxNotice.parse(JSON.parse(body)) : null;
}

/** Who is told of messages that fail: whoever caused them; where the system did, the street that blew. */
export function outboxRecipient({ operator, org, values }: StoredMessage): string {
  return `${PREFIX}${operator === 'system' ? `org:${values['whistle.street'] ?? org}` : `person:${operator}`}`;
}

/** The body of the notice. `failed`: all messages of one event that are refused or unknown; null if there are none. */
export function outboxNotice(failed: readonly StoredMessage[]): string | null {
  if (failed.length === 0) return null;
  const body: OutboxNotice = {
    failed: failed.flatMap(({ source, action, what, state, error }) =>
      (state === 'refused' || state === 'unknown') && error !== null
        ? [{ source, action, event: what, state, error }]
        : [],
    ),
  };
  return JSON.stringify(body);
}
