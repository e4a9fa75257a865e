import type { Migration } from '../migration.ts';

/**
 * A keyed seal over the end of the journal (`journal_head.seal`). The chain's value there covers every entry, so that one
 * seal covers all of them, those of older programs too. Null: the last entry was written without the key.
 *
 * `journal_seal`: whose key it is and since which entry there has been one (`from_pos`), what was found amiss and not
 * acknowledged yet (`doubts`), and the folders of anchors outside (`anchors`), both JSON. `mac` seals the row itself. It is
 * empty until the service first starts with a key.
 */
export const journalSeal: Migration = {
  version: 18,
  name: 'journal-seal',
  sql: `
    ALTER TABLE journal_head ADD COLUMN seal BLOB;
    CREATE TABLE journal_seal (
      only_row INTEGER PRIMARY KEY DEFAULT 1 CHECK (only_row = 1),
      installation TEXT NOT NULL,
      key_id TEXT NOT NULL,
      from_pos INTEGER NOT NULL,
      at INTEGER NOT NULL,
      doubts TEXT NOT NULL,
      anchors TEXT NOT NULL,
      mac TEXT NOT NULL
    ) STRICT;
  `,
};
