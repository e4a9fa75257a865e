import { accessSync, constants, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, relative, resolve } from 'node:path';
import type { SealKeeping } from '../city/anchor/sealPlace.ts';
import type { SecretStore } from '../city/ports.ts';
import { makeFolder } from './dataFolder.ts';
import { EXIT, LaunchError } from './exitCodes.ts';

/** This user's folder for settings, away from the default data folder and its backups. */
export function settingsFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32')
    return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'CityWhistle');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Preferences', 'CityWhistle');
  const base = env['XDG_CONFIG_HOME'];
  // By the XDG specification a relative path must be ignored.
  return join(base?.startsWith('/') ? base : join(homedir(), '.config'), 'citywhistle');
}

/**
 * Where the key that seals the journal of a data folder is kept: with the user's settings, or in the data folder itself if
 * those lie in it or cannot be written.
 */
export function sealKeeping(
  environment: {
    env: NodeJS.ProcessEnv;
    platform: NodeJS.Platform;
    /** The system's secret store, or a file in the folder given. */
    secrets(dir: string): SecretStore;
  },
  dataDir: string,
): SealKeeping {
  const { env, platform, secrets } = environment;
  const folder = join(settingsFolder(env, platform), 'seal');
  return !isWithin(dataDir, folder) && isWritable(folder)
    ? { folder, outside: true, secrets }
    : { folder: join(dataDir, 'seal'), outside: false, secrets };
}

/**
 * The absolute path of an anchor's folder, which need not be there yet; null if none is wanted.
 * @throws LaunchError 2 for a folder inside the data folder: it would be replaced together with the database
 */
export function anchorFolder(path: string | null, dataDir: string): string | null {
  if (path === null) return null;
  const dir = resolve(path);
  if (isWithin(dataDir, dir))
    throw new LaunchError(
      EXIT.usage,
      `--anchor 指定的文件夹 ${dir} 在数据文件夹之内，起不到外部存证的作用。请用 U 盘、网络共享或另一块磁盘上的文件夹`,
      undefined,
    );
  return dir;
}

/** Whether a path is the data folder or lies in it, whatever links lead there. */
export function isWithin(dataDir: string, path: string): boolean {
  const way = relative(realOf(dataDir), realOf(path));
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
}

/** The path without symbolic links, as far as it exists. */
function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = join(path, '..');
    return parent === path ? path : join(realOf(parent), relative(parent, path));
  }
}

function isWritable(folder: string): boolean {
  try {
    makeFolder(folder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
