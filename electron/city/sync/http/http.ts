import { type Http, type HttpResponse, UpstreamError } from '../adapter.ts';
import { checkAddress, originAndPath } from './address.ts';
import { ConditionalCache } from './conditionalCache.ts';
import { dispatcherInits } from './dispatcher.ts';
import { type Credentials, type Exchange, type ExchangeDeps, exchange } from './exchange.ts';
import { type GateClock, HostGate, type RateLimitHit } from './hostGate.ts';
import type { HttpLimits } from './limits.ts';
import { fullJitter, readRetryAfter } from './retry.ts';
import type { UpstreamHosts } from './upstreamHosts.ts';

export type HttpOptions = GateClock & {
  fetch: typeof fetch;
  random(): number;
  /** Names a contact: several city servers reject anonymous clients. */
  userAgent: string;
  /** Certificate authorities (PEM) to trust in addition to the bundled ones and the system's. Empty in most halls. */
  authorities: readonly string[];
  /** The upstream hosts that this installation allows; null: any. */
  hosts: UpstreamHosts;
  limits: HttpLimits;
};

export type SessionOptions = {
  /** Namespace of the response cache: two sources with different keys may get different responses from one address. */
  key: string;
  ratePerMinute: number | null;
  credentials: Credentials | null;
  signal: AbortSignal;
  /** Attempts per call, including the first; null: as in `limits`. An operator who waits at the screen needs fewer. */
  tries: number | null;
};

/**
 * All upstream traffic of the service. Rate limits and breakers belong to hosts; keys and abort signals to sessions.
 */
export type UpstreamHttp = {
  session(options: SessionOptions): Http;
  /**
   * One attempt at a write, or at a question about one: no redirect is followed and nothing is kept. `onStart` is called when
   * its turn has come, before anything is sent; what it throws ends the attempt. Otherwise as a call of a session.
   */
  send(
    session: Omit<SessionOptions, 'tries'>,
    request: Pick<Exchange, 'method' | 'url' | 'headers' | 'body'>,
    onStart: () => void,
  ): Promise<HttpResponse>;
  /** Until when the host's circuit breaker rejects requests, UTC ms; null while it is closed. */
  breakerOpenUntil(url: string): number | null;
  /** The last 429 of this host that had a Retry-After; null where there was none. */
  lastRateLimitOf(url: string): RateLimitHit | null;
};

/** Creates the HTTP client of all sources. `fetch` is Node's own, or a stand-in in tests. */
export function createUpstreamHttp(options: HttpOptions): UpstreamHttp {
  const gates = new Map<string, HostGate>();
  const cache = new ConditionalCache(options.limits.cacheEntries, options.limits.cacheChars);
  const deps: ExchangeDeps = {
    fetch: options.fetch,
    init: dispatcherInits(options.limits.connectMs, options.authorities),
    hosts: options.hosts,
    userAgent: options.userAgent,
    limits: options.limits,
  };
  const gateOf = (host: string): HostGate => {
    const gate = gates.get(host) ?? new HostGate(host, options, options.limits);
    gates.set(host, gate);
    return gate;
  };
  return {
    session(session) {
      const call = (request: Omit<Exchange, 'credentials' | 'follow'>): Promise<HttpResponse> => {
        const gate = gateOf(checkAddress(request.url).host);
        gate.setRate(session.key, session.ratePerMinute);
        const tries = session.tries ?? options.limits.tries;
        const exchanged = { ...request, credentials: session.credentials, follow: true };
        return requestWithRetries(exchanged, gate, session.signal, tries, options, deps, () => undefined);
      };
      return {
        async get(url, headers) {
          const requestHeaders = lowerCaseNames(headers);
          const key = `${session.key}\n${requestHeaders['accept'] ?? ''}\n${url}`;
          const callerAsksConditionally =
            'if-none-match' in requestHeaders || 'if-modified-since' in requestHeaders;
          const validators = callerAsksConditionally ? {} : cache.validators(key);
          const response = await call({
            method: 'GET',
            url,
            headers: { ...requestHeaders, ...validators },
            body: null,
          });
          if (response.status === 304 && !callerAsksConditionally) {
            return cache.revalidate(key, response) ?? { ...response, text: '' };
          }
          cache.put(key, response);
          return response;
        },
        async post(url, headers, body) {
          return call({ method: 'POST', url, headers: lowerCaseNames(headers), body });
        },
      };
    },
    send(session, request, onStart) {
      const gate = gateOf(checkAddress(request.url).host);
      gate.setRate(session.key, session.ratePerMinute);
      const headers = lowerCaseNames(request.headers);
      const exchanged = { ...request, headers, credentials: session.credentials, follow: false };
      return requestWithRetries(exchanged, gate, session.signal, 1, options, deps, onStart);
    },
    breakerOpenUntil: (url) => gates.get(checkAddress(url).host)?.breakerOpenUntil ?? null,
    lastRateLimitOf: (url) => gates.get(checkAddress(url).host)?.lastRateLimit ?? null,
  };
}

/** One call: attempts with back-off until there is a usable response. Throws the UpstreamError of the last attempt. */
async function requestWithRetries(
  request: Exchange,
  gate: HostGate,
  signal: AbortSignal,
  tries: number,
  options: HttpOptions,
  deps: ExchangeDeps,
  onStart: () => void,
): Promise<HttpResponse> {
  const { limits } = options;
  for (let attempt = 0; ; attempt += 1) {
    const { probe } = await gate.acquire(signal);
    try {
      onStart();
    } catch (error) {
      gate.inconclusive();
      throw error;
    }
    const outcome = await attemptRequest(request, deps, signal, options, gate);
    if (outcome.kind === 'response') {
      gate.success();
      return outcome.response;
    }
    const { error, waitMs } = outcome;
    const last = probe || attempt + 1 >= tries || !error.retryable || (waitMs ?? 0) > limits.retryAfterMaxMs;
    if (!last) {
      const backoff = fullJitter(attempt, limits.backoffBaseMs, limits.backoffMaxMs, options.random);
      // Retry-After is a lower bound; the jitter on top keeps several consoles from retrying at the same moment.
      await options.sleep(waitMs === null ? backoff : waitMs + backoff, signal);
      continue;
    }
    if (HOST_FAILURES.has(error.code)) gate.failure();
    else gate.inconclusive();
    throw error;
  }
}

/** Failures that count for the circuit breaker. An HTML page or an oversized body proves that the host works. */
export const HOST_FAILURES: ReadonlySet<string> = new Set([
  'network',
  'timeout',
  'refused',
  'dns',
  'tls',
  'server-error',
]);

type Outcome =
  | { kind: 'response'; response: HttpResponse }
  | { kind: 'failed'; error: UpstreamError; waitMs: number | null };

async function attemptRequest(
  request: Exchange,
  deps: ExchangeDeps,
  signal: AbortSignal,
  options: HttpOptions,
  gate: HostGate,
): Promise<Outcome> {
  let response: HttpResponse;
  try {
    response = await exchange(request, deps, signal);
  } catch (error) {
    if (error instanceof UpstreamError) return { kind: 'failed', error, waitMs: null };
    gate.inconclusive();
    throw error;
  }
  const address = originAndPath(new URL(response.url));
  const retryAfterMs = readRetryAfter(response.headers['retry-after'], response.serverNow, options.now());
  const waitMs = retryAfterMs === null ? null : Math.min(retryAfterMs, options.limits.backoffMaxMs);
  if (response.status === 429) {
    gate.rateLimited(waitMs);
    if (waitMs !== null) gate.pause(waitMs);
    const error = new UpstreamError('rate-limited', { address }, true);
    return { kind: 'failed', error, waitMs };
  }
  if (response.status >= 500) {
    const pause = response.status === 503 ? waitMs : null;
    if (pause !== null) gate.pause(pause);
    const error = new UpstreamError('server-error', { address, status: response.status }, true);
    return { kind: 'failed', error, waitMs: pause };
  }
  if (response.status < 300 && isHtmlPage(response)) {
    const error = new UpstreamError('html', { address }, true);
    return { kind: 'failed', error, waitMs: null };
  }
  return { kind: 'response', response };
}

/** Whether the body is an HTML page. The content type alone does not tell, so the first characters are checked too. */
function isHtmlPage(response: HttpResponse): boolean {
  const start = response.text.slice(0, 200).trimStart().toLowerCase();
  if (start.startsWith('<!doctype html') || start.startsWith('<html')) return true;
  const declared = /^(text\/html|application\/xhtml)/i.test(response.headers['content-type'] ?? '');
  // Some servers declare HTML and send JSON or XML.
  return declared && !/^(\[|\{|<\?xml|<(service_)?requests|<services)/.test(start);
}

function lowerCaseNames(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
