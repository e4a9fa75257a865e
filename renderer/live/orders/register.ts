import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { OrderDraws, OrderRow, OrderView } from '../../../shared/contract/orderViews.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { pageTimers } from '../../base/timers.ts';
import { call } from '../client/call.ts';
import type { QueryOf } from '../client/request.ts';
import { invalidateRoutes, keyOfUrl, operatorQuery, routeQuery } from '../client/routeQuery.ts';
import { urlOf } from '../client/url.ts';
import { onEvent } from '../stream/events.ts';
import { createRefresher, NO_BURST } from '../stream/refresher.ts';

const PAGE = 1000;
/** Limits run out without an event. */
const REFETCH_MS = 60_000;

/** Filters and order of the register, without the page. */
export type RegisterQuery = Omit<QueryOf<typeof routes.orders>, 'cursor' | 'limit'>;

/** All lines of the register (督办台账) under a filter, in its order. */
export function useRegister(query: RegisterQuery): UseQueryResult<OrderRow[]> {
  return useQuery({
    queryKey: keyOfUrl(urlOf(routes.orders, { query })),
    queryFn: ({ signal }) => allRows(query, signal),
    refetchInterval: REFETCH_MS,
    placeholderData: (before) => before,
  });
}

async function allRows(query: RegisterQuery, signal: AbortSignal): Promise<OrderRow[]> {
  const rows: OrderRow[] = [];
  let cursor: string | null = null;
  do {
    const page = { ...query, limit: PAGE, ...(cursor === null ? {} : { cursor }) };
    const answer: { items: OrderRow[]; nextCursor: string | null } = await call(routes.orders, {
      query: page,
      signal,
    });
    rows.push(...answer.items);
    cursor = answer.nextCursor;
  } while (cursor !== null);
  return rows;
}

/** The page of one order, with what the operator may do; null waits. */
export function useOrder(id: string | null, operator: string | null): UseQueryResult<OrderView> {
  return useQuery({
    ...operatorQuery(routes.order, { id: id ?? '' }, operator),
    enabled: id !== null,
    refetchInterval: REFETCH_MS,
  });
}

/** Draws of re-checks (回头看抽取). */
export function useDraws(): UseQueryResult<OrderDraws> {
  return useQuery(routeQuery(routes.orderDraws, {}));
}

/** Keeps what is shown of orders up to date with the stream. */
export function useOrderChanges(): void {
  useEffect(() => {
    const refresher = createRefresher(
      () => invalidateRoutes(routes.orders, routes.order, routes.orderDraws),
      NO_BURST,
      pageTimers,
    );
    const stop = onEvent(({ type }) => {
      if (type === 'order' || type === 'init' || type === 'calendar') refresher.changed();
    });
    return () => {
      stop();
      refresher.stop();
    };
  }, []);
}
