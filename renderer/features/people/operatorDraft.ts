import { z } from 'zod';
import type { OperatorWithPosts, Post } from '../../../shared/contract/people.ts';
import { Role } from '../../../shared/contract/people.ts';

/** The form of a post. */
export type PostDraft = { roles: readonly Role[]; org: string; streets: readonly string[] };

/** The form of an operator; `id` and the PINs are used only for a new one. */
export type OperatorDraft = PostDraft & {
  id: string;
  name: string;
  /** Posts beside this one. */
  posts: readonly PostDraft[];
  pin: string;
  again: string;
};

const KeptPost = z.object({
  roles: z.array(Role),
  org: z.string().max(200),
  streets: z.array(z.string().max(200)),
});

/** What may be kept of it. Never a PIN: it comes back empty. */
export const KeptOperator: z.ZodType<OperatorDraft> = KeptPost.extend({
  id: z.string().max(200),
  name: z.string().max(200),
  posts: z.array(KeptPost),
  pin: z.string().transform(() => ''),
  again: z.string().transform(() => ''),
});

export const EMPTY_POST: PostDraft = { roles: [], org: '', streets: [] };

export const EMPTY_DRAFT: OperatorDraft = {
  ...EMPTY_POST,
  id: '',
  name: '',
  posts: [],
  pin: '',
  again: '',
};

/** The first operator of an installation is its administrator (三员之管理). */
export const FIRST_ADMIN: OperatorDraft = { ...EMPTY_DRAFT, id: 'admin', roles: ['admin'] };

export function draftOf({ id, name, roles, org, streets, posts }: OperatorWithPosts): OperatorDraft {
  return { ...EMPTY_DRAFT, id, name, roles, org, streets, posts };
}

/** District leaders are linked to streets (挂包街道); nobody else is. */
export function hasStreets(roles: readonly Role[]): boolean {
  return roles.includes('standing-committee') || roles.includes('vice-district');
}

/** A post as it is sent: streets only where its roles are linked to any. */
export function postOf({ roles, org, streets }: PostDraft): Post {
  return { roles: [...roles], org, streets: hasStreets(roles) ? [...streets] : [] };
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
  const posts = [draft, ...draft.posts];
  if (posts.some(({ org }) => org === '')) return 'org';
  if (posts.some(({ roles }) => roles.length === 0)) return 'roles';
  return isNew ? pinProblem(draft) : null;
}

export function pinProblem({ pin, again }: { pin: string; again: string }): DraftProblem | null {
  if (pin === '') return 'pin';
  return pin === again ? null : 'differ';
}
