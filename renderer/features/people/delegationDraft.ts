import { z } from 'zod';
import type { DelegationCreate } from '../../../shared/contract/delegations.ts';
import type { SignInList } from '../../../shared/contract/operators.ts';
import { DelegationKind, type Post, Role } from '../../../shared/contract/people.ts';
import { delegationFault } from '../../../shared/people/delegation.ts';

/** The form of a delegation; times as a field holds them, `yyyy-MM-ddTHH:mm` by the clocks of the city. */
export type DelegationDraft = {
  principal: string;
  delegate: string;
  kind: DelegationKind;
  org: string;
  roles: readonly Role[];
  streets: readonly string[];
  from: string;
  to: string;
  reason: string;
  order: string;
};

/** What is kept of it until it is set up. */
export const KeptDelegation: z.ZodType<DelegationDraft> = z.object({
  principal: z.string().max(200),
  delegate: z.string().max(200),
  kind: DelegationKind,
  org: z.string().max(200),
  roles: z.array(Role),
  streets: z.array(z.string().max(200)),
  from: z.string().max(40),
  to: z.string().max(40),
  reason: z.string().max(5000),
  order: z.string().max(5000),
});

export type DelegationProblem = 'principal' | 'delegate' | 'roles' | 'from' | 'to' | 'reason' | 'order';

type Person = SignInList['operators'][number];

/** All posts of somebody. */
export function postsOf({ org, roles, posts }: Person): Pick<Post, 'org' | 'roles'>[] {
  return [{ org, roles }, ...posts];
}

/** Who could act in these roles of the principal: everybody whose own roles go with them. */
export function delegatesFor(people: readonly Person[], draft: DelegationDraft): Person[] {
  const principal = { active: true, roles: draft.roles };
  return people.filter((one) => {
    const roles = postsOf(one).flatMap((post) => post.roles);
    return (
      one.id !== draft.principal && delegationFault(principal, { active: true, roles }, draft.roles) === null
    );
  });
}

/** What is sent, or what is missing first. `timeOf`: UTC ms of a field; null while it is incomplete. */
export function delegationOf(
  draft: DelegationDraft,
  own: boolean,
  timeOf: (field: string) => number | null,
): DelegationCreate | DelegationProblem {
  const { principal, delegate, kind, org, roles, streets } = draft;
  const [from, to] = [timeOf(draft.from), timeOf(draft.to)];
  const [reason, order] = [draft.reason.trim(), draft.order.trim()];
  if (principal === '') return 'principal';
  if (roles.length === 0) return 'roles';
  if (delegate === '') return 'delegate';
  if (from === null) return 'from';
  if (to === null) return 'to';
  if (reason === '') return 'reason';
  if (!own && order === '') return 'order';
  const fields = { principal, delegate, kind, org, roles: [...roles], streets: [...streets] };
  return { ...fields, from, to, reason, order: own ? null : order };
}
