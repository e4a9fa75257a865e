import type { Migration } from '../migration.ts';

/**
 * `adopted` is 0 while the whistles are being taken over to a new version of rules and calendar. If the program ends in
 * between, the next start takes over the rest.
 */
export const adoption: Migration = {
  version: 12,
  name: 'adoption',
  sql: 'ALTER TABLE whistle_frames ADD COLUMN adopted INTEGER NOT NULL DEFAULT 1;',
};
