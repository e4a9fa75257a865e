import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const SUM_BYTES = 32;

/**
 * JPEGs that were made of photos which browsers cannot show, in `previews/` of the data folder, each under the hash of its
 * photo. They can be made again at any time: one that was cut off or changed on the disk counts as absent.
 */
export function createPreviewFiles(dataDir: string) {
  const folderOf = (hash: string) => join(dataDir, 'previews', hash.slice(0, 2));
  const pathOf = (hash: string) => join(folderOf(hash), hash);
  const sumOf = (jpeg: Uint8Array) => createHash('sha256').update(jpeg).digest();

  return {
    async write(hash: string, jpeg: Uint8Array): Promise<void> {
      await mkdir(folderOf(hash), { recursive: true, mode: 0o700 });
      const part = `${pathOf(hash)}.${process.pid}.part`;
      try {
        await writeFile(part, [sumOf(jpeg), jpeg], { mode: 0o600 });
        await rename(part, pathOf(hash));
      } finally {
        await rm(part, { force: true });
      }
    },
    async read(hash: string): Promise<Uint8Array<ArrayBuffer> | null> {
      const bytes = await readFile(pathOf(hash)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      });
      if (bytes === null) return null;
      const jpeg = bytes.subarray(SUM_BYTES);
      return sumOf(jpeg).equals(bytes.subarray(0, SUM_BYTES)) ? jpeg : null;
    },
  };
}

export type PreviewFiles = ReturnType<typeof createPreviewFiles>;
