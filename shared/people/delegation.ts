import type { DelegationKind, Post, Role } from '../contract/people.ts';
import { conflictOf } from './roleRules.ts';

/** A delegation (委托) as it stands: what it gives to whom, and what speaks against it now. Instants UTC ms. */
export type Delegated = {
  id: string;
  kind: DelegationKind;
  principal: string;
  delegate: string;
  /** The principal's post with the delegated roles that the principal still has. */
  post: Post;
  /** Only for whistles of these streets; null: wherever the principal may act. */
  onlyStreets: readonly string[] | null;
  /** Organisations of the delegate's own posts. */
  ownOrgs: readonly string[];
  from: number;
  to: number;
  endedAt: number | null;
  fault: DelegationFault | null;
};

/** principal, delegate: has left the post; conflict: one person may not have these roles together. */
export type DelegationFault = 'principal' | 'delegate' | 'conflict';

/** Administration and audit are never delegated: whoever does them must be known by their own account. */
const NEVER: readonly Role[] = ['admin', 'audit'];

/** Why nobody can act under a delegation whose roles these are; null: nothing speaks against it. */
export function delegationFault(
  principal: { active: boolean; roles: readonly Role[] },
  delegate: { active: boolean; roles: readonly Role[] },
  roles: readonly Role[],
): DelegationFault | null {
  if (!principal.active || roles.length === 0 || roles.some((role) => !principal.roles.includes(role)))
    return 'principal';
  if (!delegate.active) return 'delegate';
  if (roles.some((role) => NEVER.includes(role))) return 'conflict';
  return conflictOf([...delegate.roles, ...roles]) === null ? null : 'conflict';
}

/** Why nothing can be done under a delegation at `now` (UTC ms); null: it runs. */
export function delegationProblem(
  { from, to, endedAt, fault }: Pick<Delegated, 'from' | 'to' | 'endedAt' | 'fault'>,
  now: number,
): 'early' | 'over' | 'ended' | 'void' | null {
  if (endedAt !== null && now >= endedAt) return 'ended';
  if (now < from) return 'early';
  if (now >= to) return 'over';
  return fault === null ? null : 'void';
}
