import type { Http, HttpResponse } from '../adapter.ts';
import { UpstreamError } from '../adapter.ts';
import { isObject, textValue } from '../normalise/paths.ts';
import type { ListPage, Position } from '../paged/walkList.ts';
import { parseJson } from '../parse/json.ts';

/** How one kind of service is read: its pages, and the number of its rows where it can be asked for that. */
export type ServiceReader = {
  by: 'offset' | 'token';
  count: (() => Promise<number | null>) | null;
  page(at: Position): Promise<ListPage>;
  /** Number of the row in the service itself, for rows whose mapping gives none; null where it has none. */
  ownId(row: unknown): string | null;
  /** How it is asked for what changed since a time (增量); null where it cannot be, or not reliably. */
  changes: ServiceChanges | null;
  /** Another way to read everything, where paging is refused or ignored; null where there is none. */
  fallback: ServiceReader | null;
  /** Server clock minus ours at the last answer, ms. */
  skewMs: number | null;
};

export type ServiceChanges = {
  /** Reads the rows that were edited at or after a time, UTC ms, in whole seconds of it. */
  since(at: number): Pick<ServiceReader, 'by' | 'count' | 'page'>;
  /** When a row was edited, UTC ms; null where it does not say. */
  editedAt(row: unknown): number | null;
};

/** What a layer says of itself. `crs`: as the service names its coordinate system. */
export type LayerInfo = {
  title: string;
  fields: ServiceField[];
  crs: string | null;
  /** Rows of the largest page that the service gives; null where it does not say. */
  largestPage: number | null;
};

/** `alias`: the name for people. `isTime`: values are times. */
export type ServiceField = { name: string; alias: string; isTime: boolean };

export type ServiceLayer = { name: string; url: string };

/** A request of a service; keeps the difference of the clocks. */
export class ServiceClient {
  skewMs: number | null = null;
  private readonly http: Http;
  private readonly now: () => number;

  constructor(http: Http, now: () => number) {
    this.http = http;
    this.now = now;
  }

  /** Throws UpstreamError for a status that is no success, and for a key that is refused. */
  async get(url: string, accept: string): Promise<HttpResponse> {
    const response = await this.http.get(url, { accept });
    if (response.serverNow !== null) this.skewMs = response.serverNow - this.now();
    const { status } = response;
    if (status === 401 || status === 403) throw new UpstreamError('auth', { status, check: 'key' }, false);
    return response;
  }

  /** The JSON object of an answer. Throws UpstreamError where it is none. */
  async json(
    url: string,
    accept: string,
  ): Promise<{ body: Record<string, unknown>; response: HttpResponse }> {
    const response = await this.get(url, accept);
    const { status, text } = response;
    const body = status < 300 || /^\s*\{/.test(text) ? objectOf(text, status) : null;
    if (status < 300 && body !== null) return { body, response };
    if (status === 404) throw new UpstreamError('not-found', { what: 'resource', said: saidIn(body) }, false);
    throw new UpstreamError('http-status', { status, check: 'nothing', said: saidIn(body) }, false);
  }
}

function objectOf(text: string, status: number): Record<string, unknown> | null {
  try {
    const body = parseJson(text);
    if (isObject(body)) return body;
  } catch (error) {
    if (status < 300) throw error;
    return null;
  }
  if (status >= 300) return null;
  throw new UpstreamError('no-rows', { where: 'mapping', path: '' }, false);
}

/** What a body says of a failure: `error.message` and the like; null where it says nothing. */
export function saidIn(body: unknown): string | null {
  if (!isObject(body)) return null;
  const { error, message, description, detail } = body;
  const inner = isObject(error)
    ? [error['message'], ...[error['details']].flat(), error['info'], error['__type']]
    : [error];
  const texts = [...inner, message, description, detail].map(textValue).filter((text) => text !== null);
  return texts.length === 0 ? null : [...new Set(texts)].join('；').slice(0, 200);
}

/** Adds parameters to an address; those that it has already are replaced. */
export function withParams(url: string, params: Record<string, string | number | null>): string {
  const target = new URL(url);
  for (const [name, value] of Object.entries(params)) {
    // Services differ in how they write the names of parameters.
    for (const known of [...target.searchParams.keys()])
      if (known.toLowerCase() === name.toLowerCase()) target.searchParams.delete(known);
    if (value !== null) target.searchParams.set(name, String(value));
  }
  return target.href;
}

/** A path without slashes at its end. */
export function withoutEndSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}
