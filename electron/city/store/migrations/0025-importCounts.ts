import type { Migration } from '../migration.ts';

/**
 * How many cases each import created and changed, counted in the transactions that do it. `noted`, counted there from now on
 * too: rows that were stored with a note; older imports have counted them once for each kind.
 */
export const importCounts: Migration = {
  version: 25,
  name: 'import-counts',
  sql: `
    ALTER TABLE imports ADD COLUMN created INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE imports ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
    UPDATE imports SET
      created = (SELECT count(*) FROM import_cases c WHERE c.import = imports.key AND c.created = 1),
      changed = (SELECT count(*) FROM import_cases c WHERE c.import = imports.key AND c.created = 0);
  `,
};
