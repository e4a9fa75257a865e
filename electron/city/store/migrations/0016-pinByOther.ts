import type { Migration } from '../migration.ts';

/**
 * `pin_by_other`: the PIN was set by another, who knows it; the operator has to change it before anything else. True also
 * for who never changed the PIN that they were created with: all but the first administrator, who chose it, and the demo.
 */
export const pinByOther: Migration = {
  version: 16,
  name: 'pin-by-other',
  sql: `
    ALTER TABLE operators ADD COLUMN pin_by_other INTEGER NOT NULL DEFAULT 0 CHECK (pin_by_other IN (0, 1));
    UPDATE operators SET pin_by_other = 1
      WHERE demo = 0 AND pin_changed_at = created_at AND key > (SELECT min(key) FROM operators);
  `,
};
