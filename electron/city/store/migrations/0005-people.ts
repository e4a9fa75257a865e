import type { Migration } from '../migration.ts';

/**
 * Operators (操作员), their sessions, and the audit of both. An operator is never deleted: log and audit name it for ever.
 *
 * `audit` is chained: each row's hash covers the previous one, so that a removed or changed row is detected. The triggers
 * prevent a programming error; editing the file itself is detected by the chain.
 */
export const people: Migration = {
  version: 5,
  name: 'people',
  sql: `
    CREATE TABLE operators (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      roles TEXT NOT NULL,
      org TEXT NOT NULL,
      streets TEXT NOT NULL,
      demo INTEGER NOT NULL CHECK (demo IN (0, 1)),
      disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
      salt BLOB NOT NULL,
      pin_hash BLOB NOT NULL,
      pin_changed_at INTEGER NOT NULL,
      failures INTEGER NOT NULL DEFAULT 0,
      locked_until INTEGER,
      created_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE sessions (
      token_hash BLOB PRIMARY KEY,
      operator INTEGER NOT NULL REFERENCES operators (key),
      created_at INTEGER NOT NULL,
      last_act_at INTEGER NOT NULL,
      ends_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sessions_of_operator ON sessions (operator);

    CREATE TABLE audit (
      seq INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      actor TEXT,
      action TEXT NOT NULL,
      subject TEXT NOT NULL,
      result TEXT NOT NULL CHECK (result IN ('done', 'refused')),
      details TEXT NOT NULL,
      hash BLOB NOT NULL
    ) STRICT;

    -- Where each chain ends: the last rows cut off would leave a chain that is sound in itself.
    CREATE TABLE chain_heads (
      chain TEXT PRIMARY KEY,
      seq INTEGER NOT NULL,
      hash BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER audit_not_changed BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'audit is append-only'); END;
    CREATE TRIGGER audit_not_deleted BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'audit is append-only'); END;
  `,
};
