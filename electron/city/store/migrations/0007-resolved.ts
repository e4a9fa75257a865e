import type { Migration } from '../migration.ts';

/**
 * When a refused row was superseded by a later, readable one with the same id. Its entry is kept, since its receipts stay
 * counted as quarantined, but it is no longer listed.
 */
export const resolved: Migration = {
  version: 7,
  name: 'resolved',
  sql: `
    ALTER TABLE quarantine ADD COLUMN resolved_at INTEGER;
    CREATE INDEX quarantine_waiting ON quarantine (source, source_id) WHERE resolved_at IS NULL;
  `,
};
