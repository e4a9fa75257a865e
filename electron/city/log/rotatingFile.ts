import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

const DAY = 86_400_000;
const STAMP = /^\d{8}T\d{9}Z(?:-\d+)?\.log$/;

/** A log file that is renamed when it is full. Renamed files are deleted after a retention period. */
export type RotatingFile = { write(line: string): void; close(): void };

/**
 * Lines are written synchronously and in order, so that the last lines before a crash are in the file. Logging must
 * never stop the service: on a full disk or a missing folder lines are dropped, and the first loss is reported on
 * stderr.
 * @param name file name without extension; several logs may share a folder
 * @param keepDays retention; 网络安全法 art. 21 requires six months (domain.md §8.1)
 */
export function rotatingFile(options: {
  dir: string;
  name: string;
  maxBytes: number;
  keepDays: number;
  now(): number;
}): RotatingFile {
  const path = join(options.dir, `${options.name}.log`);
  let fd: number | null = null;
  let size = 0;
  let reported = false;

  function open(): number {
    mkdirSync(options.dir, { recursive: true, mode: 0o700 });
    const opened = openSync(path, 'a', 0o600);
    size = fstatSync(opened).size;
    return opened;
  }

  function rotate(): void {
    if (fd !== null) closeSync(fd);
    fd = null;
    const stamp = new Date(options.now()).toISOString().replace(/[-:.]/g, '');
    const taken = new Set(readdirSync(options.dir));
    let name = `${options.name}-${stamp}.log`;
    for (let n = 1; taken.has(name); n++) name = `${options.name}-${stamp}-${n}.log`;
    renameSync(path, join(options.dir, name));
    prune();
  }

  function prune(): void {
    const oldest = options.now() - options.keepDays * DAY;
    for (const name of readdirSync(options.dir)) {
      const file = join(options.dir, name);
      const rotated = name.startsWith(`${options.name}-`) && STAMP.test(name.slice(options.name.length + 1));
      if (rotated && statSync(file).mtimeMs < oldest) rmSync(file, { force: true });
    }
  }

  return {
    write(line) {
      try {
        fd ??= open();
        if (size > 0 && size + Buffer.byteLength(line) > options.maxBytes) {
          rotate();
          fd = open();
        }
        size += writeSync(fd, line);
      } catch (error) {
        if (!reported)
          process.stderr.write(`无法写日志：${error instanceof Error ? error.message : String(error)}\n`);
        reported = true;
      }
    },
    close() {
      if (fd !== null) closeSync(fd);
      fd = null;
    },
  };
}
