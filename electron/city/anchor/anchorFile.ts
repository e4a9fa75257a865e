import { open, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AnchorLine, type AnchorLines, readAnchorLines } from '../../../shared/journal/anchor.ts';

/** Read at a start and when a stick comes back: some thousand lines. `verify` reads everything. */
const TAIL_BYTES = 256 * 1024;
/** The anchor beside the key is cut down to its tail above this size. */
const LONG_BYTES = 4 * 1024 * 1024;

const NAME = /^citywhistle-([0-9a-f]{16})\.anchor$/;
const nameOf = (installation: string): string => `citywhistle-${installation}.anchor`;

/** The file in an anchor's folder to which the end of the journal is written again and again. Every call may reject. */
export type AnchorFile = {
  path: string;
  /** In bytes; null where the folder is there and the file is not. */
  size(): Promise<number | null>;
  /** Its newest lines; none where there is no file. */
  read(): Promise<AnchorLines>;
  /** Adds a line and returns once it is on the medium. A line that was cut off before is removed. Returns the new size. */
  append(line: AnchorLine): Promise<number>;
};

/** The file of an installation in a folder, which must exist: a missing one is a stick that is not plugged in. */
export function anchorFile(dir: string, installation: string): AnchorFile {
  const path = join(dir, nameOf(installation));
  return {
    path,
    size: () => sizeOf(dir, path),
    read: () => readTail(path, TAIL_BYTES),
    async append(line) {
      const before = await sizeOf(dir, path);
      const file = await open(path, before === null ? 'wx+' : 'r+', 0o600);
      try {
        const { size } = await file.stat();
        const keep = size - (await cutBytes(file, size));
        if (keep < size) await file.truncate(keep);
        const text = Buffer.from(`${JSON.stringify(line)}\n`);
        await file.write(text, 0, text.length, keep);
        await file.datasync().catch(unsupported);
        return keep + text.length;
      } finally {
        await file.close();
      }
    },
  };
}

type Handle = Awaited<ReturnType<typeof open>>;

/** Some network shares cannot flush a file; what is written there is as safe as the share is. */
function unsupported(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EINVAL' && error.code !== 'ENOTSUP' && error.code !== 'ENOSYS') throw error;
}

/** Length of what follows the last line break: a line that was cut off. A long rest is no line of ours and is left alone. */
async function cutBytes(file: Handle, size: number): Promise<number> {
  const length = Math.min(size, 2048);
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
  const end = buffer.lastIndexOf(0x0a);
  if (end === -1) return size <= length ? size : 0;
  return length - end - 1;
}

async function sizeOf(dir: string, path: string): Promise<number | null> {
  const found = await stat(path).catch(absent);
  if (found !== null) return found.size;
  if (!(await stat(dir)).isDirectory()) throw Object.assign(new Error('no folder'), { code: 'ENOTDIR' });
  return null;
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

async function readTail(path: string, most: number): Promise<AnchorLines> {
  const file = await open(path, 'r').catch(absent);
  if (file === null) return [];
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - most);
    const length = size - from;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
    const text = buffer.toString('utf8', 0, bytesRead);
    // The first line of a tail is a piece.
    return readAnchorLines(from === 0 ? text : text.slice(text.indexOf('\n') + 1));
  } finally {
    await file.close();
  }
}

/** Every line of the file; null where there is none, with how many files of other installations are there. */
export async function readWholeAnchor(
  dir: string,
  installation: string,
): Promise<{ lines: AnchorLines | null; others: number }> {
  const names = (await readdir(dir)).filter((name) => NAME.test(name));
  const own = names.includes(nameOf(installation));
  return {
    lines: own ? readAnchorLines(await readFile(join(dir, nameOf(installation)), 'utf8')) : null,
    others: names.length - (own ? 1 : 0),
  };
}

/** Keeps the newest lines alone of a file that has grown long; for the anchor beside the key, which nobody else tidies. */
export async function shorten(dir: string, installation: string): Promise<void> {
  const path = join(dir, nameOf(installation));
  if (((await sizeOf(dir, path)) ?? 0) <= LONG_BYTES) return;
  const lines = await readTail(path, TAIL_BYTES);
  // Damage is told first, and stays to be looked at.
  if (lines.includes(null)) return;
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  await writeFile(`${path}.new`, text, { mode: 0o600, flush: true });
  await rename(`${path}.new`, path);
}
