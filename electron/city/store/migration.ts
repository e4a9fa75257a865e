import type { Database } from 'better-sqlite3';

/** One forward step of the database. `sql` runs in a transaction that also sets user_version to `version`. */
export type Migration = { version: number; name: string; sql: string };

/** A step with what SQL alone cannot do: `carry` runs after `sql`, in the same transaction. */
export type CarryingMigration = Migration & { carry(db: Database): void };
