import type { Route } from '../../../shared/contract/routes/route.ts';

/** Query values as text; undefined, null and empty lists are left out, lists become comma lists. */
function searchOf(query: object): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue;
    const text = Array.isArray(value) ? value.join(',') : String(value);
    if (text !== '') params.set(name, text);
  }
  const search = params.toString();
  return search === '' ? '' : `?${search}`;
}

/** The path of a route with its parameter filled in. */
export function pathOf(route: Route, id: string | number | undefined): string {
  return id === undefined ? route.path : route.path.replace(':id', encodeURIComponent(id));
}

/** Path and query of a request. Relative: the host may be a scheme or a port. */
export function urlOf(route: Route, request: { id?: string | number; query?: object }): string {
  return pathOf(route, request.id) + searchOf(request.query ?? {});
}
