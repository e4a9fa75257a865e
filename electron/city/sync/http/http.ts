import { type Http, type HttpAnswer, UpstreamError } from '../adapter.ts';
import { checkAddress, describeAddress } from './address.ts';
import { ConditionalCache } from './conditionalCache.ts';
import { connectInit } from './dispatcher.ts';
import { type Credentials, type Exchange, type ExchangeDeps, exchange } from './exchange.ts';
import { type GateClock, HostGate, type Refused } from './hostGate.ts';
import type { HttpLimits } from './limits.ts';
import { fullJitter, readRetryAfter } from './retry.ts';

export type HttpOptions = GateClock & {
  fetch: typeof fetch;
  random(): number;
  /** With a contact: several city servers turn away anonymous clients. */
  userAgent: string;
  /** Certificate authorities (PEM) to trust beside the bundled ones and the system's; none in most halls. */
  authorities: readonly string[];
  limits: HttpLimits;
};

type SessionOptions = {
  /** Whose remembered answers these are: two sources may see different things at one address. */
  key: string;
  ratePerMinute: number | null;
  credentials: Credentials | null;
  signal: AbortSignal;
  /** Tries of one call, the first included; null: as the limits say. Somebody waiting at a screen wants fewer. */
  tries: number | null;
};

/** All upstream traffic of the service: hosts are shared between sources, keys and stop signals are not. */
export type HttpFamily = {
  session(options: SessionOptions): Http;
  /** When the host's breaker lets the next request through; null while it is closed. */
  breakerOpensAt(url: string): number | null;
  /** The last 429 of this host that named a time to wait, and the requests it had let through before. */
  refusalOf(url: string): Refused | null;
};

/** Builds the client that every source goes through. Node's `fetch` in life, a stand-in in tests. */
export function createHttp(options: HttpOptions): HttpFamily {
  const gates = new Map<string, HostGate>();
  const remembered = new ConditionalCache(options.limits.rememberedEntries, options.limits.rememberedChars);
  const deps: ExchangeDeps = {
    fetch: options.fetch,
    init: connectInit(options.limits.connectMs, options.authorities),
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
      const call = (request: Omit<Exchange, 'credentials'>): Promise<HttpAnswer> => {
        const gate = gateOf(checkAddress(request.url).host);
        gate.stateRate(session.key, session.ratePerMinute);
        const tries = session.tries ?? options.limits.tries;
        const exchanged = { ...request, credentials: session.credentials };
        return ask(exchanged, gate, session.signal, tries, options, deps);
      };
      return {
        async get(url, headers) {
          const own = lowerNames(headers);
          const key = `${session.key}\n${own['accept'] ?? ''}\n${url}`;
          const callerAsksConditionally = 'if-none-match' in own || 'if-modified-since' in own;
          const conditions = callerAsksConditionally ? {} : remembered.conditions(key);
          const answer = await call({ method: 'GET', url, headers: { ...own, ...conditions }, body: null });
          if (answer.status === 304 && !callerAsksConditionally) {
            return remembered.revalidated(key, answer) ?? { ...answer, text: '' };
          }
          remembered.remember(key, answer);
          return answer;
        },
        async post(url, headers, body) {
          return call({ method: 'POST', url, headers: lowerNames(headers), body });
        },
      };
    },
    breakerOpensAt: (url) => gates.get(checkAddress(url).host)?.opensAt ?? null,
    refusalOf: (url) => gates.get(checkAddress(url).host)?.refused ?? null,
  };
}

/** One call: tries with back-off until an answer that the caller can use, or the reason why there is none. */
async function ask(
  request: Exchange,
  gate: HostGate,
  signal: AbortSignal,
  tries: number,
  options: HttpOptions,
  deps: ExchangeDeps,
): Promise<HttpAnswer> {
  const { limits } = options;
  for (let attempt = 0; ; attempt += 1) {
    const { probe } = await gate.enter(signal);
    const outcome = await tryOnce(request, deps, signal, options, gate);
    if (outcome.kind === 'answer') {
      gate.success();
      return outcome.answer;
    }
    const { error, waitMs } = outcome;
    const last = probe || attempt + 1 >= tries || !error.retryable || (waitMs ?? 0) > limits.retryAfterMaxMs;
    if (!last) {
      const backoff = fullJitter(attempt, limits.backoffBaseMs, limits.backoffMaxMs, options.random);
      // A stated wait is a lower bound; the jitter on top keeps several consoles apart.
      await options.sleep(waitMs === null ? backoff : waitMs + backoff, signal);
      continue;
    }
    if (HOST_FAILURES.has(error.code)) gate.failure();
    else gate.undecided();
    throw error;
  }
}

/** What speaks against the host itself. A page instead of data or a huge body still proves it alive. */
const HOST_FAILURES = new Set(['network', 'timeout', 'refused', 'dns', 'tls', 'server-error']);

type Outcome =
  | { kind: 'answer'; answer: HttpAnswer }
  | { kind: 'failed'; error: UpstreamError; waitMs: number | null };

async function tryOnce(
  request: Exchange,
  deps: ExchangeDeps,
  signal: AbortSignal,
  options: HttpOptions,
  gate: HostGate,
): Promise<Outcome> {
  let answer: HttpAnswer;
  try {
    answer = await exchange(request, deps, signal);
  } catch (error) {
    if (error instanceof UpstreamError) return { kind: 'failed', error, waitMs: null };
    gate.undecided();
    throw error;
  }
  const where = describeAddress(new URL(answer.url));
  const stated = readRetryAfter(answer.headers['retry-after'], answer.serverNow, options.now());
  const waitMs = stated === null ? null : Math.min(stated, options.limits.backoffMaxMs);
  if (answer.status === 429) {
    gate.refuse(waitMs);
    if (waitMs !== null) gate.pause(waitMs);
    const error = new UpstreamError(
      'rate-limited',
      `${where} 限制了访问次数（429），将按对方要求放慢。`,
      true,
    );
    return { kind: 'failed', error, waitMs };
  }
  if (answer.status >= 500) {
    const pause = answer.status === 503 ? waitMs : null;
    if (pause !== null) gate.pause(pause);
    const error = new UpstreamError('server-error', `${where} 内部出错（HTTP ${answer.status}）。`, true);
    return { kind: 'failed', error, waitMs: pause };
  }
  if (answer.status < 300 && isPage(answer)) {
    const error = new UpstreamError('html', `${where} 返回的是网页（登录页或维护页？），不是数据。`, true);
    return { kind: 'failed', error, waitMs: null };
  }
  return { kind: 'answer', answer };
}

/** A page passes for data under any content type, so the first characters are looked at too. */
function isPage(answer: HttpAnswer): boolean {
  const start = answer.text.slice(0, 200).trimStart().toLowerCase();
  if (start.startsWith('<!doctype html') || start.startsWith('<html')) return true;
  const declared = /^(text\/html|application\/xhtml)/i.test(answer.headers['content-type'] ?? '');
  // Some servers announce HTML and send JSON or XML: what can be read is read.
  return declared && !/^(\[|\{|<\?xml|<(service_)?requests|<services)/.test(start);
}

function lowerNames(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
