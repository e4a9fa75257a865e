/**
 * Exit codes of the commands, stable so that service managers and scripts can tell what happened.
 *
 * | code | meaning |
 * |---|---|
 * | 0 | closed cleanly |
 * | 1 | unexpected failure; for `verify`: something is broken |
 * | 2 | wrong flags, or a source that cannot be understood |
 * | 3 | city pack missing or unreadable |
 * | 4 | port taken |
 * | 5 | data folder not writable, or in use by another program |
 * | 6 | database written by a newer version |
 * | 7 | disk full |
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
  cancelled: 130,
} as const;

/** Why the program cannot start, in words for the operator, with the code it ends with. */
export class LaunchError extends Error {
  readonly exitCode: number;
  constructor(exitCode: number, message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'LaunchError';
    this.exitCode = exitCode;
  }
}

/** Codes of the system and of SQLite that mean «no room». */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);
const UNWRITABLE = /^(EACCES|EPERM|EROFS|ENOTDIR|EEXIST|ENOENT|SQLITE_READONLY.*|SQLITE_CANTOPEN.*)$/;

/** Any failure while opening, as a LaunchError. Looks at causes, too. */
export function asLaunchError(error: unknown, dataDir: string): LaunchError {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof LaunchError) return cause;
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
    if (FULL.has(code))
      return new LaunchError(
        EXIT.diskFull,
        `磁盘已满，无法写入 ${dataDir}。请清理磁盘后重试，已有数据未受影响`,
        error,
      );
    if (/^SQLITE_(BUSY|LOCKED)/.test(code))
      return new LaunchError(EXIT.folder, `数据文件夹正被另一个程序使用：${dataDir}`, error);
    if (UNWRITABLE.test(code))
      return new LaunchError(
        EXIT.folder,
        `数据文件夹无法写入：${dataDir}（${code}）。请检查路径与权限`,
        error,
      );
  }
  return new LaunchError(
    EXIT.failure,
    `启动失败：${error instanceof Error ? error.message : String(error)}`,
    error,
  );
}
