import type { Database } from 'better-sqlite3';

/** Wrong PINs in a row. Times in UTC ms. */
export type SignInCounter = { failures: number; failedAt: number; lockedUntil: number | null };

/** A counter that keeps somebody out. `known`: of one browser that signed the operator in; otherwise of all others. */
export type LockedCounter = { operator: string; name: string; known: boolean; lockedUntil: number };

/**
 * Counters of wrong PINs, by operator (`key`) and browser (hash of its id). `NO_BROWSER` counts for all browsers that never
 * signed the operator in.
 */
export type SignInTable = {
  /** Null for a browser that never signed this operator in; for `NO_BROWSER` where nothing was counted. */
  counter(operator: number, browser: Buffer): SignInCounter | null;
  setCounter(operator: number, browser: Buffer, counter: SignInCounter): void;
  /** Whether this browser ever signed anybody in. */
  knowsBrowser(browser: Buffer): boolean;
  /** Counters that are locked at `now`, by operator. */
  locked(now: number): LockedCounter[];
};

export const NO_BROWSER: Buffer = Buffer.alloc(0);
/** More desks than one person works at. Beyond it, the browser that was not used for longest is a stranger again. */
export const BROWSERS_KEPT = 20;

/** What other tables do with the counters, in their own transactions. */
export type SignInWrites = {
  /** After the right PIN: `used` counts from zero, and `browser` is known from now on. */
  signedIn(operator: number, used: Buffer, browser: Buffer, at: number): void;
  /** Counts from zero in every browser, and lifts every lock. */
  clear(operator: number): void;
};

export function createSignInTable(db: Database): SignInTable & SignInWrites {
  const get = db.prepare<[number, Buffer], SignInCounter>(
    `SELECT failures, failed_at AS failedAt, locked_until AS lockedUntil
     FROM sign_in_counters WHERE operator = ? AND browser = ?`,
  );
  const put = db.prepare(
    `INSERT INTO sign_in_counters (operator, browser, failures, failed_at, locked_until) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (operator, browser) DO UPDATE SET failures = excluded.failures, failed_at = excluded.failed_at,
       locked_until = excluded.locked_until`,
  );
  const reset = db.prepare(
    'UPDATE sign_in_counters SET failures = 0, locked_until = NULL WHERE operator = ? AND browser = ?',
  );
  const know = db.prepare(
    `INSERT INTO sign_in_counters (operator, browser, used_at) VALUES (?, ?, ?)
     ON CONFLICT (operator, browser) DO UPDATE SET used_at = excluded.used_at`,
  );
  const forget = db.prepare(
    `DELETE FROM sign_in_counters WHERE operator = :operator AND browser IN (
       SELECT browser FROM sign_in_counters WHERE operator = :operator AND browser <> x''
       ORDER BY used_at DESC LIMIT -1 OFFSET ${BROWSERS_KEPT})`,
  );
  const clear = db.prepare(
    'UPDATE sign_in_counters SET failures = 0, locked_until = NULL WHERE operator = ?',
  );
  const known = db
    .prepare<[Buffer], number>('SELECT 1 FROM sign_in_counters WHERE browser = ? LIMIT 1')
    .pluck();
  const locked = db.prepare<[number], { operator: string; name: string; known: number; lockedUntil: number }>(
    `SELECT o.id AS operator, o.name, c.browser <> x'' AS known, c.locked_until AS lockedUntil
     FROM sign_in_counters c JOIN operators o ON o.key = c.operator
     WHERE c.locked_until > ? ORDER BY o.key, known, lockedUntil`,
  );
  return {
    counter: (operator, browser) => get.get(operator, browser) ?? null,
    setCounter: (operator, browser, { failures, failedAt, lockedUntil }) =>
      void put.run(operator, browser, failures, failedAt, lockedUntil),
    knowsBrowser: (browser) => known.get(browser) !== undefined,
    locked: (now) => locked.all(now).map((row) => ({ ...row, known: row.known === 1 })),
    signedIn(operator, used, browser, at) {
      reset.run(operator, used);
      know.run(operator, browser, at);
      forget.run({ operator });
    },
    clear: (operator) => void clear.run(operator),
  };
}
