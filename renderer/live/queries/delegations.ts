import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { DelegationCreate, DelegationList } from '../../../shared/contract/delegations.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { call } from '../client/call.ts';
import { invalidateRoutes, routeQuery } from '../client/routeQuery.ts';
import { fetchSession } from '../client/session.ts';

/** All delegations, those that run or are planned first as the service lists them. */
export function useDelegations(): UseQueryResult<z.infer<typeof DelegationList>> {
  return useQuery({ ...routeQuery(routes.delegations, {}), staleTime: 0 });
}

/** @throws ApiError */
export async function addDelegation(wanted: DelegationCreate): Promise<void> {
  await call(routes.createDelegation, { body: wanted });
  await invalidateRoutes(routes.delegations);
}

/** @throws ApiError */
export async function endDelegation(id: string, reason: string): Promise<void> {
  await call(routes.endDelegation, { id, body: { reason } });
  await Promise.all([invalidateRoutes(routes.delegations), fetchSession()]);
}
