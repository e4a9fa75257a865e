import { type HttpAnswer, UpstreamError } from '../adapter.ts';
import { checkAddress, describeAddress } from './address.ts';
import { readBody } from './body.ts';
import { decodeBody } from './charset.ts';
import { readFailure } from './failure.ts';
import type { HttpLimits } from './limits.ts';
import { readHttpDate } from './retry.ts';

/** A key and where it goes. It is only ever sent to `origin`. */
export type Credentials = { in: 'header' | 'query' | 'bearer'; name: string; secret: string; origin: string };

export type Exchange = {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body: string | null;
  credentials: Credentials | null;
};

export type ExchangeDeps = {
  fetch: typeof fetch;
  init: RequestInit;
  userAgent: string;
  limits: HttpLimits;
};

/** One try: request, redirects, body, all within the total limit. Throws UpstreamError. Any status may come back. */
export async function exchange(
  request: Exchange,
  deps: ExchangeDeps,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  let url = checkAddress(request.url);
  const home = url.origin;
  let method = request.method;
  let body = request.body;
  const limit = AbortSignal.any([signal, AbortSignal.timeout(deps.limits.totalMs)]);
  for (let hop = 0; ; hop += 1) {
    try {
      const response = await deps.fetch(withKey(url, request.credentials), {
        ...deps.init,
        method,
        headers: headersFor(url, home, request, deps.userAgent, body !== null),
        body,
        redirect: 'manual',
        signal: limit,
      });
      const target = response.headers.get('location');
      if (![301, 302, 303, 307, 308].includes(response.status) || target === null) {
        return await readAnswer(response, url, deps.limits.bodyBytes);
      }
      await response.body?.cancel();
      if (hop >= deps.limits.redirects) {
        throw new UpstreamError(
          'redirect',
          `${describeAddress(url)} 转址超过 ${deps.limits.redirects} 次。`,
          false,
        );
      }
      url = nextHop(url, target);
      if (response.status <= 303 && method === 'POST') {
        method = 'GET';
        body = null;
      }
    } catch (error) {
      throw readFailure(error, url, signal);
    }
  }
}

function nextHop(from: URL, target: string): URL {
  if (!URL.canParse(target, from.href)) {
    throw new UpstreamError('redirect', `${describeAddress(from)} 转址到无法识别的地址。`, false);
  }
  const next = new URL(target, from);
  // Both directions: a step down exposes the key, a step up means that the stored address has exposed it all along.
  if (next.protocol !== from.protocol) {
    throw new UpstreamError(
      'redirect',
      `${describeAddress(from)} 要求改用 ${describeAddress(next)}，请核实后把来源地址改成它。`,
      false,
    );
  }
  return checkAddress(next.href);
}

function withKey(url: URL, credentials: Credentials | null): string {
  if (credentials?.in !== 'query' || credentials.origin !== url.origin) return url.href;
  const keyed = new URL(url);
  keyed.searchParams.set(credentials.name, credentials.secret);
  return keyed.href;
}

function headersFor(
  url: URL,
  home: string,
  request: Exchange,
  userAgent: string,
  hasBody: boolean,
): Record<string, string> {
  const base = { 'user-agent': userAgent, 'accept-encoding': 'gzip' };
  const { credentials } = request;
  // Callers may have put keys of their own into headers: another origin gets none of them.
  if (url.origin !== home) return { ...base, accept: request.headers['accept'] ?? '*/*' };
  const headers: Record<string, string> = { ...request.headers, ...base };
  if (!hasBody) delete headers['content-type'];
  if (credentials !== null && credentials.origin === url.origin) {
    if (credentials.in === 'bearer') headers['authorization'] = `Bearer ${credentials.secret}`;
    if (credentials.in === 'header') headers[credentials.name.toLowerCase()] = credentials.secret;
  }
  return headers;
}

async function readAnswer(response: Response, url: URL, maxBytes: number): Promise<HttpAnswer> {
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
