import type { Migration } from '../migration.ts';

/**
 * What became of each row of an import from now on: stored without and with notes (入库、入库有说明), unchanged (未变) or
 * quarantined (隔离), with the case or the refused row it became. One record for each page of the list.
 *
 * `first`: rows of the import before the page; the counts: its rows of each kind; `rows`: see `importRowCodes.ts`, about one
 * byte a row. Gone once the import is taken back; imports of earlier versions have none.
 */
export const importRows: Migration = {
  version: 27,
  name: 'import-rows',
  sql: `
    CREATE TABLE import_rows (
      import INTEGER NOT NULL REFERENCES imports (key),
      first INTEGER NOT NULL,
      clean INTEGER NOT NULL,
      noted INTEGER NOT NULL,
      unchanged INTEGER NOT NULL,
      quarantined INTEGER NOT NULL,
      rows BLOB NOT NULL,
      PRIMARY KEY (import, first)
    ) STRICT, WITHOUT ROWID;
  `,
};
