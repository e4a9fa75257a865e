import type { Migration } from '../migration.ts';

/**
 * Dispatch meetings (调度会): their list, the frozen pack of each, and which items it had. All of it follows from the
 * streams.
 */
export const meetings: Migration = {
  version: 30,
  name: 'meetings',
  sql: `
    CREATE TABLE meetings (
      stream INTEGER PRIMARY KEY REFERENCES streams(key),
      id TEXT NOT NULL UNIQUE,
      series TEXT NOT NULL,
      year INTEGER NOT NULL,
      number INTEGER NOT NULL,
      stage TEXT NOT NULL,
      held_at INTEGER NOT NULL,
      opened_at INTEGER,
      pack TEXT,
      UNIQUE (series, year, number)
    ) STRICT;
    CREATE UNIQUE INDEX meetings_one_running ON meetings (series) WHERE stage <> 'closed';
    CREATE TABLE meeting_items (
      item TEXT NOT NULL,
      stream INTEGER NOT NULL REFERENCES meetings(stream),
      PRIMARY KEY (item, stream)
    ) STRICT, WITHOUT ROWID;`,
};
