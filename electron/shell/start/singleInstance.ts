import { readlinkSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

/** `second`: another console is running. `blocked`: none is, but the lock cannot be acquired; `why` for the operator. */
export type Instance = { kind: 'first' } | { kind: 'second' } | { kind: 'blocked'; why: string };

/** Chromium's lock files in the folder of user data; the first is a link to `host-pid` of the owner. */
const LOCK_FILES = ['SingletonLock', 'SingletonCookie', 'SingletonSocket'] as const;

/**
 * Ensures that only one console runs on a workstation. On Linux the lock of a crashed process may remain and prevent every
 * later start; if its owner is gone, it is removed and requested again. Elsewhere the system releases the lock.
 */
export function acquireInstance(options: {
  /** Electron's `requestSingleInstanceLock`. */
  request(): boolean;
  platform: NodeJS.Platform;
  userData: string;
  hostname: string;
  execPath: string;
}): Instance {
  const { request, userData, hostname } = options;
  if (request()) return { kind: 'first' };
  if (options.platform !== 'linux') return { kind: 'second' };
  const owner = readOwner(join(userData, LOCK_FILES[0]));
  if (owner === null)
    return { kind: 'blocked', why: `无法在 ${userData} 中建立锁文件。请检查这个文件夹的权限和磁盘空间` };
  if (isRunning(owner.pid, options.execPath)) return { kind: 'second' };
  if (owner.host !== hostname)
    return {
      kind: 'blocked',
      why: `${userData} 正被另一台计算机（${owner.host}）使用。如果那里没有运行城哨，请删除其中的 SingletonLock 后重试`,
    };
  for (const name of LOCK_FILES) rmSync(join(userData, name), { force: true });
  if (request()) return { kind: 'first' };
  return { kind: 'blocked', why: `上次异常退出留下的锁文件无法清除，请检查 ${userData} 的权限` };
}

function readOwner(lock: string): { host: string; pid: number } | null {
  try {
    const [, host, pid] = /^(.*)-(\d+)$/.exec(readlinkSync(lock)) ?? [];
    return host === undefined ? null : { host, pid: Number(pid) };
  } catch {
    return null;
  }
}

/** Whether the process exists and is a console; its id may have been reused by another program. */
function isRunning(pid: number, execPath: string): boolean {
  try {
    return basename(readlinkSync(`/proc/${pid}/exe`)).replace(/ \(deleted\)$/, '') === basename(execPath);
  } catch (error) {
    // EACCES means that the process belongs to another user; a process that is gone, or a zombie, has no executable.
    return error instanceof Error && 'code' in error && error.code === 'EACCES';
  }
}
