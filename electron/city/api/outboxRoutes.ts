import type { OutboxMessage } from '../../../shared/contract/outbox.ts';
import type { Operator } from '../../../shared/contract/people.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { operatorOf } from '../people/operatorOf.ts';
import { notFound } from './apiError.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountJson } from './mount.ts';
import { requireSessionUntouched, sessionOfRequest } from './requestSession.ts';

/** Messages to upstreams (回传): lists of them, and what people decide about one. */
export function outboxRoutes(mount: Mount, deps: ApiDeps): void {
  const { outbox, people } = deps;

  function messageOf(id: string, reader: Operator): OutboxMessage {
    const found = /^\d{1,15}$/.test(id) ? outbox.one(Number(id), reader) : null;
    if (found === null) throw notFound('message', id);
    return found;
  }

  mountJson(mount, routes.outbox, ({ query, request }) => {
    const signed = sessionOfRequest(people, request);
    return outbox.page(query, signed === null ? null : operatorOf(signed.operator));
  });

  mountJson(mount, routes.outboxCases, ({ query }) => outbox.cases(query.cases));

  const acting = (request: Request): Operator =>
    operatorOf(requireSessionUntouched(people, request).operator);

  mountJson(mount, routes.retryMessage, ({ id, body, request, note }) => {
    const by = acting(request);
    const { source, whistle, state } = messageOf(id, by);
    const { text, reason } = body;
    note(id, { source, whistle, was: state, reason, changed: text !== null });
    outbox.retry(Number(id), text, by);
    return messageOf(id, by);
  });

  mountJson(mount, routes.messageDelivered, ({ id, body, request, note }) => {
    const by = acting(request);
    const { source, whistle, state } = messageOf(id, by);
    const { upstreamId, reason } = body;
    note(id, { source, whistle, was: state, reason, upstreamId });
    outbox.delivered(Number(id), upstreamId, reason, by);
    return messageOf(id, by);
  });

  mountJson(mount, routes.discardMessage, ({ id, body, request, note }) => {
    const by = acting(request);
    const { source, whistle, state } = messageOf(id, by);
    note(id, { source, whistle, was: state, reason: body.reason });
    outbox.discard(Number(id), body.reason, by);
    return messageOf(id, by);
  });
}
