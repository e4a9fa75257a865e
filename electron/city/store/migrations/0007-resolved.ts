import type { Migration } from '../migration.ts';

/**
 * When a refused row was settled by a later, readable one of the same id. Its entry stays, since its receipts are counted
 * as quarantined for ever; it only waits for nobody any more.
 */
export const resolved: Migration = {
  version: 7,
  name: 'resolved',
  sql: `
    ALTER TABLE quarantine ADD COLUMN resolved_at INTEGER;
    CREATE INDEX quarantine_waiting ON quarantine (source, source_id) WHERE resolved_at IS NULL;
  `,
};
