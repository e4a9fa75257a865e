/** Limits of requests to upstreams. Times in ms, sizes in bytes. */
export type HttpLimits = {
  /** Timeout of establishing a connection. */
  connectMs: number;
  /** Timeout of one attempt, from the first byte sent to the last byte read, including redirects. */
  totalMs: number;
  /** Largest body after decompression, so that a decompression bomb is caught too. */
  bodyBytes: number;
  redirects: number;
  /** Attempts per call, including the first. */
  tries: number;
  backoffBaseMs: number;
  backoffMaxMs: number;
  /**
   * Longest `Retry-After` that a call waits for. A longer one fails the call, and the host gets no request until then.
   */
  retryAfterMaxMs: number;
  /** Failed calls in a row that open the circuit breaker. */
  breakerFailures: number;
  breakerBaseMs: number;
  breakerMaxMs: number;
  /** Size of the cache for conditional requests: number of responses, and characters of their bodies together. */
  cacheEntries: number;
  cacheChars: number;
};

/** Values of work-order-apis.md §1.5.6 and §1.5.7. */
export const DEFAULT_HTTP_LIMITS: HttpLimits = {
  connectMs: 5_000,
  totalMs: 30_000,
  bodyBytes: 32 * 1024 * 1024,
  redirects: 5,
  tries: 4,
  backoffBaseMs: 1_000,
  backoffMaxMs: 300_000,
  retryAfterMaxMs: 120_000,
  breakerFailures: 5,
  breakerBaseMs: 15_000,
  breakerMaxMs: 300_000,
  cacheEntries: 256,
  cacheChars: 8 * 1024 * 1024,
};
