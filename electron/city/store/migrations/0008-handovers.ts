import type { Migration } from '../migration.ts';

/**
 * Shift hand-over (交接班).
 *
 * - `handover_drafts`: the open hand-over of each post (岗位), as JSON; deleted when both have signed.
 * - `handovers`: the signed records, chained over all posts, so that changing or removing one is detected.
 * - `alarm_shelves`: shelved alarms (搁置) and until when. Rows are kept as the record of who shelved what; `lifted_at` says
 *   when an alarm was unshelved before its time.
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
