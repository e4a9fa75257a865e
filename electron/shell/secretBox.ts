import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SafeStorage } from 'electron';
import { z } from 'zod';
import type { KeyStorage } from '../../shared/errors/keys.ts';

type SafeStorageApi = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'
> & {
  /** Linux only; absent elsewhere. */
  getSelectedStorageBackend?: () => string;
};

/** The backend that encrypted the keys, and the encrypted keys by name. Files of earlier versions contain only the keys. */
const KeyFile = z.object({ backend: z.string(), keys: z.record(z.string(), z.string()) });
const LegacyKeyFile = z.record(z.string(), z.string());
type KeyFile = { backend: string | null; keys: Record<string, string> };

export type SecretBox = {
  kept: 'os' | 'none';
  /** Where the keys are, for the operator. */
  storage: KeyStorage;
  /** The keys are protected less well than this desktop allows, or can no longer be read. */
  degraded: boolean;
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  delete(name: string): Promise<void>;
};

/** How long the operator may take to unlock the key ring, ms. */
const UNLOCK_TIMEOUT_MS = 60_000;

/**
 * Keys of upstream APIs, encrypted by the operating system's secret store and stored in one file. On Linux without a key
 * ring Electron falls back to `basic_text`, a fixed password. That protects nothing, so it is treated as «none», and the
 * operator is warned.
 */
export async function openSecretBox(
  box: SafeStorageApi,
  path: string,
  later: (ms: number, act: () => void) => () => void,
): Promise<SecretBox> {
  const backend = box.getSelectedStorageBackend?.() ?? 'system';
  const isSafe = backend !== 'basic_text' && backend !== 'unknown' && (await isAvailable(box, later));
  const before = read(path);
  const state = stateOf(isSafe ? backend : null, before);
  const hasKeysOfAnother = before.backend !== null && Object.keys(before.keys).length > 0;
  if (isSafe && before.backend !== backend && !hasKeysOfAnother) write(path, { backend, keys: before.keys });

  let queue: Promise<unknown> = Promise.resolve();
  /** Runs changes one after another, since each reads and rewrites the whole file. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const done = queue.then(act);
    queue = done.catch(() => undefined);
    return done;
  };
  const seal = async (name: string, value: string) => {
    const sealed = (await box.encryptStringAsync(value)).toString('base64');
    write(path, { backend, keys: { ...read(path).keys, [name]: sealed } });
  };
  return {
    ...state,
    get: (name) =>
      inTurn(async () => {
        const sealed = read(path).keys[name];
        if (sealed === undefined) return null;
        const { result, shouldReEncrypt } = await box.decryptStringAsync(Buffer.from(sealed, 'base64'));
        if (shouldReEncrypt) await seal(name, result);
        return result;
      }),
    set: (name, value) => inTurn(() => seal(name, value)),
    delete: (name) =>
      inTurn(async () => {
        const { [name]: _, ...keys } = read(path).keys;
        write(path, { backend, keys });
      }),
  };
}

/** `backend` is null if no safe backend is available. */
function stateOf(backend: string | null, before: KeyFile): Pick<SecretBox, 'kept' | 'storage' | 'degraded'> {
  const hasKeys = Object.keys(before.keys).length > 0;
  if (backend === null && hasKeys)
    return { kept: 'none', storage: { how: 'ring-gone', backend, before: before.backend }, degraded: true };
  if (backend === null)
    return { kept: 'none', storage: { how: 'no-ring', backend, before: null }, degraded: true };
  if (hasKeys && before.backend !== null && before.backend !== backend)
    return { kept: 'os', storage: { how: 'ring-changed', backend, before: before.backend }, degraded: true };
  return { kept: 'os', storage: { how: 'ring', backend, before: null }, degraded: false };
}

function isAvailable(
  box: SafeStorageApi,
  later: (ms: number, act: () => void) => () => void,
): Promise<boolean> {
  return new Promise((resolve) => {
    const cancel = later(UNLOCK_TIMEOUT_MS, () => resolve(false));
    const answer = (available: boolean) => {
      cancel();
      resolve(available);
    };
    box.isAsyncEncryptionAvailable().then(answer, () => answer(false));
  });
}

function read(path: string): KeyFile {
  try {
    const file: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const kept = KeyFile.safeParse(file);
    return kept.success ? kept.data : { backend: null, keys: LegacyKeyFile.parse(file) };
  } catch {
    return { backend: null, keys: {} };
  }
}

function write(path: string, kept: { backend: string; keys: Record<string, string> }): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, JSON.stringify(kept), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
