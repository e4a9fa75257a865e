import type { Operator, Role } from '../contract/people.ts';
import type { PackManifest } from '../pack/schema.ts';

/**
 * Who is on duty at a desk (值守) and so hands it over. Leaders of the district have no desk; who judges, audits or keeps
 * the accounts takes no part in the work.
 */
const ON_DUTY: readonly Role[] = [
  'street-duty',
  'street-leader',
  'street-secretary',
  'street-director',
  'district-dispatch',
  'shift-leader',
  'dept-handler',
  'dept-leader',
];

export function mayBeOnDuty(operator: Pick<Operator, 'roles'>): boolean {
  return operator.roles.some((role) => ON_DUTY.includes(role));
}

/** Which whistles and cases are a post's (岗位): the district's are all, a street's and a department's their own. */
export type Scope = { kind: 'all' | 'street' | 'department'; org: string };

/** @throws Error for an organisation that the pack does not name. */
export function scopeOf(org: string, orgs: PackManifest['orgs']): Scope {
  const kind = orgs.find((one) => one.code === org)?.kind;
  if (kind === undefined) throw new Error(`organisation ${org} is not in the pack`);
  return { kind: kind === 'street' || kind === 'department' ? kind : 'all', org };
}

/** Roles in whose name a post's notices are looked up. */
export function dutyRoles(scope: Scope): Role[] {
  if (scope.kind === 'street') return ON_DUTY.filter((role) => role.startsWith('street-'));
  if (scope.kind === 'department') return ON_DUTY.filter((role) => role.startsWith('dept-'));
  return ['district-dispatch', 'shift-leader'];
}
