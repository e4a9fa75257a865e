import { useQuery } from '@tanstack/react-query';
import type { SignInList } from '../../../shared/contract/operators.ts';
import type { Role } from '../../../shared/contract/people.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { hasAppointed, isHeld } from '../../../shared/whistle/posts.ts';
import { routeQuery } from '../client/routeQuery.ts';

/** Appointments change seldom; a minute later is soon enough. */
const STALE_MS = 60_000;

/** Whether nobody who may sign in holds any of these roles (none: any role) in the organisation; null: in any of them. */
export type IsVacant = (org: string | null, roles: readonly Role[]) => boolean;

/** Tells of posts that nobody holds (此角色无人); none is vacant while that is not known, or where everybody is invented. */
export function useVacancy(): IsVacant {
  const { data } = useQuery({ ...routeQuery(routes.operators, {}), staleTime: STALE_MS });
  return vacancyOf(data?.operators ?? []);
}

export function vacancyOf(operators: readonly SignInList['operators'][number][]): IsVacant {
  const posts = operators.flatMap((one) => [one, ...one.posts]);
  const known = hasAppointed(posts);
  // The few accounts of a simulated city leave most of its posts without anybody.
  const simulated = operators.some(({ demoPin }) => demoPin !== null);
  return (org, roles) => known && !simulated && !isHeld(posts, org, roles);
}
