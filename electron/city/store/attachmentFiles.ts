import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';

/** A stored file that was found unchanged. To be used once: one of the three closes it. */
export type OpenAttachment = {
  /** Bytes. */
  size: number;
  /** The bytes from `first` to `last`, both included. */
  stream(first: number, last: number): ReadableStream<Uint8Array<ArrayBuffer>>;
  readAll(): Promise<Buffer<ArrayBuffer>>;
  close(): Promise<void>;
};

/** Sums that are remembered. A window that plays a video asks for it piece by piece. */
const MAX_CHECKED = 200;

/**
 * Stores photos and documents in `attachments/` of the data folder, each named by the SHA-256 of its content. The same
 * photo sent twice is stored once, and a file that is read is checked against its name: at the first reading, and again
 * whenever the file was touched since.
 */
export function createAttachmentFiles(dataDir: string) {
  const folderOf = (hash: string) => join(dataDir, 'attachments', hash.slice(0, 2));
  const pathOf = (hash: string) => join(folderOf(hash), hash);
  /** Hash -> what tells the checked file from a later one. */
  const checked = new Map<string, string>();

  async function isUnchanged(hash: string, file: FileHandle): Promise<boolean> {
    const { ino, size, mtimeNs, ctimeNs } = await file.stat({ bigint: true });
    const stamp = [ino, size, mtimeNs, ctimeNs].join();
    if (checked.get(hash) === stamp) return true;
    checked.delete(hash);
    const sum = createHash('sha256');
    for await (const piece of file.createReadStream({ start: 0, autoClose: false })) sum.update(piece);
    if (sum.digest('hex') !== hash) return false;
    checked.set(hash, stamp);
    const [oldest] = checked.keys();
    if (checked.size > MAX_CHECKED && oldest !== undefined) checked.delete(oldest);
    return true;
  }

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
    /** Null when the file does not exist, or its content no longer matches its hash. */
    async open(hash: string): Promise<OpenAttachment | null> {
      const file = await open(pathOf(hash), 'r').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      });
      if (file === null) return null;
      try {
        if (await isUnchanged(hash, file)) return openAttachment(file, (await file.stat()).size);
      } catch (error) {
        await file.close();
        throw error;
      }
      await file.close();
      return null;
    },
  };
}

function openAttachment(file: FileHandle, size: number): OpenAttachment {
  return {
    size,
    // Ends, errors and a reader that goes away all close the file.
    stream: (start, end) =>
      Readable.toWeb(file.createReadStream({ start, end })) as ReadableStream<Uint8Array<ArrayBuffer>>,
    async readAll() {
      try {
        return await file.readFile();
      } finally {
        await file.close();
      }
    },
    close: () => file.close(),
  };
}

export type AttachmentFiles = ReturnType<typeof createAttachmentFiles>;
