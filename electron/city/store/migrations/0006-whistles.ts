import type { Migration } from '../migration.ts';

/**
 * Whistles (吹哨). The log is authoritative; everything else can be derived from it.
 *
 * - `whistle_events`: append-only and chained over all whistles, so that removing even a whole whistle is detected.
 * - `whistles`: the folded state of each log, with columns for filtering. `fold_version`: the version that folded it.
 * - `receipts`: the answer to each command id. A refused command has one too, so that repeating it gives the same answer.
 * - `timers`: timers that have not fired; the scheduler takes them in order of `due_at`.
 * - `whistle_frames`: the rules, calendar and organisations from which timers were computed, at each change.
 * - `notices`: outbox of notifications, written with the event that caused them.
 */
export const whistles: Migration = {
  version: 6,
  name: 'whistles',
  sql: `
    CREATE TABLE whistles (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      seq INTEGER NOT NULL,
      open INTEGER NOT NULL CHECK (open IN (0, 1)),
      stage TEXT NOT NULL,
      kind TEXT NOT NULL,
      level INTEGER NOT NULL,
      street TEXT NOT NULL,
      category TEXT,
      item TEXT,
      subject TEXT NOT NULL,
      lon REAL,
      lat REAL,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      fold_version INTEGER NOT NULL,
      words TEXT NOT NULL,
      state TEXT NOT NULL
    ) STRICT;
    CREATE INDEX whistles_newest ON whistles (open, created_at DESC, key DESC);
    CREATE INDEX whistles_placed ON whistles (lat, lon) WHERE open = 1 AND lat IS NOT NULL;

    CREATE TABLE whistle_orgs (
      whistle INTEGER NOT NULL REFERENCES whistles (key),
      org TEXT NOT NULL,
      PRIMARY KEY (org, whistle)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX orgs_of_whistle ON whistle_orgs (whistle);

    -- For whom a whistle waits; role '' is anybody of the organisation.
    CREATE TABLE whistle_waits (
      whistle INTEGER NOT NULL REFERENCES whistles (key),
      org TEXT NOT NULL,
      role TEXT NOT NULL,
      PRIMARY KEY (org, role, whistle)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX waits_of_whistle ON whistle_waits (whistle);

    CREATE TABLE whistle_cases (
      case_id TEXT NOT NULL,
      whistle INTEGER NOT NULL REFERENCES whistles (key),
      PRIMARY KEY (case_id, whistle)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX cases_of_whistle ON whistle_cases (whistle);

    CREATE TABLE whistle_events (
      seq INTEGER PRIMARY KEY,
      whistle INTEGER NOT NULL REFERENCES whistles (key),
      n INTEGER NOT NULL,
      at INTEGER NOT NULL,
      command TEXT NOT NULL,
      event TEXT NOT NULL,
      hash BLOB NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX events_of_whistle ON whistle_events (whistle, n);
    CREATE TRIGGER whistle_events_not_changed BEFORE UPDATE ON whistle_events
      BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
    CREATE TRIGGER whistle_events_not_deleted BEFORE DELETE ON whistle_events
      BEGIN SELECT raise(ABORT, 'the log is append-only'); END;

    CREATE TABLE receipts (
      command TEXT PRIMARY KEY,
      whistle TEXT NOT NULL,
      operator TEXT NOT NULL,
      at INTEGER NOT NULL,
      body_hash BLOB NOT NULL,
      type TEXT NOT NULL,
      first_seq INTEGER,
      last_seq INTEGER,
      refusal TEXT,
      CHECK ((refusal IS NULL) = (first_seq IS NOT NULL AND last_seq IS NOT NULL))
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE timers (
      whistle INTEGER NOT NULL REFERENCES whistles (key),
      id TEXT NOT NULL,
      due_at INTEGER NOT NULL,
      body TEXT NOT NULL,
      stuck INTEGER NOT NULL DEFAULT 0 CHECK (stuck IN (0, 1)),
      PRIMARY KEY (whistle, id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX timers_due ON timers (due_at, whistle, id) WHERE stuck = 0;

    CREATE TABLE notices (
      id INTEGER PRIMARY KEY,
      event INTEGER NOT NULL REFERENCES whistle_events (seq),
      recipient TEXT NOT NULL,
      body TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      sent_at INTEGER,
      UNIQUE (event, recipient)
    ) STRICT;
    CREATE INDEX notices_waiting ON notices (id) WHERE sent_at IS NULL;

    CREATE TABLE whistle_frames (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      body TEXT NOT NULL
    ) STRICT;

    CREATE TABLE attachments (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      type TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      at INTEGER NOT NULL,
      by TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
