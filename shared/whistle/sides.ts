import type { Role } from '../contract/people.ts';
import type { WhistleCommandType } from '../contract/whistleCommands.ts';
import type { WhistleRules } from '../pack/whistles.ts';
import { DEPARTMENT, LEADERS, rolesFor, STREET } from './rights.ts';
import type { Summons, WhistleState } from './state.ts';

/**
 * Where somebody may act, and who it is. `onlyStreets`: a delegation for whistles of these streets alone; `delegated`: who
 * gave it, and where the delegate's own posts are.
 */
export type Side = {
  id?: string;
  org: string;
  streets: readonly string[];
  onlyStreets?: readonly string[] | null;
  delegated?: { principal: string; ownOrgs: readonly string[] } | null;
};

/** What the second street (联合街道) may do beside the one that blew. */
const OF_BOTH_STREETS: readonly WhistleCommandType[] = [
  'confirm',
  'rework',
  'note',
  'attach',
  'call-outside',
];

/** Whether the operator belongs to the street, department or linked streets concerned, as the role requires. */
export function isOnRequiredSide(
  actor: Side & { role: Role },
  state: WhistleState | null,
  summons: Summons | null,
  type: WhistleCommandType | null,
): boolean {
  const { role, org, streets, onlyStreets = null } = actor;
  const own = state === null ? [] : [state.draft.street, state.joint?.street];
  if (onlyStreets !== null && state !== null && !onlyStreets.some((street) => own.includes(street)))
    return false;
  if (STREET.includes(role)) {
    if (state === null || org === state.draft.street) return true;
    return type !== null && OF_BOTH_STREETS.includes(type) && org === state.joint?.street;
  }
  if (DEPARTMENT.includes(role)) {
    if (summons) return summons.org === org;
    return state === null || state.children.some((child) => child.org === org);
  }
  if (LEADERS.includes(role) && state) {
    if (summons && summons.role !== role) return false;
    // 挂包: a standing committee member is linked to streets; a deputy head without links is responsible for all streets.
    if (role === 'vice-district' && streets.length === 0) return true;
    return streets.includes(state.draft.street);
  }
  return true;
}

/** The operator's roles that may give the command here. Where a command states none, it is given in the first. */
export function actingRoles(
  operator: Side & { roles: readonly Role[] },
  type: WhistleCommandType,
  summons: string | null,
  state: WhistleState | null,
  rules: WhistleRules,
): Role[] {
  const allowed = rolesFor(type, state, rules);
  const child = state?.children.find((one) => one.id === summons) ?? null;
  return operator.roles.filter(
    (role) => allowed.includes(role) && isOnRequiredSide({ ...operator, role }, state, child, type),
  );
}
