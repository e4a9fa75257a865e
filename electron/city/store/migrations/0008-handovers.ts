import type { Migration } from '../migration.ts';

/**
 * Shift hand-over (交接班).
 *
 * - `handover_drafts`: the open one of each post (岗位), as JSON; it goes when both have signed.
 * - `handovers`: what both signed, chained over all posts, so that none can be changed or taken out unseen.
 * - `alarm_shelves`: alarms put off (搁置) and until when. Rows stay as the record of who put off what; `lifted_at` tells
 *   that it was taken back before its time.
 */
export const handovers: Migration = {
  version: 8,
  name: 'handovers',
  sql: `
    CREATE TABLE handover_drafts (
      org TEXT PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      opened_at INTEGER NOT NULL,
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE handovers (
      seq INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      org TEXT NOT NULL,
      signed_at INTEGER NOT NULL,
      outgoing TEXT NOT NULL,
      incoming TEXT NOT NULL CHECK (incoming <> outgoing),
      body TEXT NOT NULL,
      hash BLOB NOT NULL
    ) STRICT;
    CREATE INDEX handovers_of_post ON handovers (org, seq DESC);
    CREATE TRIGGER handovers_not_changed BEFORE UPDATE ON handovers
      BEGIN SELECT raise(ABORT, 'a signed hand-over is not changed'); END;
    CREATE TRIGGER handovers_not_deleted BEFORE DELETE ON handovers
      BEGIN SELECT raise(ABORT, 'a signed hand-over is not deleted'); END;

    CREATE TABLE alarm_shelves (
      key INTEGER PRIMARY KEY,
      operator TEXT NOT NULL,
      alarm TEXT NOT NULL,
      whistle TEXT NOT NULL,
      at INTEGER NOT NULL,
      until INTEGER NOT NULL CHECK (until > at),
      lifted_at INTEGER
    ) STRICT;
    CREATE INDEX alarm_shelves_of_operator ON alarm_shelves (operator, until);
    CREATE INDEX alarm_shelves_until ON alarm_shelves (until);
  `,
};
