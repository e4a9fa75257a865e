import type { Migration } from '../migration.ts';

/** The number of a caller's identity document (身份证号), which was dropped until now: kept with name and telephone, apart from the case. */
export const contactIdentity: Migration = {
  version: 28,
  name: 'contact-identity',
  sql: 'ALTER TABLE contacts ADD COLUMN identity TEXT;',
};
