import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Clock, Logger } from '../ports.ts';
import { type Copying, copyEncrypted } from './backup/copyEncrypted.ts';
import type { Encryption } from './encryption/key.ts';
import { backupDir, deleteDatabase, fileTime, listBackups } from './files.ts';

/** Pages copied between two turns of the event loop: 1 MiB, a few milliseconds. */
const PAGES_PER_TURN = 256;
const KEPT_BEFORE_MIGRATION = 2;

export type Backups = {
  /** Resolves with the path of the finished copy. A call while another is running returns that copy. */
  backup(at: number): Promise<string>;
  stop(): void;
};

export type BackupOptions = {
  dataDir: string;
  clock: Clock;
  logger: Logger;
  backupEveryMs: number;
  /** How many periodic backups are kept, at least 1. */
  keepBackups: number;
  /** Of the database and its backups; null: they are plain. */
  encryption: Encryption | null;
};

/** Makes periodic online copies of the live database. The timer does not keep the process alive. */
export function createBackups(db: Database, options: BackupOptions): Backups {
  const { dataDir, clock, logger, backupEveryMs, keepBackups, encryption } = options;
  removeUnfinished(dataDir);
  let running: Promise<string> | null = null;
  let stopped = false;
  let copying: Copying | null = null;

  async function copy(at: number): Promise<string> {
    const target = join(backupDir(dataDir), `city-${fileTime(at)}.db`);
    const part = `${target}.part`;
    mkdirSync(backupDir(dataDir), { recursive: true });
    deleteDatabase(part);
    try {
      if (encryption === null) await db.backup(part, { progress: () => PAGES_PER_TURN });
      else {
        copying = copyEncrypted(db.name, part, encryption);
        await copying.finished;
      }
      // Renamed only when complete, so that a file with a backup's name is never partial.
      renameSync(part, target);
    } finally {
      deleteDatabase(part);
    }
    prune(dataDir, keepBackups);
    return target;
  }

  function backup(at: number): Promise<string> {
    running ??= copy(at).finally(() => {
      running = null;
    });
    return running;
  }

  const timer = setInterval(() => {
    backup(clock.now()).then(
      (path) => logger.info({ path }, 'backup written'),
      (error: unknown) => {
        if (!stopped) logger.error({ error: String(error) }, 'backup failed');
      },
    );
  }, backupEveryMs);
  timer.unref();

  return {
    backup,
    stop() {
      stopped = true;
      copying?.stop();
      clearInterval(timer);
    },
  };
}

/** Copies the database before a migration. Synchronous, since nothing else runs at that time. */
export function backupBeforeMigration(db: Database, dataDir: string, version: number, at: number): string {
  mkdirSync(backupDir(dataDir), { recursive: true });
  const target = join(backupDir(dataDir), `before-v${version}-${fileTime(at)}.db`);
  rmSync(target, { force: true });
  db.prepare('VACUUM INTO ?').run(target);
  return target;
}

/** Of an earlier run that was killed. The folder is locked, so that nobody else is writing one. */
function removeUnfinished(dataDir: string): void {
  const dir = backupDir(dataDir);
  if (!existsSync(dir)) return;
  for (const name of readdirSync(dir))
    if (/\.db\.part(-\w+)?$/.test(name)) rmSync(join(dir, name), { force: true });
}

function prune(dataDir: string, keepBackups: number): void {
  const files = listBackups(dataDir);
  const old = [
    ...files.filter((file) => file.kind === 'periodic').slice(Math.max(1, keepBackups)),
    ...files.filter((file) => file.kind === 'before-migration').slice(KEPT_BEFORE_MIGRATION),
  ];
  for (const file of old) deleteDatabase(file.path);
}
