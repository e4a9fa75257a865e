import type { Query } from '@tanstack/react-query';
import type { Route } from '../../../shared/contract/routes/route.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { call } from './call.ts';
import { queryClient } from './queryClient.ts';
import type { RequestOf, ResponseOf } from './request.ts';
import { pathOf, urlOf } from './url.ts';

/** Query key: path and search of the URL, and whatever else the response depends on (the operator). */
export type RouteKey = readonly [path: string, search: string, ...rest: unknown[]];

/** The key under which the answer of a URL is kept in the query cache. */
export function keyOfUrl(url: string): RouteKey {
  const at = url.indexOf('?');
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at)];
}

/** Key and function of a query: a request to a route, cached under its URL. */
export function routeQuery<R extends Route>(
  route: R,
  request: RequestOf<R>,
): { queryKey: RouteKey; queryFn: (context: { signal: AbortSignal }) => Promise<ResponseOf<R>> } {
  return {
    queryKey: keyOfUrl(urlOf(route, request as { id?: string | number; query?: object })),
    queryFn: ({ signal }) => call(route, { ...request, signal }),
  };
}

/** The same for a response that depends on who is signed in: cached for each operator, null for nobody. */
export function operatorQuery<R extends Route>(
  route: R,
  request: RequestOf<R>,
  operator: string | null,
): { queryKey: RouteKey; queryFn: (context: { signal: AbortSignal }) => Promise<ResponseOf<R>> } {
  const query = routeQuery(route, request);
  return { ...query, queryKey: [...query.queryKey, operator] };
}

/** Paths without a parameter, which must not match a route with `:id`. */
const FIXED_PATHS: ReadonlySet<string> = new Set(Object.values(routes).map(({ path }) => path));

/** Whether a query is of this route, with any parameters. */
export function isForRoute(route: Route, { queryKey: [path] }: Pick<Query, 'queryKey'>): boolean {
  if (path === route.path) return true;
  if (typeof path !== 'string' || FIXED_PATHS.has(path)) return false;
  const [before = '', after] = route.path.split(':id');
  if (after === undefined || !path.startsWith(before) || !path.endsWith(after)) return false;
  return !path.slice(before.length, path.length - after.length).includes('/');
}

/** Marks the answers of these routes as stale and requests those on screen again. */
export async function invalidateRoutes(...stale: readonly Route[]): Promise<void> {
  await queryClient.invalidateQueries({
    predicate: (query) => stale.some((route) => isForRoute(route, query)),
  });
}

/** The same for one `:id` of a route. */
export function invalidateRoute(route: Route, id: string): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: [pathOf(route, id)] });
}
