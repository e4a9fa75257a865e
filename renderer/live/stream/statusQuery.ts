import { routes } from '../../../shared/contract/routes.ts';
import { call } from '../client/call.ts';
import { routeQuery } from '../client/routeQuery.ts';
import { StatusChanges } from './statusChanges.ts';

/** The changes that this window's stream has announced. */
export const statusChanges = new StatusChanges();

/** Query of the city's status. An answer overtaken by changes is brought up to them. */
export const statusQuery = {
  ...routeQuery(routes.status, {}),
  queryFn: async ({ signal }: { signal: AbortSignal }) =>
    statusChanges.appliedTo(await call(routes.status, { signal })),
};
