import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { databaseKey, type Encryption } from '../../electron/city/store/encryption/key.ts';

/** A key that is the same at every run: each of its bytes is `byte`. */
export function encryptionOf(byte: number): Encryption {
  return {
    key: databaseKey(Buffer.alloc(32, byte)),
    backupWorkerUrl: new URL('../../electron/city/store/backup/worker.ts', import.meta.url),
  };
}

/** The files below a folder that hold any of these, byte for byte: SQLite's signature, for one, or a name. */
export function filesWith(folder: string, sought: readonly string[]): string[] {
  return globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path);
      return sought.some((text) => bytes.includes(text, 0, 'utf8'));
    })
    .map((path) => path.slice(folder.length + 1))
    .sort();
}
