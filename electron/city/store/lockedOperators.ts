import type { DatabaseKey } from './encryption/key.ts';
import { databasePath } from './files.ts';
import { openReadOnly } from './readOnly.ts';
import { createSignInTable, type LockedCounter } from './signInTable.ts';

/** Operators locked at `now` (UTC ms) in a data folder, also while the service runs. @throws where it has no database */
export function lockedOperators(dataDir: string, key: DatabaseKey | null, now: number): LockedCounter[] {
  const db = openReadOnly(databasePath(dataDir), key);
  try {
    return createSignInTable(db).locked(now);
  } finally {
    db.close();
  }
}

/** Whether there is such an operator, disabled ones too. @throws where the folder has no database */
export function hasOperator(dataDir: string, key: DatabaseKey | null, id: string): boolean {
  const db = openReadOnly(databasePath(dataDir), key);
  try {
    return db.prepare('SELECT 1 FROM operators WHERE id = ?').get(id) !== undefined;
  } finally {
    db.close();
  }
}
