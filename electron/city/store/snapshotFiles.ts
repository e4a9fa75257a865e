import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGzip, gunzip, gunzipSync } from 'node:zlib';
import type { SnapshotRef } from '../../../shared/contract/assessmentPublication.ts';

const unzip = promisify(gunzip);
const LINE_END = 10;

/** Folder of frozen snapshots (考核快照) in the data folder. */
export function snapshotPath(dataDir: string, content: string): string {
  return join(dataDir, 'assessments', `${content}.jsonl.gz`);
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** What is wrong with the bytes of a snapshot; null: nothing, to the last byte. */
export function snapshotFault(ref: SnapshotRef, bytes: Buffer): 'file' | 'content' | null {
  if (bytes.length !== ref.bytes || sha256(bytes) !== ref.file) return 'file';
  return sha256(gunzipSync(bytes)) === ref.content ? null : 'content';
}

/** The lines of unpacked text, without their ends. */
export function* linesOf(text: Buffer): Iterable<string> {
  for (let from = 0; from < text.length; ) {
    const found = text.indexOf(LINE_END, from);
    const end = found < 0 ? text.length : found;
    yield text.toString('utf8', from, end);
    from = end + 1;
  }
}

export type SnapshotFiles = {
  /**
   * Writes the lines, each with its end, as one gzip file without times, named by the SHA-256 of the lines. Resolves when it
   * would survive a power cut. The same lines give the same file. @param rows told beside it
   */
  write(lines: AsyncIterable<string>, rows: () => number): Promise<SnapshotRef>;
  /** The lines, checked to the last byte; null where the file is missing or was changed. */
  read(ref: SnapshotRef): Promise<Iterable<string> | null>;
};

/** Frozen snapshots of assessments. They are written once and never changed. */
export function createSnapshotFiles(dataDir: string): SnapshotFiles {
  return {
    async write(lines, rows) {
      await mkdir(join(dataDir, 'assessments'), { recursive: true, mode: 0o700 });
      const part = join(dataDir, 'assessments', `${process.pid}.${performance.now()}.part`);
      const content = createHash('sha256');
      const file = createHash('sha256');
      let bytes = 0;
      try {
        await pipeline(
          async function* () {
            for await (const line of lines) {
              content.update(line);
              yield line;
            }
          },
          createGzip({ level: 6 }),
          async function* (packed: AsyncIterable<Buffer>) {
            for await (const piece of packed) {
              file.update(piece);
              bytes += piece.length;
              yield piece;
            }
          },
          createWriteStream(part, { flags: 'wx', mode: 0o600 }),
        );
        await flush(part);
        const ref = { content: content.digest('hex'), file: file.digest('hex'), bytes, rows: rows() };
        await rename(part, snapshotPath(dataDir, ref.content));
        return ref;
      } finally {
        await rm(part, { force: true });
      }
    },
    async read(ref) {
      const bytes = await readFile(snapshotPath(dataDir, ref.content)).catch(
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT') return null;
          throw error;
        },
      );
      if (bytes === null || bytes.length !== ref.bytes || sha256(bytes) !== ref.file) return null;
      const text = await unzip(bytes);
      return sha256(text) === ref.content ? linesOf(text) : null;
    },
  };
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
