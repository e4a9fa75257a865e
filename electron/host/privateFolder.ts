import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Files that this program creates in a data folder. Other files there may belong to somebody else and are not touched. */
const OUR_FOLDERS = [
  ...[
    'attachments',
    'backups',
    'basemap-cache',
    'basemaps',
    'layer-cache',
    'layers',
    'logs',
    'previews',
    'seal',
    'unlock',
    'uploads',
  ],
  'web',
];
/** Not `secrets.json`: if others could read it, it is refused, because its keys must be changed. */
const OUR_FILES = /^(city\.|columns\.cache|simulated\.json|basemaps\.json|layers\.json)/;

/**
 * Removes the rights of group and others from files that earlier versions left readable in a data folder. New files are
 * private by the process's umask. Does nothing on Windows, where the user's profile is private.
 * @returns the paths that others can still read: another user owns them, or the file system stores no modes.
 */
export function makePrivate(dataDir: string, platform: NodeJS.Platform): string[] {
  if (platform === 'win32') return [];
  const names = readdirSync(dataDir);
  const folders = OUR_FOLDERS.map((name) => join(dataDir, name)).filter((path) => existsSync(path));
  const paths = [
    ...folders,
    ...folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name))),
    ...names.filter((name) => OUR_FILES.test(name)).map((name) => join(dataDir, name)),
  ];
  // A folder with other files only may be shared on purpose.
  const isOurs = names.includes('city.db') || names.every(isOurName);
  return (isOurs ? [dataDir, ...paths] : paths).filter((path) => !restrictToOwner(path));
}

/** Removes the rights of group and others; true if only the owner can use the path now. */
function restrictToOwner(path: string): boolean {
  try {
    const { mode } = statSync(path);
    if ((mode & 0o077) === 0) return true;
    chmodSync(path, mode & 0o700);
    return (statSync(path).mode & 0o077) === 0;
  } catch {
    // A path that was removed since it was listed is no problem. Any other path is still readable.
    return !existsSync(path);
  }
}

function isOurName(name: string): boolean {
  return OUR_FOLDERS.includes(name) || OUR_FILES.test(name);
}
