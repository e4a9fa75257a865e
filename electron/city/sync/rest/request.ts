import type { RestMapping } from '../../../../shared/contract/sources.ts';
import { type Http, type HttpResponse, UpstreamError } from '../adapter.ts';
import { isObject } from '../normalise/paths.ts';
import type { Position } from '../paged/walkList.ts';

/** Values of one request in addition to the fixed parameters. */
export type RequestValues = {
  at: Position;
  /** Already in the upstream's time format. */
  updatedAfter: string | null;
};

/**
 * Sends one list request: parameters in the query for GET, in a JSON body for POST (dotted names become nested
 * objects).
 */
export function sendListRequest(
  http: Http,
  url: string,
  mapping: RestMapping,
  request: RequestValues,
): Promise<HttpResponse> {
  const { token } = request.at;
  // A link is the whole question of the next page.
  const isLink = mapping.paging?.by === 'link' && token !== null;
  const values = isLink ? [] : parameters(mapping, request);
  const target = parseUrl(isLink ? token : url);
  const headers = { accept: 'application/json' };
  if (mapping.method === 'GET') {
    for (const [name, value] of values) target.searchParams.set(name, String(value));
    return http.get(target.href, headers);
  }
  const body: Record<string, unknown> = {};
  for (const [name, value] of values) setNested(body, name.split('.'), value);
  return http.post(
    target.href,
    { ...headers, 'content-type': 'application/json; charset=utf-8' },
    JSON.stringify(body),
  );
}

function parameters(mapping: RestMapping, request: RequestValues): [string, string | number][] {
  const values: [string, string | number][] = Object.entries(mapping.params);
  if (mapping.paging !== null) {
    const { pageParam, sizeParam } = mapping.paging;
    const position = positionOf(mapping.paging, request.at);
    if (position !== null && pageParam !== '') values.push([pageParam, position]);
    if (sizeParam !== '') values.push([sizeParam, request.at.size]);
  }
  if (mapping.updatedAfterParam !== null && request.updatedAfter !== null) {
    values.push([mapping.updatedAfterParam, request.updatedAfter]);
  }
  return values;
}

/** What the paging parameter holds; null: it is left out of the request for the first page. */
function positionOf({ by }: NonNullable<RestMapping['paging']>, at: Position): string | number | null {
  switch (by) {
    case 'offset':
      return at.offset;
    case 'cursor':
    case 'link':
      return at.token;
    default:
      return at.page;
  }
}

function setNested(target: Record<string, unknown>, steps: string[], value: string | number): void {
  const [first, ...deeper] = steps;
  if (first === undefined) return;
  if (deeper.length === 0) {
    target[first] = value;
    return;
  }
  const inner = Object.hasOwn(target, first) ? target[first] : undefined;
  const next = isObject(inner) ? inner : {};
  target[first] = next;
  setNested(next, deeper, value);
}

function parseUrl(url: string): URL {
  try {
    return new URL(url);
  } catch {
    throw new UpstreamError('bad-url', { problem: 'invalid', address: url }, false);
  }
}
