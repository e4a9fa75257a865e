/** Limits of connections to exchange databases, ms. */
export type ExchangeLimits = {
  /** Until a connection is open and the account has signed in. */
  loginMs: number;
  /** Of one query, asked of the server; the connection is given up some seconds later. */
  statementMs: number;
};

export const EXCHANGE_LIMITS: ExchangeLimits = { loginMs: 15_000, statementMs: 60_000 };

/** How much later than the server the connection itself gives up, ms. */
export const GRACE_MS = 5_000;
