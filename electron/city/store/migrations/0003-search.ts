import type { Migration } from '../migration.ts';

/**
 * Full-text index over tokens made by shared/case/searchText.ts. Contentless, since `cases` already contains the text.
 * detail=none keeps it small; phrases are checked against the text. The ascii tokenizer leaves our tokens whole.
 * Cases up to `indexed_seq` are indexed but for those in `search_stale`, whose text changed since.
 */
export const search: Migration = {
  version: 3,
  name: 'search',
  sql: `
    CREATE VIRTUAL TABLE search USING fts5(
      tokens, content = '', contentless_delete = 1, detail = 'none', tokenize = 'ascii'
    );
    CREATE TABLE search_stale (seq INTEGER PRIMARY KEY REFERENCES cases (seq)) STRICT;
    ALTER TABLE meta ADD COLUMN indexed_seq INTEGER NOT NULL DEFAULT 0;
  `,
};
