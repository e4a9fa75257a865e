import type { Role } from '../../../shared/contract/people.ts';
import { PeopleRefused } from './refused.ts';

/** Administrators (三员): each concern in a hand of its own, and none of them takes part in the work. */
const ALONE: readonly Role[] = ['admin', 'audit'];

/** Command and supervision are two axes (双轴, domain.md §2.2): who handles whistles does not judge them. */
const JUDGING: Role = 'supervision';

/**
 * Whether one person may hold these roles together.
 * @throws PeopleRefused
 */
export function assertRolesFit(roles: readonly Role[] | readonly string[]): void {
  const several = new Set<string>(roles).size > 1;
  const alone = ALONE.find((role) => roles.some((one) => one === role));
  if (several && alone !== undefined)
    throw new PeopleRefused(
      'roles-conflict',
      `${alone === 'admin' ? '管理' : '审计'}角色不能与其他角色由一人兼任，请另设操作员`,
      { role: alone },
    );
  if (several && roles.some((one) => one === JUDGING))
    throw new PeopleRefused('roles-conflict', '监督评价不能与指挥、处置角色由一人兼任，请另设操作员', {
      role: JUDGING,
    });
}

/** Whether an operator holds none but these roles, e.g. those that have no work with cases. */
export function holdsOnly(
  by: { roles: readonly Role[] | readonly string[] },
  these: readonly Role[],
): boolean {
  return by.roles.every((role) => these.some((one) => one === role));
}
