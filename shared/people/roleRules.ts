import type { Post, Role } from '../contract/people.ts';

/** Administrative roles (三员). Each is held by a person who has no other role. */
const EXCLUSIVE_ROLES = ['admin', 'audit'] as const satisfies readonly Role[];

/** Command and supervision are separate (双轴, domain.md §2.2): operators who handle whistles do not assess them. */
const SUPERVISION = 'supervision' satisfies Role;

/** The role that one person may not hold together with the others; null if these go together. */
export function conflictOf(roles: readonly string[]): 'admin' | 'audit' | 'supervision' | null {
  if (new Set(roles).size < 2) return null;
  const exclusive = EXCLUSIVE_ROLES.find((role) => roles.includes(role));
  return exclusive ?? (roles.includes(SUPERVISION) ? SUPERVISION : null);
}

export type OrgKind = 'district' | 'street' | 'department' | 'centre';

/** Kinds of organisation in which a role can act at all; null: anywhere. A right asks for the street or department itself. */
const WHERE: Readonly<Record<Role, OrgKind | null>> = {
  'street-duty': 'street',
  'street-leader': 'street',
  'street-secretary': 'street',
  'street-director': 'street',
  'dept-handler': 'department',
  'dept-leader': 'department',
  'district-dispatch': null,
  'shift-leader': null,
  'vice-district': null,
  'standing-committee': null,
  supervision: null,
  audit: null,
  admin: null,
};

/** Why a post can do nothing: a role outside its kind of organisation, or one that needs linked streets and has none. */
export type Misplaced =
  | { why: 'kind'; role: Role; org: string; wants: 'street' | 'department' }
  | { why: 'streets'; role: Role };

/**
 * The first role of a post that could never act there: a department's role at a street or at the centre, a street's role in
 * a department, a standing committee member (挂包) linked to no street. Null: all of them can act.
 */
export function misplacedRole(
  { roles, org, streets }: Post,
  orgs: readonly { code: string; name: string; kind: OrgKind }[],
): Misplaced | null {
  const at = orgs.find((one) => one.code === org);
  for (const role of roles) {
    const wants = WHERE[role];
    if (at !== undefined && (wants === 'street' || wants === 'department') && at.kind !== wants)
      return { why: 'kind', role, org: at.name, wants };
    if (role === 'standing-committee' && streets.length === 0) return { why: 'streets', role };
  }
  return null;
}
