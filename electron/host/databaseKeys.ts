import { join } from 'node:path';
import { sentError } from '../../shared/errors/errorText.ts';
import type { SecretStore } from '../city/ports.ts';
import { fileSecrets } from '../city/secrets/fileSecrets.ts';
import { type DatabaseKey, type Encryption, readDatabaseKey } from '../city/store/encryption/key.ts';
import { neededKeyId } from '../city/store/encryption/record.ts';
import { StoreError } from '../city/store/errors.ts';
import { databasePath } from '../city/store/files.ts';
import { settingsFolder } from './sealKeeping.ts';

/** Parts of `HostEnvironment`. */
type KeyEnvironment = {
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
  secrets(dataDir: string): SecretStore;
  backupWorkerUrl: URL;
};

const nameOf = (id: string): string => `database-key.${id}`;

/** The file with keys of databases lies with the user's settings, never in a data folder. */
function keyFolder({ env, platform }: Pick<KeyEnvironment, 'env' | 'platform'>): string {
  return join(settingsFolder(env, platform), 'database');
}

/** Where keys of databases are looked for: the system's secret store if there is one, then the file. */
function keyStores(environment: KeyEnvironment): SecretStore[] {
  const dataDir = keyFolder(environment);
  const first = environment.secrets(dataDir);
  return first.kind === 'os' ? [first, fileSecrets({ dataDir, platform: environment.platform })] : [first];
}

/**
 * What an encrypted data folder needs; null if it is plain.
 * @throws StoreError where its key is not here or cannot be read
 */
export async function readEncryption(
  dataDir: string,
  environment: KeyEnvironment,
): Promise<Encryption | null> {
  const id = neededKeyId(dataDir);
  if (id === null) return null;
  const key = await readKey(dataDir, id, environment);
  return { key, backupWorkerUrl: environment.backupWorkerUrl };
}

async function readKey(dataDir: string, id: string, environment: KeyEnvironment): Promise<DatabaseKey> {
  const path = databasePath(dataDir);
  for (const store of keyStores(environment)) {
    const hex: string | null = await store.get(nameOf(id)).catch((error: unknown) => {
      const detail = error instanceof Error ? error.message : String(error);
      throw new StoreError('key-unreadable', sentError('store-key-unreadable', { path, detail }), error);
    });
    const key: DatabaseKey | null = hex === null ? null : readDatabaseKey(hex);
    if (key?.id === id) return key;
  }
  throw new StoreError('key-missing', sentError('store-key-missing', { path, keyId: id.slice(0, 8) }), null);
}
