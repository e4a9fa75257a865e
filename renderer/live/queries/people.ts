import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { AuditPage, OperatorList } from '../../../shared/contract/operators.ts';
import type { OperatorWithPosts, Post } from '../../../shared/contract/people.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { call } from '../client/call.ts';
import { invalidateRoutes, routeQuery } from '../client/routeQuery.ts';

/** Everybody, also those disabled; for the administrator and the auditor. */
export function useAllOperators(enabled: boolean): UseQueryResult<z.infer<typeof OperatorList>> {
  return useQuery({
    ...routeQuery(routes.allOperators, {}),
    enabled: enabled,
    staleTime: 0,
  });
}

/** A page of the audit, newest first; `before` null begins at the newest. For the auditor. */
export function useAudit(before: number | null): UseQueryResult<AuditPage> {
  return useQuery({
    ...routeQuery(routes.audit, { query: { before, limit: 200 } }),
    staleTime: 0,
  });
}

export type OperatorFields = Post & { name: string; posts: Post[] };

/** Adds an operator; the first one of all needs no session. @throws ApiError */
export async function addOperator(
  id: string,
  fields: OperatorFields,
  pin: string,
): Promise<OperatorWithPosts> {
  const made = await call(routes.createOperator, { body: { id, ...fields, pin } });
  await invalidateOperators();
  return made;
}

/** @throws ApiError */
export async function changeOperator(
  id: string,
  change: Partial<OperatorFields & { active: boolean }>,
): Promise<OperatorWithPosts> {
  const after = await call(routes.patchOperator, { id, body: change });
  await invalidateOperators();
  return after;
}

/** One's own with the current PIN, another's (`current` null) as administrator; ends that operator's sessions. */
export async function changePin(id: string, current: string | null, pin: string): Promise<void> {
  await call(routes.setPin, { id, body: { current, pin } });
  await invalidateOperators();
}

function invalidateOperators(): Promise<void> {
  return invalidateRoutes(routes.operators, routes.allOperators);
}
