import { chmod, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { CodedError } from '../../../shared/errors/codedError.ts';
import type { SecretStore } from '../ports.ts';

const SecretFile = z.record(z.string(), z.string());
const GROUP_AND_OTHERS = 0o077;

/** The key file is readable by other users, or damaged. */
export class SecretsRefused extends CodedError<'secrets-refused'> {}

/**
 * Keeps keys in `secrets.json` of the data folder, readable by its owner only: for machines without a secret store of
 * the operating system (web host, locked-down images). The file is not encrypted, and `storage` says so. A file that
 * others can read is refused rather than silently repaired: its keys must be considered known to them.
 */
export function fileSecrets(options: { dataDir: string; platform: NodeJS.Platform }): SecretStore {
  const path = join(options.dataDir, 'secrets.json');
  const posix = options.platform !== 'win32';
  let queue: Promise<unknown> = Promise.resolve();

  async function read(): Promise<Record<string, string>> {
    const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (found === null) return {};
    if (posix && (found.mode & GROUP_AND_OTHERS) !== 0)
      throw new SecretsRefused('secrets-refused', { reason: 'readable-by-others', path });
    try {
      return SecretFile.parse(JSON.parse(await readFile(path, 'utf8')));
    } catch {
      throw new SecretsRefused('secrets-refused', { reason: 'damaged', path });
    }
  }

  /** Changes run one after another; each writes a new file and renames it over the old one. */
  function change(edit: (all: Record<string, string>) => void): Promise<void> {
    const done = queue.then(async () => {
      const all = await read();
      edit(all);
      const fresh = `${path}.new`;
      await writeFile(fresh, JSON.stringify(all), { mode: 0o600, flush: true });
      // The mode above applies only when the file is created.
      if (posix) await chmod(fresh, 0o600);
      await rename(fresh, path);
    });
    queue = done.catch(() => undefined);
    return done;
  }

  return {
    kind: 'file',
    degraded: false,
    storage: { how: posix ? 'file' : 'file-windows', backend: null, before: null },
    async get(name) {
      await queue;
      const all = await read();
      return Object.hasOwn(all, name) ? (all[name] ?? null) : null;
    },
    set: (name, value) =>
      change((all) => {
        all[name] = value;
      }),
    delete: (name) =>
      change((all) => {
        delete all[name];
      }),
  };
}
