import type { Query } from '@tanstack/react-query';
import { routes } from '../../../shared/contract/routes.ts';
import { queryClient } from '../client/queryClient.ts';
import { isForRoute } from '../client/routeQuery.ts';

/** Routes whose texts are masked for walls. Figures are the same for every window. */
const MASKED_FOR_WALLS = [routes.case, routes.cases, routes.quarantine, routes.audit];

/**
 * Forgets the texts of cases when this window becomes a wall or stops being one: neither may show the other's answers.
 * Visible data is refetched with the window's new role.
 */
export function forgetCaseTexts(): void {
  const predicate = (query: Query): boolean => MASKED_FOR_WALLS.some((route) => isForRoute(route, query));
  void queryClient.cancelQueries({ predicate });
  queryClient.removeQueries({ predicate, type: 'inactive' });
  void queryClient.resetQueries({ predicate, type: 'active' });
}
