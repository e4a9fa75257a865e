import type { Role } from '../contract/people.ts';

type Holder = { org: string; roles: readonly Role[] };

/** Whether the hall has appointed anybody to its work; until then no post counts as vacant (此角色无人). */
export function hasAppointed(people: readonly Pick<Holder, 'roles'>[]): boolean {
  return people.some(({ roles }) => roles.some((role) => role !== 'admin' && role !== 'audit'));
}

/** Whether somebody holds one of the roles (none: any role) in the organisation; null: in any of them. */
export function isHeld(people: readonly Holder[], org: string | null, roles: readonly string[]): boolean {
  return people.some(
    (one) =>
      (org === null || one.org === org) &&
      (roles.length === 0 || one.roles.some((role) => roles.includes(role))),
  );
}
