import { ApiError } from '../city/api/apiError.ts';
import { StoreError, type StoreErrorCode } from '../city/store/errors.ts';

/**
 * Exit codes of the commands, stable, so that service managers and scripts can rely on them.
 *
 * | code | meaning |
 * |---|---|
 * | 0 | closed cleanly |
 * | 1 | unexpected failure; for `verify`: something is broken |
 * | 2 | wrong flags, or what they name is not there or cannot be understood |
 * | 3 | city pack missing or unreadable |
 * | 4 | port taken |
 * | 5 | data folder not writable, or in use by another program |
 * | 6 | database written by a newer version |
 * | 7 | disk full |
 * | 8 | database encrypted with a key that is not here, or plain where it should be encrypted |
 * | 130 | cancelled by Ctrl-C |
 */
export const EXIT = {
  ok: 0,
  failure: 1,
  usage: 2,
  pack: 3,
  port: 4,
  folder: 5,
  future: 6,
  diskFull: 7,
  key: 8,
  cancelled: 130,
} as const;

/** The reason why the program cannot start, as a Chinese message for the operator, with the exit code. */
export class LaunchError extends Error {
  readonly exitCode: number;
  constructor(exitCode: number, message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'LaunchError';
    this.exitCode = exitCode;
  }
}

const BY_STORE: Partial<Record<StoreErrorCode, number>> = {
  'read-only': EXIT.folder,
  locked: EXIT.folder,
  'from-future': EXIT.future,
  'disk-full': EXIT.diskFull,
  'key-missing': EXIT.key,
  'key-other': EXIT.key,
  'key-unreadable': EXIT.key,
  plain: EXIT.key,
};

/** Any failure to start as a LaunchError. The message of a StoreError is kept, because it says what to do. */
export function asLaunchError(error: unknown): LaunchError {
  if (error instanceof LaunchError) return error;
  if (error instanceof StoreError)
    return new LaunchError(BY_STORE[error.code] ?? EXIT.failure, error.message, error);
  if (error instanceof ApiError) return new LaunchError(EXIT.usage, error.message, error);
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new LaunchError(EXIT.diskFull, '磁盘已满，无法启动。请清理磁盘后重试，已有数据未受影响', error);
  return new LaunchError(
    EXIT.failure,
    `启动失败：${error instanceof Error ? error.message : String(error)}`,
    error,
  );
}
