import type { Operator } from '../../../shared/contract/people.ts';
import { Role } from '../../../shared/contract/people.ts';

/** The form of an operator; `id` and the PINs are used only for a new one. */
export type OperatorDraft = {
  id: string;
  name: string;
  roles: readonly Role[];
  org: string;
  streets: readonly string[];
  pin: string;
  again: string;
};

export const EMPTY_DRAFT: OperatorDraft = {
  id: '',
  name: '',
  roles: [],
  org: '',
  streets: [],
  pin: '',
  again: '',
};

/** The first operator of an installation is its administrator (三员之管理). */
export const FIRST_ADMIN: OperatorDraft = { ...EMPTY_DRAFT, id: 'admin', roles: ['admin'] };

export function draftOf({ id, name, roles, org, streets }: Operator): OperatorDraft {
  return { ...EMPTY_DRAFT, id, name, roles, org, streets };
}

/** District leaders are linked to streets (挂包街道); nobody else is. */
export function hasStreets(roles: readonly Role[]): boolean {
  return roles.includes('standing-committee') || roles.includes('vice-district');
}

/** The roles with one added or removed, in their usual order. */
export function toggled(roles: readonly Role[], role: Role): Role[] {
  return Role.options.filter((each) => (each === role ? !roles.includes(role) : roles.includes(each)));
}

export type DraftProblem = 'id' | 'name' | 'roles' | 'org' | 'pin' | 'differ';

/** The first field that prevents saving; the service checks everything else. */
export function draftProblem(draft: OperatorDraft, isNew: boolean): DraftProblem | null {
  if (isNew && draft.id.trim() === '') return 'id';
  if (draft.name.trim() === '') return 'name';
  if (draft.org === '') return 'org';
  if (draft.roles.length === 0) return 'roles';
  return isNew ? pinProblem(draft) : null;
}

export function pinProblem({ pin, again }: { pin: string; again: string }): DraftProblem | null {
  if (pin === '') return 'pin';
  return pin === again ? null : 'differ';
}
