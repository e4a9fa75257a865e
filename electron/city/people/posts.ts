import { type Operator, Post } from '../../../shared/contract/people.ts';
import type { OperatorRecord } from '../store/peopleTable.ts';
import { operatorOf } from './operatorOf.ts';

type Account = Pick<OperatorRecord, 'roles' | 'org' | 'streets' | 'posts'>;

/** All posts of an account, the one that is acted in first. */
export function postsOf({ roles, org, streets, posts }: Account): Post[] {
  return [{ roles, org, streets }, ...posts].map((post) => Post.parse(post));
}

/** The roles of all posts. */
export function rolesOf({ roles, posts }: Pick<Account, 'roles' | 'posts'>): string[] {
  return [...roles, ...posts.flatMap((post) => post.roles)];
}

/**
 * An operator at the post in an organisation (null: the first one), with the others as posts beside it. Null if the operator
 * has no post there (any more).
 */
export function atPost(operator: OperatorRecord, org: string | null): OperatorRecord | null {
  if (org === null || org === operator.org) return operator;
  const post = operator.posts.find((one) => one.org === org);
  if (post === undefined) return null;
  const { roles, streets } = operator;
  const others = [{ org: operator.org, roles, streets }, ...operator.posts.filter((one) => one !== post)];
  return { ...operator, ...post, posts: others };
}

/** One entry for each post of each operator: for questions of who holds a role somewhere. */
export function atEveryPost(records: readonly OperatorRecord[]): Operator[] {
  return records.flatMap((record) => postsOf(record).map((post) => ({ ...operatorOf(record), ...post })));
}
