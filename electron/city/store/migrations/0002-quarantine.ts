import type { Migration } from '../migration.ts';

/** Rows that could not be read. The same payload of the same source is one entry, however often it comes. */
export const quarantine: Migration = {
  version: 2,
  name: 'quarantine',
  sql: `
    CREATE TABLE quarantine (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      source INTEGER NOT NULL REFERENCES sources (key),
      payload_hash BLOB NOT NULL,
      source_id TEXT,
      code TEXT NOT NULL,
      reason TEXT NOT NULL,
      first_at INTEGER NOT NULL,
      last_at INTEGER NOT NULL,
      times INTEGER NOT NULL,
      payload TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX quarantine_by_payload ON quarantine (source, payload_hash);
    CREATE INDEX quarantine_newest ON quarantine (last_at DESC, id DESC);
  `,
};
