import type { UpstreamParameters } from '../../../../shared/errors/upstream/table.ts';
import { type HttpResponse, UpstreamError } from '../adapter.ts';
import { checkAddress, originAndPath } from './address.ts';
import { readBody } from './body.ts';
import { decodeBody } from './charset.ts';
import { toUpstreamError } from './failure.ts';
import type { HttpLimits } from './limits.ts';
import { assertWithinReach, type Reach, reachOfRedirect } from './reach.ts';
import { readHttpDate } from './retry.ts';
import type { UpstreamHosts } from './upstreamHosts.ts';

/** An API key and where it goes in a request. It is only ever sent to `origin`. */
export type Credentials = { in: 'header' | 'query' | 'bearer'; name: string; secret: string; origin: string };

export type Exchange = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  url: string;
  headers: Record<string, string>;
  body: string | null;
  credentials: Credentials | null;
  /** Whether redirects are followed; a write is answered where it was sent, or not at all. */
  follow: boolean;
};

export type ExchangeDeps = {
  fetch: typeof fetch;
  init: Readonly<Record<Reach, RequestInit>>;
  hosts: UpstreamHosts;
  userAgent: string;
  limits: HttpLimits;
};

/**
 * One attempt: request, redirects and body within the total timeout. Resolves with any status. Throws UpstreamError.
 */
export function exchange(request: Exchange, deps: ExchangeDeps, signal: AbortSignal): Promise<HttpResponse> {
  return exchangeAs(request, deps, signal, readAnswer);
}

/** The same with the answer read by `read`, which must keep to the greatest size that it is given, bytes. */
export async function exchangeAs<A>(
  request: Exchange,
  deps: ExchangeDeps,
  signal: AbortSignal,
  read: (response: Response, url: URL, maxBytes: number) => Promise<A>,
): Promise<A> {
  let url = checkAddress(request.url);
  const { origin: requestedOrigin, hostname: requestedHost } = url;
  let reach: Reach = 'any';
  let method = request.method;
  let body = request.body;
  const limit = AbortSignal.any([signal, AbortSignal.timeout(deps.limits.totalMs)]);
  for (let hop = 0; ; hop += 1) {
    try {
      assertWithinReach(url, deps.hosts, reach);
      const response = await deps.fetch(withCredentials(url, request.credentials), {
        ...deps.init[reach],
        method,
        headers: headersFor(url, requestedOrigin, request, deps.userAgent, body !== null),
        body,
        redirect: 'manual',
        signal: limit,
      });
      const target = response.headers.get('location');
      const redirected = [301, 302, 303, 307, 308].includes(response.status) && target !== null;
      if (!redirected || !request.follow) {
        return await read(response, url, deps.limits.bodyBytes);
      }
      await response.body?.cancel();
      if (hop >= deps.limits.redirects) {
        throw redirectError('too-many', url, '', deps.limits.redirects);
      }
      const from = url;
      url = redirectTarget(from, target);
      reach = url.hostname === from.hostname ? reach : await reachOfRedirect(requestedHost);
      // A 307 or 308 would repeat the body, which may hold a key among its parameters.
      if (response.status > 303 && body !== null && url.origin !== requestedOrigin)
        throw redirectError('body-elsewhere', from, originAndPath(url), 0);
      if (response.status <= 303 && method === 'POST') {
        method = 'GET';
        body = null;
      }
    } catch (error) {
      throw toUpstreamError(error, url, signal);
    }
  }
}

function redirectTarget(from: URL, target: string): URL {
  if (!URL.canParse(target, from.href)) {
    throw redirectError('unreadable', from, '', 0);
  }
  const next = new URL(target, from);
  // Both directions are refused: https → http would expose the key; http → https shows that the stored address exposes
  // it.
  if (next.protocol !== from.protocol) {
    throw redirectError('protocol', from, originAndPath(next), 0);
  }
  return checkAddress(next.href);
}

function redirectError(
  problem: UpstreamParameters<'redirect'>['problem'],
  from: URL,
  target: string,
  limit: number,
): UpstreamError {
  return new UpstreamError('redirect', { problem, address: originAndPath(from), target, limit }, false);
}

function withCredentials(url: URL, credentials: Credentials | null): string {
  if (credentials?.in !== 'query' || credentials.origin !== url.origin) return url.href;
  const keyed = new URL(url);
  keyed.searchParams.set(credentials.name, credentials.secret);
  return keyed.href;
}

function headersFor(
  url: URL,
  requestedOrigin: string,
  request: Exchange,
  userAgent: string,
  hasBody: boolean,
): Record<string, string> {
  const base = { 'user-agent': userAgent, 'accept-encoding': 'gzip' };
  const { credentials } = request;
  // The caller's headers may hold a key, so they are not sent to another origin.
  if (url.origin !== requestedOrigin) return { ...base, accept: request.headers['accept'] ?? '*/*' };
  const headers: Record<string, string> = { ...request.headers, ...base };
  if (!hasBody) delete headers['content-type'];
  if (credentials !== null && credentials.origin === url.origin) {
    if (credentials.in === 'bearer') headers['authorization'] = `Bearer ${credentials.secret}`;
    if (credentials.in === 'header') headers[credentials.name.toLowerCase()] = credentials.secret;
  }
  return headers;
}

async function readAnswer(response: Response, url: URL, maxBytes: number): Promise<HttpResponse> {
  const headers = Object.fromEntries(response.headers);
  const bytes = await readBody(response, maxBytes);
  return {
    status: response.status,
    headers,
    text: decodeBody(bytes, headers['content-type']),
    serverNow: readHttpDate(headers['date']),
    url: url.href,
  };
}
