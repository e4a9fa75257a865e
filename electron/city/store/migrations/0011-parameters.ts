import type { Migration } from '../migration.ts';

/**
 * Parameters of kept messages as JSON, from which windows form the sentence in the operator's language. Null for messages
 * that an older program kept: these are shown as they are.
 */
export const parameters: Migration = {
  version: 11,
  name: 'parameters',
  sql: `
    ALTER TABLE sources ADD COLUMN error_parameters TEXT;
    ALTER TABLE quarantine ADD COLUMN parameters TEXT;
  `,
};
