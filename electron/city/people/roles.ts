import type { Role } from '../../../shared/contract/people.ts';
import type { WriteRight } from '../../../shared/contract/writeRule.ts';
import { PeopleRefused } from './refused.ts';

/** Administrative roles (三员). Each is held by a person who has no other role. */
const EXCLUSIVE_ROLES = ['admin', 'audit'] as const satisfies readonly Role[];

/** Command and supervision are separate (双轴, domain.md §2.2): operators who handle whistles do not assess them. */
const SUPERVISION = 'supervision' satisfies Role;

/**
 * Checks that one person may hold these roles together.
 * @throws PeopleRefused if not
 */
export function assertRolesCompatible(roles: readonly Role[] | readonly string[]): void {
  const several = new Set<string>(roles).size > 1;
  const exclusive = EXCLUSIVE_ROLES.find((role) => roles.some((one) => one === role));
  if (several && exclusive !== undefined) throw new PeopleRefused('roles-conflict', { reason: exclusive });
  if (several && roles.some((one) => one === SUPERVISION))
    throw new PeopleRefused('roles-conflict', { reason: SUPERVISION });
}

type SpecialRight = Exclude<WriteRight, 'signed-in'>;

/** Who may write what: sources and keys belong to the administration; the centre has them read and puts rows right. */
const MAY_WRITE: Readonly<Record<SpecialRight, readonly Role[]>> = {
  'manage-sources': ['admin'],
  'handle-rows': ['admin', 'district-dispatch', 'shift-leader'],
  'confirm-clock': ['admin', 'shift-leader'],
  'acknowledge-journal': ['admin'],
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
