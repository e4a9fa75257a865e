import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { EXIT, LaunchError } from './exitCodes.ts';

/** The default data folder of this user. */
export function defaultDataDir(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32')
    return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'CityWhistle');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'CityWhistle');
  const base = env['XDG_DATA_HOME'];
  // By the XDG specification a relative path must be ignored.
  return join(base?.startsWith('/') ? base : join(homedir(), '.local', 'share'), 'citywhistle');
}

/**
 * The absolute path of the data folder. A missing folder is created for this user only.
 * @throws LaunchError 5 when it cannot be written, 7 when the disk is full.
 */
export function openDataFolder(path: string): string {
  const dir = resolve(path);
  try {
    makeFolder(dir);
    accessSync(dir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOSPC' || code === 'EDQUOT')
      throw new LaunchError(EXIT.diskFull, `磁盘已满，无法建立数据文件夹 ${dir}`, error);
    const why = code === 'EEXIST' || code === 'ENOTDIR' ? '该路径不是文件夹' : `系统返回 ${code}`;
    throw new LaunchError(
      EXIT.folder,
      `数据文件夹无法写入：${dir}（${why}）。请检查路径与权限，或用 --data 另选一个`,
      error,
    );
  }
  return dir;
}

/**
 * Creates the folder and its missing parents one by one. Node's recursive mkdir never returns on a file system that
 * answers ENOENT although the parent exists (/proc, some network mounts).
 */
export function makeFolder(dir: string): void {
  const parent = dirname(dir);
  if (parent !== dir && !existsSync(parent)) makeFolder(parent);
  if (!existsSync(dir)) mkdirSync(dir, { mode: 0o700 });
  else if (!statSync(dir).isDirectory())
    throw Object.assign(new Error(`not a folder: ${dir}`), { code: 'ENOTDIR' });
}
