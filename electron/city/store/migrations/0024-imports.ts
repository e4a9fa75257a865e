import type { Migration } from '../migration.ts';

/**
 * Imports of files (文件导入), and what each did to the cases, so that it can be taken back. An import without `ended_at` is
 * running, or was when the program ended; one with `undone_at` and without `undo` is being taken back.
 *
 * - `imports`: `operator` is its id, null for the command line; `who` the name. The counts are of rows.
 * - `import_cases`: a case that the import created or changed, with what was stored before (`before`, and its contact data in
 *   `contact`, both JSON, gone once the import is taken back). `history`: the import's last entry in the history of the case,
 *   null where it has none; `prior`: the last entry before the import, 0 for none; `outcome`: what an undo made of it.
 * - `absences`: cases that are closed because a whole list (整表) lacked them, with the stage that they had.
 */
export const imports: Migration = {
  version: 24,
  name: 'imports',
  sql: `
    CREATE TABLE imports (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      source INTEGER NOT NULL REFERENCES sources (key),
      file TEXT NOT NULL,
      started_at INTEGER NOT NULL,
      ended_at INTEGER,
      operator TEXT,
      who TEXT NOT NULL,
      state TEXT NOT NULL,
      error TEXT,
      received INTEGER NOT NULL DEFAULT 0,
      stored INTEGER NOT NULL DEFAULT 0,
      unchanged INTEGER NOT NULL DEFAULT 0,
      quarantined INTEGER NOT NULL DEFAULT 0,
      left_out INTEGER NOT NULL DEFAULT 0,
      noted INTEGER NOT NULL DEFAULT 0,
      whole TEXT,
      undone_at INTEGER,
      undone_by TEXT,
      undo_reason TEXT,
      undo TEXT
    ) STRICT;
    CREATE INDEX imports_of_source ON imports (source, started_at);

    CREATE TABLE import_cases (
      import INTEGER NOT NULL REFERENCES imports (key),
      seq INTEGER NOT NULL REFERENCES cases (seq),
      at INTEGER NOT NULL,
      history INTEGER,
      prior INTEGER NOT NULL,
      created INTEGER NOT NULL,
      before TEXT,
      contact TEXT,
      outcome TEXT,
      PRIMARY KEY (import, seq)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX imports_of_case ON import_cases (seq);
    CREATE INDEX import_contacts ON import_cases (seq) WHERE contact IS NOT NULL;

    -- Receipts of refused rows, and rows of earlier lists that became superseded.
    CREATE TABLE import_refusals (
      import INTEGER NOT NULL REFERENCES imports (key),
      quarantine INTEGER NOT NULL REFERENCES quarantine (id) ON DELETE CASCADE,
      times INTEGER NOT NULL,
      resolved INTEGER NOT NULL,
      PRIMARY KEY (import, quarantine)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX imports_of_refusal ON import_refusals (quarantine);

    CREATE TABLE absences (
      seq INTEGER PRIMARY KEY REFERENCES cases (seq),
      stage TEXT
    ) STRICT;
  `,
};
