import type { RestMapping } from '../../../../shared/contract/sources.ts';
import { type Http, type HttpResponse, UpstreamError } from '../adapter.ts';
import { isObject } from '../normalise/paths.ts';

/** Values of one request in addition to the fixed parameters. */
export type RequestValues = {
  page: number | null;
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
  const values = parameters(mapping, request);
  const target = parseUrl(url);
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
  if (mapping.paging !== null && request.page !== null) {
    values.push([mapping.paging.pageParam, request.page], [mapping.paging.sizeParam, mapping.paging.size]);
  }
  if (mapping.updatedAfterParam !== null && request.updatedAfter !== null) {
    values.push([mapping.updatedAfterParam, request.updatedAfter]);
  }
  return values;
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
