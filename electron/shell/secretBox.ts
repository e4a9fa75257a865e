import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SafeStorage } from 'electron';
import { z } from 'zod';

type Box = Pick<SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'> & {
  /** Linux only; absent elsewhere. */
  getSelectedStorageBackend?: () => string;
};

const File = z.record(z.string(), z.string());

/**
 * Keys of upstream APIs, sealed by the operating system's secret store and kept in one file. On Linux without a key ring
 * Electron falls back to `basic_text`, a fixed password: that is no protection, so it counts as «none» and is said.
 */
export function openSecretBox(box: Box, path: string) {
  const backend = box.getSelectedStorageBackend?.() ?? 'system';
  const kept = box.isEncryptionAvailable() && backend !== 'basic_text' ? 'os' : 'none';
  const read = (): Record<string, string> => {
    try {
      return File.parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch {
      return {};
    }
  };
  const write = (all: Record<string, string>) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, JSON.stringify(all), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  };
  return {
    kept: kept as 'os' | 'none',
    note:
      kept === 'os'
        ? `密钥由操作系统的密钥环保管（${backend}）`
        : '本机没有可用的系统密钥环，密钥改存于仅当前用户可读的文件',
    get: (name: string): string | null => {
      const sealed = read()[name];
      return sealed === undefined ? null : box.decryptString(Buffer.from(sealed, 'base64'));
    },
    set: (name: string, value: string): void =>
      write({ ...read(), [name]: box.encryptString(value).toString('base64') }),
    delete: (name: string): void => {
      const { [name]: _, ...rest } = read();
      write(rest);
    },
  };
}
export type SecretBox = ReturnType<typeof openSecretBox>;
