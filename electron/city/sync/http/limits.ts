/** Every bound on what one upstream may cost us. All times in ms, sizes in bytes. */
export type HttpLimits = {
  /** To an established connection. */
  connectMs: number;
  /** One try, from the first byte sent to the last byte read, redirects included. */
  totalMs: number;
  /** After decompression, so that a small compressed bomb counts too. */
  bodyBytes: number;
  redirects: number;
  /** Tries of one call, the first included. */
  tries: number;
  backoffBaseMs: number;
  backoffMaxMs: number;
  /** Longest `Retry-After` that is waited for inside a call; a longer one fails the call and closes the host till then. */
  retryAfterMaxMs: number;
  /** Failed calls in a row that open the breaker. */
  breakerFailures: number;
  breakerBaseMs: number;
  breakerMaxMs: number;
  /** Answers remembered for conditional requests: how many, and their texts together. */
  rememberedEntries: number;
  rememberedChars: number;
};

/** work-order-apis.md §1.5.6 and §1.5.7. */
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
  rememberedEntries: 256,
  rememberedChars: 8 * 1024 * 1024,
};
