import type { Migration } from '../migration.ts';

/**
 * Delegations (委托): `delegate` may act for `principal` (ids of operators) in these roles (JSON) at `org`, from `from_at` until
 * before `to_at`, UTC ms. Rows are never deleted: whistles name them. `sessions.delegation`: for whom a session acts.
 */
export const delegations: Migration = {
  version: 20,
  name: 'delegations',
  sql: `
    CREATE TABLE delegations (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      principal TEXT NOT NULL,
      delegate TEXT NOT NULL,
      kind TEXT NOT NULL,
      org TEXT NOT NULL,
      roles TEXT NOT NULL,
      streets TEXT NOT NULL,
      from_at INTEGER NOT NULL,
      to_at INTEGER NOT NULL,
      reason TEXT NOT NULL,
      written_order TEXT,
      set_by TEXT NOT NULL,
      set_at INTEGER NOT NULL,
      ended_at INTEGER,
      ended_by TEXT,
      end_reason TEXT
    ) STRICT;
    CREATE INDEX delegations_of_delegate ON delegations (delegate, to_at);
    ALTER TABLE sessions ADD COLUMN delegation TEXT;
  `,
};
