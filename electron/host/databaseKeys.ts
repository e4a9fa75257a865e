import { join } from 'node:path';
import { sentError } from '../../shared/errors/errorText.ts';
import type { SecretStore } from '../city/ports.ts';
import { fileSecrets } from '../city/secrets/fileSecrets.ts';
import { type DatabaseKey, type Encryption, readDatabaseKey } from '../city/store/encryption/key.ts';
import { neededKeyId } from '../city/store/encryption/record.ts';
import { StoreError } from '../city/store/errors.ts';
import { databasePath } from '../city/store/files.ts';
import { makeFolder } from './dataFolder.ts';
import { EXIT, LaunchError } from './exitCodes.ts';
import { isWithin, settingsFolder } from './sealKeeping.ts';

/** Parts of `HostEnvironment`. */
export type KeyEnvironment = {
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
function keyStores(environment: KeyEnvironment): [SecretStore, ...SecretStore[]] {
  const dataDir = keyFolder(environment);
  const first = environment.secrets(dataDir);
  return first.kind === 'os' ? [first, fileSecrets({ dataDir, platform: environment.platform })] : [first];
}

/**
 * Keeps a key with the user's settings, and reads it back.
 * @throws LaunchError 5 where they lie in the data folder, or cannot be written
 */
export async function keepKey(dataDir: string, key: DatabaseKey, environment: KeyEnvironment): Promise<void> {
  const folder = keyFolder(environment);
  if (isWithin(dataDir, folder))
    throw new LaunchError(
      EXIT.folder,
      `用户配置目录 ${folder} 在数据文件夹之内，密钥会与数据放在一起，起不到加密的作用。请把数据文件夹移到别处`,
      undefined,
    );
  try {
    makeFolder(folder);
    const store = fileSecrets({ dataDir: folder, platform: environment.platform });
    await store.set(nameOf(key.id), key.hex);
    if ((await store.get(nameOf(key.id))) !== key.hex) throw new Error('not kept');
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new LaunchError(EXIT.folder, `密钥无法写入 ${folder}（${detail}），未作任何改动`, error);
  }
}

/**
 * What an encrypted data folder needs; null if it is plain. In the desktop shell a key from the file goes into the system's
 * secret store.
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
  const [first, ...others] = keyStores(environment);
  for (const store of [first, ...others]) {
    const hex: string | null = await store.get(nameOf(id)).catch((error: unknown) => {
      const detail = error instanceof Error ? error.message : String(error);
      throw new StoreError('key-unreadable', sentError('store-key-unreadable', { path, detail }), error);
    });
    const key: DatabaseKey | null = hex === null ? null : readDatabaseKey(hex);
    if (key?.id !== id) continue;
    if (store !== first) await moveKey(key, store, first);
    return key;
  }
  throw new StoreError('key-missing', sentError('store-key-missing', { path, keyId: id.slice(0, 8) }), null);
}

/** Moves a key that the command wrote to the file into the system's secret store. Where that fails it stays in the file. */
async function moveKey(key: DatabaseKey, from: SecretStore, to: SecretStore): Promise<void> {
  try {
    await to.set(nameOf(key.id), key.hex);
    if ((await to.get(nameOf(key.id))) === key.hex) await from.delete(nameOf(key.id));
  } catch {
    // Found in the file again at the next start.
  }
}
