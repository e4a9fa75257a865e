import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databasePath } from '../../../electron/city/store/files.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { SCHEMA_VERSION, schemaVersion } from '../../../electron/city/store/migrate.ts';
import { openAt, tempDir } from '../store/support.ts';
import { bundleChild } from '../whistles/killBundle.ts';
import { placeOldDatabase } from './oldDatabases.ts';

/** Schema of the old database. */
const RELEASED = 9;
/** `MIGRATION_CUTS=all` dies after every single statement; otherwise after the first, the last, and some between. */
const ALL = process.env['MIGRATION_CUTS'] === 'all';
const AT_START = 12;
/** Every second statement: enough to die once in each of the short steps after that of the journal. */
const AT_END = 57;
const BETWEEN = 12;

/** Written out: what looks for dead code follows only names that it can read. */
const CHILD = fileURLToPath(new URL('./migrationChild.ts', import.meta.url));
const bundle = tempDir();
let child = '';
beforeAll(async () => {
  child = await bundleChild(CHILD, bundle.path);
});
afterAll(() => bundle.remove());

/** Migrates an old database in another process; what that printed, and what stands in the folder once it is opened again. */
function migrated(fatal: number): { printed: string; versionLeft: number; end: string; findings: string[] } {
  const dir = tempDir();
  try {
    placeOldDatabase('story', dir.path);
    const { stdout, signal } = spawnSync(process.execPath, [child, dir.path, String(fatal)], {
      encoding: 'utf8',
    });
    expect(signal, `statement ${fatal}`).toBe(fatal === 0 ? null : 'SIGKILL');
    const db = new Database(databasePath(dir.path));
    const versionLeft = schemaVersion(db);
    db.close();
    const store = openAt(dir.path);
    const { pos, link } = store.journal.head();
    store.close();
    const { findings } = checkIntegrity(dir.path);
    const codes = findings.map(({ code }) => code).filter((code) => code !== 'attachment-missing');
    return { printed: stdout, versionLeft, end: `${pos} ${link.toString('hex')}`, findings: codes };
  } finally {
    dir.remove();
  }
}

/** Numbers of statements to die after, of `count` in all. */
function cuts(count: number): number[] {
  if (ALL) return Array.from({ length: count }, (_, i) => i + 1);
  const start = Array.from({ length: AT_START }, (_, i) => 1 + i * 5);
  const end = Array.from({ length: AT_END }, (_, i) => count - i * 2);
  const between = Array.from({ length: BETWEEN }, () => 1 + Math.floor(Math.random() * count));
  return [...new Set([...start, ...end, ...between])];
}

it('ends the same, wherever the power went while a database was carried over', { timeout: 1_800_000 }, () => {
  const whole = migrated(0);
  expect(whole).toMatchObject({ versionLeft: SCHEMA_VERSION, findings: [] });
  const left = new Set<number>();
  for (const fatal of cuts(Number(whole.printed))) {
    const { end, findings, versionLeft } = migrated(fatal);
    expect([end, findings], `killed after statement ${fatal}`).toEqual([whole.end, []]);
    left.add(versionLeft);
  }
  // Each step is one transaction: some died before the first, some between two, and some after the last.
  const versions = Array.from({ length: SCHEMA_VERSION - RELEASED + 1 }, (_, i) => RELEASED + i);
  expect([...left].sort()).toEqual(versions.sort());
  if (ALL) process.stdout.write(`${JSON.stringify({ cuts: Number(whole.printed) })}\n`);
});
