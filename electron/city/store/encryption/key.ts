import { createHash, randomBytes } from 'node:crypto';

const KEY_BYTES = 32;
/** Length of what an encrypted file begins with. */
export const ID_BYTES = 16;

/** A key that encrypts a database and its backups. */
export type DatabaseKey = {
  /**
   * Tells keys apart without saying anything of them: 32 hexadecimal digits. Every file that a key encrypts begins with these
   * bytes, where SQLite's cipher keeps the salt of passwords, which a random key does not need. So a file itself says which
   * key opens it, wherever it was copied.
   */
  id: string;
  /** 64 hexadecimal digits. */
  hex: string;
  /** As the driver takes it: the key as it is, and the file's first bytes. */
  raw: string;
};

/** What a store needs beside the folder if that is encrypted. */
export type Encryption = {
  key: DatabaseKey;
  /** URL of the worker that writes backups, or of its bundled form. */
  backupWorkerUrl: URL;
};

export function newDatabaseKey(): DatabaseKey {
  return databaseKey(randomBytes(KEY_BYTES));
}

/** `bytes`: 32 random bytes. */
export function databaseKey(bytes: Uint8Array): DatabaseKey {
  const digest = createHash('sha256').update('citywhistle database key\n').update(bytes).digest('hex');
  const id = digest.slice(0, 2 * ID_BYTES);
  const hex = Buffer.from(bytes).toString('hex');
  return { id, hex, raw: `raw:${hex}${id}` };
}

/** Reads a key as it is kept; null for anything else. */
export function readDatabaseKey(hex: string): DatabaseKey | null {
  return /^[0-9a-f]{64}$/.test(hex) ? databaseKey(Buffer.from(hex, 'hex')) : null;
}
