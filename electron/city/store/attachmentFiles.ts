import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Stores photos and documents in `attachments/` of the data folder, each named by the SHA-256 of its content. The same
 * photo sent twice is stored once, and a file that is read can be checked against its name.
 */
export function createAttachmentFiles(dataDir: string) {
  const folderOf = (hash: string) => join(dataDir, 'attachments', hash.slice(0, 2));
  const pathOf = (hash: string) => join(folderOf(hash), hash);

  return {
    /** Resolves when the bytes are on the disk and would survive a power cut. */
    async write(hash: string, bytes: Buffer): Promise<void> {
      if (existsSync(pathOf(hash))) return;
      await mkdir(folderOf(hash), { recursive: true, mode: 0o700 });
      const part = `${pathOf(hash)}.${process.pid}.${performance.now()}.part`;
      try {
        const file = await open(part, 'wx', 0o600);
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(part, pathOf(hash));
      } finally {
        await rm(part, { force: true });
      }
    },
    /** Null when the file does not exist. */
    read: (hash: string): Promise<Buffer | null> =>
      readFile(pathOf(hash)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      }),
  };
}

export type AttachmentFiles = ReturnType<typeof createAttachmentFiles>;
