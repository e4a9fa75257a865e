import { UpstreamError } from '../sync/adapter.ts';
import { checkAddress, originAndPath } from '../sync/http/address.ts';
import { readBody } from '../sync/http/body.ts';
import { dispatcherInits } from '../sync/http/dispatcher.ts';
import { type Credentials, type ExchangeDeps, exchangeAs } from '../sync/http/exchange.ts';
import { type GateClock, HostGate } from '../sync/http/hostGate.ts';
import { HOST_FAILURES } from '../sync/http/http.ts';
import { DEFAULT_HTTP_LIMITS, type HttpLimits } from '../sync/http/limits.ts';
import { readRetryAfter } from '../sync/http/retry.ts';
import type { UpstreamHosts } from '../sync/http/upstreamHosts.ts';
import { MAX_TILE_BYTES } from './tileBytes.ts';

/** Tiles are small and many, and a window waits: one attempt, since the window asks again. */
export const TILE_LIMITS: HttpLimits = {
  ...DEFAULT_HTTP_LIMITS,
  totalMs: 15_000,
  bodyBytes: MAX_TILE_BYTES,
  tries: 1,
};

export type TileHttpOptions = GateClock & {
  fetch: typeof fetch;
  userAgent: string;
  authorities: readonly string[];
  hosts: UpstreamHosts;
  limits: HttpLimits;
};

/** `status` is below 500 and not 429. */
export type TileAnswer = { status: number; bytes: Uint8Array };

/** Requests to tile servers, by the same rules as to sources: allowed addresses, limits, a circuit breaker per host. */
export type TileHttp = {
  /** `key`: sent to the origin of `url` alone. @throws UpstreamError */
  get(
    url: string,
    key: Pick<Credentials, 'in' | 'name' | 'secret'> | null,
    signal: AbortSignal,
  ): Promise<TileAnswer>;
};

export function createTileHttp(options: TileHttpOptions): TileHttp {
  const gates = new Map<string, HostGate>();
  /** Host → until when it asked to be left alone, by the service's clock. */
  const askedToWait = new Map<string, number>();
  const deps: ExchangeDeps = {
    fetch: options.fetch,
    init: dispatcherInits(options.limits.connectMs, options.authorities),
    hosts: options.hosts,
    userAgent: options.userAgent,
    limits: options.limits,
  };
  return {
    async get(url, key, signal) {
      const { host, origin, pathname } = checkAddress(url);
      // A window waits for a tile: it is told at once, and draws what is kept, instead of queueing behind the pause.
      if ((askedToWait.get(host) ?? 0) > options.now())
        throw new UpstreamError('rate-limited', { address: `${origin}${pathname}` }, true);
      const gate = gates.get(host) ?? new HostGate(host, options, options.limits);
      gates.set(host, gate);
      await gate.acquire(signal);
      const request = {
        ...{ method: 'GET' as const, url, headers: { accept: 'image/*,*/*' }, body: null, follow: true },
        credentials: key === null ? null : { ...key, origin },
      };
      try {
        const answer = await exchangeAs(request, deps, signal, async (response, at, maxBytes) => ({
          status: response.status,
          bytes: await readBody(response, maxBytes),
          address: originAndPath(at),
          retryAfter: response.headers.get('retry-after') ?? undefined,
        }));
        const waitMs = readRetryAfter(answer.retryAfter, null, options.now());
        if (waitMs !== null && (answer.status === 429 || answer.status === 503))
          askedToWait.set(host, options.now() + Math.min(waitMs, options.limits.backoffMaxMs));
        if (answer.status === 429) throw new UpstreamError('rate-limited', { address: answer.address }, true);
        if (answer.status >= 500)
          throw new UpstreamError('server-error', { address: answer.address, status: answer.status }, true);
        gate.success();
        return { status: answer.status, bytes: answer.bytes };
      } catch (error) {
        if (error instanceof UpstreamError && HOST_FAILURES.has(error.code)) gate.failure();
        else gate.inconclusive();
        throw error;
      }
    },
  };
}
