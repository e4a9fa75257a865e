import type { Migration } from '../migration.ts';

/**
 * The working calendar by which all stored deadlines of open cases were computed, as a hash; null: not known, as after an
 * earlier program. Where it is not the one in force, the deadlines are computed again.
 */
export const deadlinesCalendar: Migration = {
  version: 14,
  name: 'deadlines-calendar',
  sql: 'ALTER TABLE meta ADD COLUMN deadlines_calendar TEXT;',
};
