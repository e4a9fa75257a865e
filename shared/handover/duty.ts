import type { Operator, Role } from '../contract/people.ts';
import type { PackManifest } from '../pack/schema.ts';

/**
 * Roles on duty (值守), which therefore hand over shifts. District leaders have no shifts; supervision, audit and
 * administration take no part in the work.
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

/** The whistles and cases of a post (岗位): all for the district, their own for a street or a department. */
export type Scope = { kind: 'all' | 'street' | 'department'; org: string };

/** @throws Error for an organisation that is not in the pack */
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
