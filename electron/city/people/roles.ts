import type { Post, Role } from '../../../shared/contract/people.ts';
import type { WriteRight } from '../../../shared/contract/writeRule.ts';
import type { PackManifest } from '../../../shared/pack/schema.ts';
import { conflictOf, misplacedRole } from '../../../shared/people/roleRules.ts';
import { PeopleRefused } from './refused.ts';

/**
 * Checks that one person may hold these roles together, in whatever organisations.
 * @throws PeopleRefused if not
 */
export function assertRolesCompatible(roles: readonly Role[] | readonly string[]): void {
  const reason = conflictOf(roles);
  if (reason !== null) throw new PeopleRefused('roles-conflict', { reason });
}

/**
 * Checks that every role of a post can act in its organisation.
 * @throws PeopleRefused if not: the operator would have a role, and every act would be refused
 */
export function assertCanAct(post: Post, orgs: PackManifest['orgs']): void {
  const found = misplacedRole(post, orgs);
  if (found === null) return;
  if (found.why === 'streets') throw new PeopleRefused('streets-missing', { role: found.role });
  const { role, org, wants } = found;
  throw new PeopleRefused('role-misplaced', { role, org, wants });
}

type SpecialRight = Exclude<WriteRight, 'signed-in'>;

/** Who may write what: sources and keys belong to the administration; the centre has them read and puts rows right. */
const MAY_WRITE: Readonly<Record<SpecialRight, readonly Role[]>> = {
  'manage-sources': ['admin'],
  'handle-rows': ['admin', 'district-dispatch', 'shift-leader'],
  'confirm-clock': ['admin', 'shift-leader'],
  'acknowledge-journal': ['admin'],
  'transfer-org': ['admin', 'shift-leader'],
};

/** Whether one of an operator's roles has the right. */
export function mayWrite(by: { roles: readonly Role[] | readonly string[] }, right: SpecialRight): boolean {
  return MAY_WRITE[right].some((role) => by.roles.some((one) => one === role));
}

/** Whether an operator has no roles but these, e.g. only roles that do not work with cases. */
export function hasOnlyRoles(
  by: { roles: readonly Role[] | readonly string[] },
  these: readonly Role[],
): boolean {
  return by.roles.every((role) => these.some((one) => one === role));
}
