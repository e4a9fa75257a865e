import type { Migration } from '../migration.ts';

/**
 * Wrong PINs are counted for each operator and browser, where there was one count for each operator: whoever reached the
 * sign-in could keep an operator out. A row with the hash of a browser stands for one that signed this operator in; the
 * row with an empty `browser` counts for all others together. Who was locked stays locked for the others.
 */
export const signInCounters: Migration = {
  version: 15,
  name: 'sign-in-counters',
  sql: `
    CREATE TABLE sign_in_counters (
      operator INTEGER NOT NULL REFERENCES operators (key),
      browser BLOB NOT NULL,
      failures INTEGER NOT NULL DEFAULT 0,
      failed_at INTEGER NOT NULL DEFAULT 0,
      locked_until INTEGER,
      used_at INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (operator, browser)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sign_in_counters_of_browser ON sign_in_counters (browser);

    INSERT INTO sign_in_counters (operator, browser, failures, failed_at, locked_until)
      SELECT key, x'', failures, locked_until, locked_until FROM operators WHERE locked_until IS NOT NULL;

    ALTER TABLE operators DROP COLUMN failures;
    ALTER TABLE operators DROP COLUMN locked_until;
  `,
};
