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

/**
 * The notice for whoever caused the messages; where the system did, for the street that blew. `failed`: all messages of the event
 * that are refused or unknown. Null if there are none.
 */
export function outboxNotice(failed: readonly StoredMessage[]): { recipient: string; body: string } | null {
  const [first] = failed;
  if (first === undefined) return null;
  const body: OutboxNotice = {
    failed: failed.flatMap(({ source, action, what, state, error }) =>
      (state === 'refused' || state === 'unknown') && error !== null
        ? [{ source, action, event: what, state, error }]
        : [],
    ),
  };
  const street = first.values['whistle.street'];
  const whom = first.operator === 'system' ? `org:${street ?? first.org}` : `person:${first.operator}`;
  return { recipient: `${PREFIX}${whom}`, body: JSON.stringify(body) };
}
