import type Database from 'better-sqlite3';
import type { DatabaseKey } from './encryption/key.ts';
import { databasePath } from './files.ts';
import { inspectDatabase } from './inspect.ts';
import { SCHEMA_VERSION } from './migrate.ts';
import { openReadOnly } from './readOnly.ts';
import { createSealReader, type SealTable } from './sealTable.ts';

/** What a database says of its seal, as one snapshot; null if it cannot be read, which `checkIntegrity` tells of. */
export function withProofs<T>(
  dataDir: string,
  key: DatabaseKey | null,
  read: (seal: Pick<SealTable, 'row' | 'sealedHead' | 'linkAt'>) => T,
): T | null {
  const path = databasePath(dataDir);
  let db: Database.Database | null = null;
  try {
    const found = inspectDatabase(path, false, key);
    if (found.state !== 'sound' || found.version !== SCHEMA_VERSION) return null;
    db = openReadOnly(path, key);
    db.exec('BEGIN');
    return read(createSealReader(db));
  } finally {
    db?.close();
  }
}
