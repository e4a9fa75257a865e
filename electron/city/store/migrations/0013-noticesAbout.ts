import type { Migration } from '../migration.ts';

/** What a notice is about, so that a later one takes the place of an earlier one that nobody has seen. Null: stands alone. */
export const noticesAbout: Migration = {
  version: 13,
  name: 'notices-about',
  sql: `
    ALTER TABLE notices ADD COLUMN about TEXT;
    CREATE INDEX notices_about ON notices (recipient, about) WHERE sent_at IS NULL AND about IS NOT NULL;
  `,
};
