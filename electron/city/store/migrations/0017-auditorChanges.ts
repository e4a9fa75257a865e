import type { Migration } from '../migration.ts';

/**
 * What was done to accounts of auditors is found in the journal, which nobody can shorten; each session keeps since when
 * its operator is to be told (UTC ms).
 */
export const auditorChanges: Migration = {
  version: 17,
  name: 'auditor-changes',
  sql: `
    CREATE INDEX journal_auditor_changes ON journal (at)
      WHERE kind = 'people' AND refusal IS NULL AND json_extract(body, '$.auditor') = 1;
    ALTER TABLE operators ADD COLUMN signed_in_at INTEGER;
    ALTER TABLE sessions ADD COLUMN told_since INTEGER NOT NULL DEFAULT 0;
  `,
};
