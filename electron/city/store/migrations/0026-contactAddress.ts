import type { Migration } from '../migration.ts';

/** Where a caller lives (家庭住址, 联系地址), which was dropped until now: kept with name and telephone, apart from the case. */
export const contactAddress: Migration = {
  version: 26,
  name: 'contact-address',
  sql: 'ALTER TABLE contacts ADD COLUMN address TEXT;',
};
