import type { Migration } from '../migration.ts';

/**
 * How many cases each import created and changed, counted in the transactions that do it. `noted`, counted there from now on
 * too: rows that were stored with a note; older imports have counted them once for each kind.
 *
 * `import_notes`: what an import left out or corrected of the row of a case (导入时的更正), by its code. `notes`: JSON, without
 * contact data; gone once the import is taken back.
 */
export const importNotes: Migration = {
  version: 25,
  name: 'import-notes',
  sql: `
    ALTER TABLE imports ADD COLUMN created INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE imports ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
    UPDATE imports SET
      created = (SELECT count(*) FROM import_cases c WHERE c.import = imports.key AND c.created = 1),
      changed = (SELECT count(*) FROM import_cases c WHERE c.import = imports.key AND c.created = 0);

    CREATE TABLE import_notes (
      import INTEGER NOT NULL REFERENCES imports (key),
      seq INTEGER NOT NULL REFERENCES cases (seq),
      code TEXT NOT NULL,
      notes TEXT NOT NULL,
      PRIMARY KEY (import, seq, code)
    ) STRICT, WITHOUT ROWID;
  `,
};
