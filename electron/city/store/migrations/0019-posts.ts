import type { Migration } from '../migration.ts';

/**
 * One account, several posts (派驻): those beside the first one, JSON `[{org, roles, streets}]`. A session acts in one of
 * them: `post` is its organisation; null: the first one.
 */
export const posts: Migration = {
  version: 19,
  name: 'posts',
  sql: `
    ALTER TABLE operators ADD COLUMN posts TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE sessions ADD COLUMN post TEXT;
  `,
};
