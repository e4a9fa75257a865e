import type { Migration } from '../migration.ts';

/**
 * Empties the text index: its tokens hold traditional characters (繁体) as they were written, which a query no longer does.
 * The indexer fills it again in slices; until then a search tells how many cases it leaves out.
 */
export const searchVariants: Migration = {
  version: 22,
  name: 'searchVariants',
  sql: `
    INSERT INTO search (search) VALUES ('delete-all');
    DELETE FROM search_stale;
    UPDATE meta SET indexed_seq = 0;
  `,
};
