import type { Migration } from '../migration.ts';

/** Writes to the upstream that are pending (待同步). Each intended write has one idempotency key. */
export const outbox: Migration = {
  version: 4,
  name: 'outbox',
  sql: `
    CREATE TABLE outbox (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      idempotency_key TEXT NOT NULL UNIQUE,
      source INTEGER NOT NULL REFERENCES sources (key),
      payload TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('pending', 'sent', 'failed')),
      attempts INTEGER NOT NULL DEFAULT 0,
      next_attempt_at INTEGER,
      error TEXT,
      created_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX outbox_waiting ON outbox (next_attempt_at) WHERE state = 'pending';
  `,
};
