import type { Migration } from '../migration.ts';

/**
 * Sources with their accounting, cases, contacts in a table of their own, and the append-only history.
 *
 * `seq` is assigned by the writer, without gaps and never reused, since no case is ever deleted; AUTOINCREMENT would do the
 * same at the cost of a write to a second table for every row. Large texts are the last columns of `cases`, so that reading
 * the narrow columns of a row stops before them. The values of status, stage and so on are checked by storable.ts.
 */
export const cases: Migration = {
  version: 1,
  name: 'cases',
  sql: `
    CREATE TABLE meta (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
      revision INTEGER NOT NULL,
      sighted_seq INTEGER NOT NULL
    ) STRICT;
    INSERT INTO meta (only_row, revision, sighted_seq) VALUES (1, 0, 0);

    CREATE TABLE sources (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      config TEXT NOT NULL,
      cursor TEXT,
      received INTEGER NOT NULL DEFAULT 0,
      stored INTEGER NOT NULL DEFAULT 0,
      unchanged INTEGER NOT NULL DEFAULT 0,
      quarantined INTEGER NOT NULL DEFAULT 0,
      last_success_at INTEGER,
      last_attempt_at INTEGER,
      newest_row_at INTEGER,
      skew_ms REAL,
      error_code TEXT,
      error_message TEXT,
      error_at INTEGER,
      removed INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    CREATE TABLE cases (
      seq INTEGER PRIMARY KEY,
      source INTEGER NOT NULL REFERENCES sources (key),
      source_id TEXT NOT NULL,
      hash INTEGER NOT NULL,
      first_seen INTEGER NOT NULL,
      first_revision INTEGER NOT NULL,
      revision INTEGER NOT NULL,
      gone_at INTEGER,
      status TEXT NOT NULL,
      requested_at INTEGER NOT NULL,
      updated_at INTEGER,
      closed_at INTEGER,
      due_at INTEGER,
      rework INTEGER NOT NULL,
      lon REAL,
      lat REAL,
      category_code TEXT NOT NULL,
      org TEXT,
      street TEXT,
      grid TEXT,
      channel TEXT,
      stage TEXT,
      category_name TEXT NOT NULL,
      location_quality TEXT NOT NULL,
      due_basis TEXT,
      upstream_due_at INTEGER,
      original_x TEXT,
      original_y TEXT,
      original_crs TEXT,
      title TEXT NOT NULL,
      address TEXT,
      media_url TEXT,
      original_times TEXT NOT NULL,
      description TEXT,
      status_notes TEXT,
      raw TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX cases_by_source_id ON cases (source, source_id);

    CREATE TABLE contacts (
      seq INTEGER PRIMARY KEY REFERENCES cases (seq),
      name TEXT,
      phone TEXT,
      email TEXT,
      original_description TEXT
    ) STRICT;

    -- When each case was last listed by its upstream. Apart from cases and narrow, because every poll touches it.
    -- Cases beyond meta.sighted_seq have not been listed again since they were first seen and have no row yet.
    CREATE TABLE sightings (
      seq INTEGER PRIMARY KEY,
      source INTEGER NOT NULL,
      at INTEGER NOT NULL,
      open INTEGER NOT NULL,
      gone INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX sightings_of_open ON sightings (source, at) WHERE open = 1 AND gone = 0;

    CREATE TABLE sweeps (
      source INTEGER NOT NULL REFERENCES sources (key),
      started_at INTEGER NOT NULL,
      PRIMARY KEY (source, started_at)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE history (
      id INTEGER PRIMARY KEY,
      seq INTEGER NOT NULL REFERENCES cases (seq),
      revision INTEGER NOT NULL,
      at INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('changed', 'gone', 'returned')),
      changes TEXT NOT NULL
    ) STRICT;
    CREATE INDEX history_of_case ON history (seq);

    -- Where cases and history ended at each revision: «what changed since» without an index on every row.
    CREATE TABLE revisions (
      revision INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      last_seq INTEGER NOT NULL,
      last_history INTEGER NOT NULL
    ) STRICT;
  `,
};
