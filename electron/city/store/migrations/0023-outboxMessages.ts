import type { Migration } from '../migration.ts';

/**
 * Writes to the upstream (回传) as they are sent. The table of version 4 is replaced: no version has written a row of it.
 *
 * - `key`: the idempotency key; `event`: the entry of the log that caused it, written in the same transaction.
 * - `lane`: messages of one lane are sent in order of `id`.
 * - `body`: the values of its placeholders as JSON, without contact data.
 * - `doubt`: an attempt may have got through; `token`: the upstream took it and gave its number later (Open311).
 */
export const outboxMessages: Migration = {
  version: 23,
  name: 'outbox-messages',
  sql: `
    DROP INDEX IF EXISTS outbox_waiting;
    DROP TABLE outbox;
    CREATE TABLE outbox (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      key TEXT NOT NULL UNIQUE,
      source INTEGER NOT NULL REFERENCES sources (key),
      lane TEXT NOT NULL,
      case_id TEXT,
      whistle TEXT NOT NULL,
      event INTEGER NOT NULL REFERENCES journal_events (seq),
      what TEXT NOT NULL,
      action TEXT NOT NULL,
      operator TEXT NOT NULL,
      org TEXT NOT NULL,
      body TEXT NOT NULL,
      state TEXT NOT NULL
        CHECK (state IN ('pending', 'sending', 'acknowledged', 'refused', 'unknown', 'discarded')),
      doubt INTEGER NOT NULL DEFAULT 0 CHECK (doubt IN (0, 1)),
      token TEXT,
      attempts INTEGER NOT NULL DEFAULT 0,
      last_attempt_at INTEGER,
      next_attempt_at INTEGER,
      settled_at INTEGER,
      error TEXT,
      upstream_id TEXT,
      settled_by TEXT,
      reason TEXT,
      created_at INTEGER NOT NULL,
      UNIQUE (event, source, lane, action),
      CHECK ((state = 'pending') = (next_attempt_at IS NOT NULL)),
      CHECK ((state IN ('acknowledged', 'discarded')) = (settled_at IS NOT NULL))
    ) STRICT;
    CREATE INDEX outbox_open ON outbox (source, lane, id) WHERE settled_at IS NULL;
    CREATE INDEX outbox_of_whistle ON outbox (whistle, id);
    CREATE INDEX outbox_of_case ON outbox (case_id, id);
  `,
};
