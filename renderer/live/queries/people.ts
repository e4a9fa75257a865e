import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { AuditPage, OperatorList } from '../../../shared/contract/operators.ts';
import { Operator } from '../../../shared/contract/people.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { get, patch, post } from '../client/call.ts';
import { queryClient } from '../client/queryClient.ts';

const withId = (path: string, id: string): string => path.replace(':id', encodeURIComponent(id));

/** Everybody, also those disabled; for the administrator and the auditor. */
export function useAllOperators(asked: boolean): UseQueryResult<z.infer<typeof OperatorList>> {
  return useQuery({
    queryKey: ['operators', 'all'],
    queryFn: ({ signal }) => get(routes.allOperators.path, OperatorList, {}, signal),
    enabled: asked,
    staleTime: 0,
  });
}

/** A page of the audit, newest first; `before` null begins at the newest. For the auditor. */
export function useAudit(before: number | null): UseQueryResult<AuditPage> {
  return useQuery({
    queryKey: ['audit', before],
    queryFn: ({ signal }) => get(routes.audit.path, AuditPage, { before, limit: 200 }, signal),
    staleTime: 0,
  });
}

export type OperatorFields = { name: string; roles: string[]; org: string; streets: string[] };

/** Adds an operator; the first one of all needs no session. @throws ApiError */
export async function addOperator(id: string, fields: OperatorFields, pin: string): Promise<Operator> {
  const made = await post(routes.createOperator.path, Operator, { id, ...fields, pin });
  await changed();
  return made;
}

/** @throws ApiError */
export async function changeOperator(
  id: string,
  change: Partial<OperatorFields & { active: boolean }>,
): Promise<Operator> {
  const after = await patch(withId(routes.patchOperator.path, id), Operator, change);
  await changed();
  return after;
}

/** One's own with the current PIN, another's (`current` null) as administrator; ends that operator's sessions. */
export async function changePin(id: string, current: string | null, pin: string): Promise<void> {
  await post(withId(routes.setPin.path, id), z.undefined(), { current, pin });
  await changed();
}

function changed(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['operators'] });
}
