import { statfsSync } from 'node:fs';
import Database from 'better-sqlite3';

export type StoreErrorCode = 'read-only' | 'from-future' | 'disk-full' | 'locked' | 'corrupt' | 'io';

/** The database could not be opened or written. `message` is Chinese and says what the operator can do. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  constructor(code: StoreErrorCode, message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'StoreError';
    this.code = code;
  }
}

const ADVICE: Record<Exclude<StoreErrorCode, 'from-future'>, (where: string) => string> = {
  'read-only': (where) =>
    `数据目录不可写：${where}。请检查目录权限和磁盘挂载方式，或用 --data 另选一个目录。`,
  'disk-full': (where) =>
    `磁盘空间不足，本次写入已撤销，此前的数据没有丢失：${where}。请清理磁盘后重试，程序会自动续写。`,
  locked: (where) =>
    `数据目录正被另一个城哨进程使用：${where}。请先关闭它，或用 --data 另选一个目录；同一目录不能同时由两个进程写入。`,
  corrupt: (where) =>
    `数据库文件已损坏：${where}。请重新启动程序，启动时会移走损坏的文件，并从最近的完好备份恢复。`,
  io: (where) => `读写磁盘失败：${where}。请检查磁盘和线缆；若反复出现，请把数据目录移到另一块磁盘。`,
};

/** A `StoreError` with the standing advice of its code. `where` is the path concerned. */
export function storeError(
  code: Exclude<StoreErrorCode, 'from-future'>,
  where: string,
  cause: unknown,
): StoreError {
  return new StoreError(code, ADVICE[code](where), cause);
}

/** SQLite's and the file system's errors as `StoreError`; anything else (a programming error) comes back as it is. */
export function asStoreError(error: unknown, where: string): unknown {
  if (error instanceof StoreError) return error;
  const code = errorCode(error);
  const kind = code === null ? null : classify(code, where);
  return kind === null ? error : storeError(kind, where, error);
}

/** True for errors that condemn the whole transaction, never a single row. */
export function isFatal(error: unknown, where: string): boolean {
  const code = errorCode(error);
  return error instanceof StoreError || (code !== null && classify(code, where) !== null);
}

function errorCode(error: unknown): string | null {
  if (error instanceof Database.SqliteError) return error.code;
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return null;
}

function classify(code: string, where: string): Exclude<StoreErrorCode, 'from-future'> | null {
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return 'disk-full';
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return 'corrupt';
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return 'locked';
  if (/^SQLITE_(READONLY|CANTOPEN|PERM)/.test(code) || ['EACCES', 'EROFS', 'EPERM'].includes(code)) {
    return 'read-only';
  }
  // On a full disk the shared-memory file of the WAL cannot grow, which SQLite reports as an I/O error.
  if (code.startsWith('SQLITE_IOERR')) return freeBytes(where) < 64 * 1024 ? 'disk-full' : 'io';
  return null;
}

function freeBytes(path: string): number {
  try {
    const stats = statfsSync(path);
    return stats.bavail * stats.bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
