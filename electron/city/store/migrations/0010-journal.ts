import type { CarryingMigration } from '../migration.ts';
import { carryJournal } from './0010-carry.ts';

/**
 * One journal in the place of three chained logs (whistles, hand-overs, audit).
 *
 * - `journal`: an entry per command, refused ones too, with its place in the one chain; `journal_events`: its events.
 * - `streams`: the state of each whistle and hand-over. The key of a whistle's row is that of its stream.
 * - `timers`, `notices`: as before, of streams of any kind.
 * - `audit`: numbers of the entries that the auditor reads.
 * - `handovers`, `handover_drafts`: which are signed and which are open; their content is in their streams.
 * - `old_chains`: the head of each of the three chains.
 *
 * The old tables are dropped: keeping two copies would double the size, and they could diverge. Their content is copied
 * unchanged and in order, so that `verify` can recompute the old hashes from the journal up to the kept heads and prove
 * the old history without the old tables. The backup made before each migration still contains them.
 *
 * Entries are merged by time; the order within each old chain is kept. A chain that was already broken is copied as it is
 * and still reported: a hall must not be locked out of its own records.
 */
export const journal: CarryingMigration = {
  version: 10,
  name: 'journal',
  sql: `
    DROP TRIGGER IF EXISTS audit_not_changed;
    DROP TRIGGER IF EXISTS audit_not_deleted;
    DROP TRIGGER IF EXISTS handovers_not_changed;
    DROP TRIGGER IF EXISTS handovers_not_deleted;
    DROP INDEX IF EXISTS timers_due;
    DROP INDEX IF EXISTS notices_waiting;
    DROP INDEX IF EXISTS handovers_of_post;
    ALTER TABLE audit RENAME TO old_audit;
    ALTER TABLE handovers RENAME TO old_handovers;
    ALTER TABLE timers RENAME TO old_timers;
    ALTER TABLE notices RENAME TO old_notices;

    CREATE TABLE streams (
      key INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      subject TEXT NOT NULL,
      version INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      fold_version INTEGER NOT NULL,
      state TEXT NOT NULL,
      UNIQUE (kind, subject)
    ) STRICT;

    CREATE TABLE journal (
      pos INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      command TEXT NOT NULL UNIQUE,
      subject TEXT NOT NULL,
      type TEXT NOT NULL,
      operator TEXT NOT NULL,
      console TEXT NOT NULL,
      at INTEGER NOT NULL,
      done_at INTEGER,
      body TEXT,
      body_hash BLOB NOT NULL,
      first_seq INTEGER NOT NULL,
      last_seq INTEGER NOT NULL,
      refusal TEXT,
      link BLOB NOT NULL,
      CHECK (refusal IS NULL OR last_seq < first_seq)
    ) STRICT;
    CREATE TRIGGER journal_not_changed BEFORE UPDATE ON journal
      BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER journal_not_deleted BEFORE DELETE ON journal
      BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;

    CREATE TABLE journal_events (
      seq INTEGER PRIMARY KEY,
      entry INTEGER NOT NULL REFERENCES journal (pos),
      stream INTEGER NOT NULL REFERENCES streams (key),
      version INTEGER NOT NULL,
      event TEXT NOT NULL,
      UNIQUE (stream, version)
    ) STRICT;
    CREATE TRIGGER journal_events_not_changed BEFORE UPDATE ON journal_events
      BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER journal_events_not_deleted BEFORE DELETE ON journal_events
      BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;

    -- Where the chain ends: the last entries cut off would leave a chain that is sound in itself.
    CREATE TABLE journal_head (
      only_row INTEGER PRIMARY KEY DEFAULT 1 CHECK (only_row = 1),
      pos INTEGER NOT NULL,
      seq INTEGER NOT NULL,
      link BLOB NOT NULL
    ) STRICT;
    INSERT INTO journal_head (pos, seq, link) VALUES (0, 0, zeroblob(32));

    CREATE TABLE audit (
      seq INTEGER PRIMARY KEY,
      entry INTEGER NOT NULL UNIQUE REFERENCES journal (pos)
    ) STRICT;
    CREATE TRIGGER audit_not_changed BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'audit is append-only'); END;
    CREATE TRIGGER audit_not_deleted BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'audit is append-only'); END;

    CREATE TABLE timers (
      stream INTEGER NOT NULL REFERENCES streams (key),
      id TEXT NOT NULL,
      due_at INTEGER NOT NULL,
      body TEXT NOT NULL,
      stuck INTEGER NOT NULL DEFAULT 0 CHECK (stuck IN (0, 1)),
      PRIMARY KEY (stream, id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX timers_due ON timers (due_at, stream, id) WHERE stuck = 0;

    CREATE TABLE notices (
      id INTEGER PRIMARY KEY,
      event INTEGER NOT NULL REFERENCES journal_events (seq),
      recipient TEXT NOT NULL,
      body TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      sent_at INTEGER,
      UNIQUE (event, recipient)
    ) STRICT;
    CREATE INDEX notices_waiting ON notices (id) WHERE sent_at IS NULL;

    CREATE TABLE handovers (
      seq INTEGER PRIMARY KEY,
      stream INTEGER NOT NULL UNIQUE REFERENCES streams (key),
      id TEXT NOT NULL UNIQUE,
      org TEXT NOT NULL,
      signed_at INTEGER NOT NULL,
      outgoing TEXT NOT NULL,
      incoming TEXT NOT NULL CHECK (incoming <> outgoing)
    ) STRICT;
    CREATE INDEX handovers_of_post ON handovers (org, seq DESC);
    CREATE TRIGGER handovers_not_changed BEFORE UPDATE ON handovers
      BEGIN SELECT raise(ABORT, 'a signed hand-over is not changed'); END;
    CREATE TRIGGER handovers_not_deleted BEFORE DELETE ON handovers
      BEGIN SELECT raise(ABORT, 'a signed hand-over is not deleted'); END;

    CREATE TABLE old_chains (
      chain TEXT PRIMARY KEY CHECK (chain IN ('audit', 'whistles', 'handovers')),
      seq INTEGER NOT NULL,
      hash BLOB NOT NULL,
      broken TEXT
    ) STRICT, WITHOUT ROWID;

    INSERT INTO streams (key, kind, subject, version, updated_at, fold_version, state)
      SELECT key, 'whistle', id, seq, updated_at, fold_version, state FROM whistles;
    INSERT INTO timers (stream, id, due_at, body, stuck) SELECT whistle, id, due_at, body, stuck FROM old_timers;
    INSERT INTO old_chains (chain, seq, hash, broken) SELECT chain, seq, hash, NULL FROM chain_heads;
  `,
  carry: carryJournal,
};
