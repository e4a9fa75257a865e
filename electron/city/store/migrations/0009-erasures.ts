import type { Migration } from '../migration.ts';

/**
 * Cases whose contact data was erased when its time was over. An upstream that lists them again sends it again: it is not
 * taken a second time, unless the case was opened anew.
 */
export const erasures: Migration = {
  version: 9,
  name: 'erasures',
  sql: `
    CREATE TABLE contact_erasures (
      seq INTEGER PRIMARY KEY REFERENCES cases (seq),
      at INTEGER NOT NULL
    ) STRICT;
  `,
};
