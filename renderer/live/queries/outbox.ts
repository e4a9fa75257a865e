import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { OutboxCounts, OutboxMessage, OutboxPage } from '../../../shared/contract/outbox.ts';
import { routes } from '../../../shared/contract/routes.ts';
import type { CityStatus } from '../../../shared/contract/status.ts';
import { call } from '../client/call.ts';
import { invalidateRoutes, routeQuery } from '../client/routeQuery.ts';
import { useStatus } from './city.ts';

/** More rows than are in sight at once. */
const MOST_CASES = 200;

/** Of which messages (回传) a list is. */
export type OutboxSubject = { source: string } | { whistle: string } | { case: string };

/** The newest messages of a source, a whistle or a case; asked again when one of any changes. */
export function useOutbox(subject: OutboxSubject, limit: number): UseQueryResult<OutboxPage> {
  return useQuery(routeQuery(routes.outbox, { query: { ...subject, limit } }));
}

/** Of these cases, those with messages that are not settled; nothing is asked while no message waits or failed. */
export function useOutboxOfCases(ids: readonly string[]): ReadonlyMap<string, OutboxCounts> {
  const counts = useStatus(outboxOf);
  const isAny = counts !== undefined && counts.pending + counts.failed > 0;
  const asked = isAny ? [...ids].sort().slice(0, MOST_CASES) : [];
  const { data } = useQuery({
    ...routeQuery(routes.outboxCases, { query: { cases: JSON.stringify(asked) } }),
    enabled: asked.length > 0,
    // While rows scroll by, those that stay in sight keep their mark.
    placeholderData: keepPreviousData,
  });
  return useMemo(
    () => new Map((isAny ? (data?.items ?? []) : []).map((one) => [one.case, one] as const)),
    [isAny, data],
  );
}

/** The source of the newest message that failed, or else waits (`open`); null: none does, or it is not known now. */
export async function sourceOfNewest(state: 'failed' | 'open'): Promise<string | null> {
  const page = await call(routes.outbox, { query: { state, limit: 1 } }).catch(() => null);
  return page?.items[0]?.source ?? null;
}

/** How many messages wait, and how many a person has to decide about. */
export function outboxOf({ outbox }: CityStatus): CityStatus['outbox'] {
  return outbox;
}

/** What a person decides about a message. */
export type MessageDecision =
  | { act: 'retry'; text: string | null; reason: string }
  | { act: 'delivered'; upstreamId: string | null; reason: string }
  | { act: 'discard'; reason: string };

/** Sends a decision. @throws ApiError */
export async function decideMessage(id: number, decision: MessageDecision): Promise<OutboxMessage> {
  const made = await send(String(id), decision);
  await invalidateRoutes(routes.outbox, routes.outboxCases, routes.status);
  return made;
}

function send(id: string, decision: MessageDecision): Promise<OutboxMessage> {
  const { act, ...body } = decision;
  if (decision.act === 'retry')
    return call(routes.retryMessage, { id, body: { ...body, text: decision.text } });
  if (decision.act === 'delivered')
    return call(routes.messageDelivered, { id, body: { ...body, upstreamId: decision.upstreamId } });
  return call(routes.discardMessage, { id, body: { reason: decision.reason } });
}
