import { statfsSync } from 'node:fs';
import type { SentError } from '../../../shared/contract/common.ts';
import { sentError } from '../../../shared/errors/errorText.ts';
import { sqliteCode } from './driver.ts';

/** Errors about a path alone. */
type PathErrorCode = 'read-only' | 'disk-full' | 'locked' | 'corrupt' | 'io' | 'plain';
export type StoreErrorCode = PathErrorCode | 'from-future' | 'key-missing' | 'key-other' | 'key-unreadable';

/** The database could not be opened or written. `message` is Chinese and says what the operator can do. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  /** As windows and scripts get it: its code with `store-` before it. */
  readonly sent: SentError;
  constructor(code: StoreErrorCode, sent: SentError, cause: unknown) {
    super(sent.message, { cause });
    this.name = 'StoreError';
    this.code = code;
    this.sent = sent;
  }
}

/** A `StoreError` about one path. */
export function storeError(code: PathErrorCode, path: string, cause: unknown): StoreError {
  return new StoreError(code, sentError(`store-${code}`, { path }), cause);
}

/**
 * Converts errors of SQLite and the file system to `StoreError`; returns any other error (a programming error)
 * unchanged.
 */
export function asStoreError(error: unknown, where: string): unknown {
  if (error instanceof StoreError) return error;
  const code = errorCode(error);
  const kind = code === null ? null : classify(code, where);
  return kind === null ? error : storeError(kind, where, error);
}

/** True for errors that concern the whole transaction and not a single row. */
export function isFatal(error: unknown, where: string): boolean {
  const code = errorCode(error);
  return error instanceof StoreError || (code !== null && classify(code, where) !== null);
}

function errorCode(error: unknown): string | null {
  const code = sqliteCode(error);
  if (code !== null) return code;
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return null;
}

function classify(code: string, where: string): PathErrorCode | null {
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
