import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { install, mayInstall } from './debian.ts';

const POSTGRES_VERSIONS = '/usr/lib/postgresql';
const MARIADB_FOLDERS = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin'];

/** Folder of the programs of PostgreSQL: the one that CITYWHISTLE_POSTGRES names, otherwise Debian's newest; null if there is none. */
export function findPostgres(): string | null {
  const named = process.env['CITYWHISTLE_POSTGRES'];
  if (named !== undefined) return existsSync(join(named, 'initdb')) ? named : null;
  if (!existsSync(POSTGRES_VERSIONS)) return null;
  const newest = readdirSync(POSTGRES_VERSIONS)
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(POSTGRES_VERSIONS, version, 'bin'));
  return newest.find((folder) => existsSync(join(folder, 'initdb'))) ?? null;
}

/** Paths of MariaDB's server and of the program that makes a data folder for it; null if either is missing. */
export function findMariadb(): { server: string; installer: string } | null {
  const find = (name: string): string | undefined =>
    MARIADB_FOLDERS.map((folder) => join(folder, name)).find((path) => existsSync(path));
  const [server, installer] = [find('mariadbd'), find('mariadb-install-db')];
  return server === undefined || installer === undefined ? null : { server, installer };
}

/** Why exchange databases cannot be tested here, in a sentence; null if they can. */
export function databasesObstacle(): string | null {
  if (process.platform !== 'linux') return 'only on Linux';
  // Either server refuses to run as root, and only root may start it as another user.
  const absent = [
    ...(findPostgres() === null ? ['PostgreSQL (Debian: postgresql; or CITYWHISTLE_POSTGRES)'] : []),
    ...(findMariadb() === null ? ['MariaDB (Debian: mariadb-server)'] : []),
  ];
  return absent.length === 0 ? null : `${absent.join(' and ')} missing`;
}

/** The same, after installing what is missing, if that is possible. The installed services are not started. */
export async function ensureDatabases(): Promise<string | null> {
  if (databasesObstacle() !== null && mayInstall())
    await install(['postgresql', 'mariadb-server'], { startsServices: false });
  return databasesObstacle();
}
