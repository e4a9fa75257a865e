import type { Migration } from '../migration.ts';

/**
 * Cases whose contact data was erased after its retention period. If the upstream sends it again, it is not stored, unless
 * the case was reopened.
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
