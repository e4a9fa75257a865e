/** One forward step of the database. `sql` runs in a transaction that also sets user_version to `version`. */
export type Migration = { version: number; name: string; sql: string };
