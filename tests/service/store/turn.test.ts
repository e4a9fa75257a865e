import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../electron/city/store/driver.ts';
import { neededKeyId, recordKey } from '../../../electron/city/store/encryption/record.ts';
import { type TurnStep, turnFolder } from '../../../electron/city/store/encryption/turn.ts';
import { backupDir, databasePath, listBackups } from '../../../electron/city/store/files.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { openStore } from '../../../electron/city/store/open.ts';
import { encryptionOf, filesWith } from '../../support/encryption.ts';
import { good, options, page, sourceConfig, T0, tempDir } from './support.ts';

const MINE = encryptionOf(1);
const NAME = '张三丰';
const PLAIN = ['SQLite format 3', NAME];
const quiet = () => undefined;

let dir: ReturnType<typeof tempDir>;
beforeEach(() => {
  dir = tempDir();
});
afterEach(() => dir.remove());

/** A folder with two cases, two backups, a sound copy and a damaged one moved aside, and a cache of columns; closed. */
async function filled(encrypted: boolean): Promise<void> {
  if (encrypted) recordKey(dir.path, MINE.key.id);
  const store = openStore({ ...options(dir.path), encryption: encrypted ? MINE : null });
  store.saveSource(sourceConfig('hotline'));
  for (const id of ['1', '2']) {
    store.applyPage(page('hotline', [good(id, { description: `${NAME}反映井盖破损` })], T0));
    await store.backup(T0 + Number(id));
  }
  store.close();
  const [newest] = listBackups(dir.path);
  cpSync(newest?.path ?? '', join(dir.path, 'city.db.corrupt-2026-03-01T00-00-00-000Z'));
  if (!encrypted) writeFileSync(join(dir.path, 'columns.cache'), 'CWCOLS03');
}

/** What is in the folder now, whatever state that is: opened, checked and closed. */
function contents(folder: string): { encrypted: boolean; cases: number; clear: string[]; strays: string[] } {
  const encryption = neededKeyId(folder) === null ? null : MINE;
  const store = openStore({ ...options(folder), encryption });
  expect(store.warnings()).toEqual([]);
  expect(store.detail('hotline:2', T0)?.description).toContain(NAME);
  const encrypted = store.key !== null;
  store.close();
  const { ok, figures } = checkIntegrity(folder, encrypted ? MINE.key : null);
  expect(ok).toBe(true);
  return {
    encrypted,
    cases: figures['cases'] ?? 0,
    clear: filesWith(folder, PLAIN),
    strays: readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /turning|-journal|\.new/.test(name),
    ),
  };
}

const copies = ['backups/', 'backups/', 'city.db', 'city.db.corrupt-2026-03-01T00-00-00-000Z'];
const kindsOf = (names: readonly string[]) => names.map((name) => name.replace(/city-.*Z\.db$/, '')).sort();

describe('encrypting a folder', () => {
  it('leaves nothing in clear, loses nothing, and can be taken back', async () => {
    await filled(false);
    expect(kindsOf(filesWith(dir.path, PLAIN))).toEqual(copies);
    const writtenAt = (): number[] => listBackups(dir.path).map(({ path }) => statSync(path).mtimeMs);
    const before = writtenAt();
    expect(turnFolder(dir.path, 'encrypted', MINE.key, quiet)).toEqual({ left: [] });
    expect(existsSync(join(dir.path, 'columns.cache'))).toBe(false);
    expect(contents(dir.path)).toEqual({ encrypted: true, cases: 2, clear: [], strays: [] });
    // Copies are deleted by their age. Node sets times of files to whole ms, rounded either way.
    const after = writtenAt();
    expect(after).toHaveLength(before.length);
    for (const [i, at] of after.entries()) expect(Math.abs(at - (before[i] ?? 0))).toBeLessThan(2);
    expect(turnFolder(dir.path, 'plain', MINE.key, quiet)).toEqual({ left: [] });
    const { clear, ...rest } = contents(dir.path);
    expect(rest).toEqual({ encrypted: false, cases: 2, strays: [] });
    expect(kindsOf(clear)).toEqual(copies);
  });

  it('takes in what is in the log of a service that was killed', async () => {
    const store = openStore(options(dir.path));
    store.saveSource(sourceConfig('hotline'));
    store.applyPage(
      page('hotline', [good('1', { description: NAME }), good('2', { description: NAME })], T0),
    );
    const killed = tempDir();
    cpSync(dir.path, killed.path, { recursive: true });
    store.close();
    expect(statSync(`${databasePath(killed.path)}-wal`).size).toBeGreaterThan(0);
    turnFolder(killed.path, 'encrypted', MINE.key, quiet);
    expect(contents(killed.path)).toMatchObject({ encrypted: true, cases: 2, clear: [] });
    killed.remove();
  });

  it('leaves copies that cannot be read as they are, and names them', async () => {
    await filled(false);
    const damaged = join(dir.path, 'city.db.corrupt-2026-03-01T00-00-00-000Z');
    truncateSync(damaged, 8192);
    const before = readFileSync(damaged);
    expect(turnFolder(dir.path, 'encrypted', MINE.key, quiet)).toEqual({ left: [damaged] });
    expect(readFileSync(damaged)).toEqual(before);
    expect(contents(dir.path)).toMatchObject({ encrypted: true, clear: [basename(damaged)], strays: [] });
  });

  it('refuses a damaged database, which the program restores first, and changes nothing', async () => {
    await filled(false);
    truncateSync(databasePath(dir.path), 8192);
    expect(() => turnFolder(dir.path, 'encrypted', MINE.key, quiet)).toThrow('重新启动程序');
    expect(kindsOf(filesWith(dir.path, ['SQLite format 3']))).toEqual(copies);
    expect(neededKeyId(dir.path)).toBeNull();
  });

  it('gives up where the copy differs, and changes nothing', async () => {
    await filled(false);
    const harm = (step: TurnStep) => {
      if (step !== 'rewritten') return;
      const db = openDatabase(`${databasePath(dir.path)}.turning`, {}, MINE.key);
      db.exec("UPDATE cases SET description = '' WHERE seq = 1");
      db.close();
    };
    expect(() => turnFolder(dir.path, 'encrypted', MINE.key, harm)).toThrow();
    expect(contents(dir.path)).toMatchObject({ encrypted: false, cases: 2, strays: [] });
  });

  it('begins an empty folder encrypted', () => {
    mkdirSync(backupDir(dir.path));
    turnFolder(dir.path, 'encrypted', MINE.key, quiet);
    const store = openStore({ ...options(dir.path), encryption: MINE });
    store.saveSource(sourceConfig('hotline'));
    store.close();
    expect(filesWith(dir.path, PLAIN)).toEqual([]);
  });
});

describe.each(['encrypted', 'plain'] as const)('a process killed while it makes a folder %s', (to) => {
  it('leaves the old state or the new one, whichever step it came to', async () => {
    await filled(to === 'plain');
    const kills: { step: TurnStep; folder: ReturnType<typeof tempDir> }[] = [];
    turnFolder(dir.path, to, MINE.key, (step) => {
      // What is on the disk at this moment is what a kill leaves.
      const folder = tempDir();
      cpSync(dir.path, folder.path, { recursive: true, preserveTimestamps: true });
      kills.push({ step, folder });
    });
    const isNew = to === 'encrypted';
    const found = kills.map(({ step, folder }) => {
      const { encrypted, clear, strays, cases } = contents(folder.path);
      if (step === 'copied' || step === 'swapped') {
        // Whatever it is now, it can be tried again.
        turnFolder(folder.path, to, MINE.key, quiet);
        expect(contents(folder.path)).toMatchObject({ encrypted: isNew, cases: 2, strays: [] });
      }
      folder.remove();
      return { step, encrypted, cases, clear: clear.length, strays };
    });
    const [old, now] = [isNew ? 4 : 0, isNew ? 0 : 4];
    const state = (step: TurnStep, isTurned: boolean) => ({
      ...{ step, encrypted: isTurned === isNew, cases: 2, strays: [] },
      clear: isTurned ? now : old,
    });
    expect(found).toEqual([
      state('merged', false),
      state('marked', false),
      state('copied', false),
      state('rewritten', false),
      state('checked', false),
      state('decided', true),
      state('swapped', true),
      state('recorded', true),
      state('copy turned', true),
      state('copy turned', true),
      state('copy turned', true),
      state('copies turned', true),
      state('done', true),
    ]);
  });

  it('is not finished over a database that was written since', async () => {
    await filled(to === 'plain');
    const killed = tempDir();
    turnFolder(dir.path, to, MINE.key, (step) => {
      if (step === 'decided') cpSync(dir.path, killed.path, { recursive: true, preserveTimestamps: true });
    });
    const log = tempDir();
    cpSync(killed.path, log.path, { recursive: true, preserveTimestamps: true });
    utimesSync(databasePath(killed.path), new Date(T0), new Date(T0));
    // An older program that was killed itself leaves what it wrote in the log.
    writeFileSync(`${databasePath(log.path)}-wal`, 'something');
    for (const folder of [killed, log]) {
      expect(contents(folder.path)).toMatchObject({ encrypted: to === 'plain', cases: 2, strays: [] });
      folder.remove();
    }
  });
});

it('a database that is plain in a folder recorded as encrypted can be encrypted', async () => {
  await filled(false);
  recordKey(dir.path, MINE.key.id);
  expect(() => openStore({ ...options(dir.path), encryption: MINE })).toThrow('没有加密');
  turnFolder(dir.path, 'encrypted', MINE.key, quiet);
  expect(contents(dir.path)).toMatchObject({ encrypted: true, cases: 2, clear: [] });
});
