import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { routes } from '../../../shared/contract/routes.ts';
import type { DissolvedList, TransferReport, TransferRequest } from '../../../shared/contract/successions.ts';
import { call } from '../client/call.ts';
import { invalidateRoutes, routeQuery } from '../client/routeQuery.ts';

/** Organisations that the pack has no more, with what is open with them. */
export function useDissolved(): UseQueryResult<z.infer<typeof DissolvedList>> {
  return useQuery({ ...routeQuery(routes.dissolved, {}), staleTime: 0 });
}

/** Hands over what one of them leaves (划转). @throws ApiError */
export async function transfer(body: TransferRequest): Promise<TransferReport> {
  const report = await call(routes.transfer, { body });
  await invalidateRoutes(
    routes.dissolved,
    routes.status,
    routes.operators,
    routes.allOperators,
    routes.whistles,
  );
  return report;
}
