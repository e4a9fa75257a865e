import type { RestMapping } from '../../../../shared/contract/sources.ts';
import { type Http, type HttpAnswer, UpstreamError } from '../adapter.ts';
import { isObject } from '../normalise/paths.ts';

/** What one request asks beside the fixed parameters. */
export type Ask = {
  page: number | null;
  /** Already written the way the upstream wants it. */
  updatedAfter: string | null;
};

/** Sends one request: parameters in the query for GET, as a JSON object for POST (dotted names become nested ones). */
export function ask(http: Http, url: string, mapping: RestMapping, what: Ask): Promise<HttpAnswer> {
  const values = parameters(mapping, what);
  const target = parseUrl(url);
  const headers = { accept: 'application/json' };
  if (mapping.method === 'GET') {
    for (const [name, value] of values) target.searchParams.set(name, String(value));
    return http.get(target.href, headers);
  }
  const body: Record<string, unknown> = {};
  for (const [name, value] of values) place(body, name.split('.'), value);
  return http.post(
    target.href,
    { ...headers, 'content-type': 'application/json; charset=utf-8' },
    JSON.stringify(body),
  );
}

function parameters(mapping: RestMapping, what: Ask): [string, string | number][] {
  const values: [string, string | number][] = Object.entries(mapping.params);
  if (mapping.paging !== null && what.page !== null) {
    values.push([mapping.paging.pageParam, what.page], [mapping.paging.sizeParam, mapping.paging.size]);
  }
  if (mapping.updatedAfterParam !== null && what.updatedAfter !== null) {
    values.push([mapping.updatedAfterParam, what.updatedAfter]);
  }
  return values;
}

function place(target: Record<string, unknown>, steps: string[], value: string | number): void {
  const [first, ...rest] = steps;
  if (first === undefined) return;
  if (rest.length === 0) {
    target[first] = value;
    return;
  }
  const inner = Object.hasOwn(target, first) ? target[first] : undefined;
  const next = isObject(inner) ? inner : {};
  target[first] = next;
  place(next, rest, value);
}

function parseUrl(url: string): URL {
  try {
    return new URL(url);
  } catch {
    throw new UpstreamError('bad-url', `接口地址“${url}”无效，应以 http:// 或 https:// 开头`, false);
  }
}
