import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openColumnReader } from '../../../electron/city/store/columnReader.ts';
import { openDatabase } from '../../../electron/city/store/driver.ts';
import { recordKey } from '../../../electron/city/store/encryption/record.ts';
import { StoreError } from '../../../electron/city/store/errors.ts';
import { backupDir, databasePath, listBackups } from '../../../electron/city/store/files.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { lockedOperators } from '../../../electron/city/store/lockedOperators.ts';
import { MIGRATIONS, SCHEMA_VERSION } from '../../../electron/city/store/migrate.ts';
import { openStore } from '../../../electron/city/store/open.ts';
import { encryptionOf, filesWith } from '../../support/encryption.ts';
import { fixedClock, good, openAt, options, page, sourceConfig, T0, tempDir } from './support.ts';

const MINE = encryptionOf(1);
const OTHER = encryptionOf(2);
/** In every case of these tests: what nobody may read without the key. */
const NAME = '张三丰';
const PLAIN = ['SQLite format 3', NAME];

let dir: ReturnType<typeof tempDir>;
beforeEach(() => {
  dir = tempDir();
});
afterEach(() => dir.remove());

const openWith = (encryption: typeof MINE | null) => openStore({ ...options(dir.path), encryption });
const row = (id: string) => good(id, { description: `${NAME}反映井盖破损` });

/** An encrypted folder with `cases` cases and a backup after the first, closed. */
async function filled(cases: number): Promise<void> {
  recordKey(dir.path, MINE.key.id);
  const store = openWith(MINE);
  store.saveSource(sourceConfig('hotline'));
  store.applyPage({ ...page('hotline', [row('1')], T0), cursor: 'c1' });
  await store.backup(T0 + 1);
  for (let i = 2; i <= cases; i++)
    store.applyPage({ ...page('hotline', [row(String(i))], T0), cursor: `c${i}` });
  store.close();
}

function refusal(open: () => unknown): StoreError {
  try {
    open();
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
  throw new Error('was opened');
}

/** Every file of the folder with its bytes, without the lock. */
const contents = () =>
  readdirSync(dir.path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'city.lock')
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => [path, readFileSync(path).toString('base64')]);

describe('an encrypted folder', () => {
  it('holds nothing in clear: not in the database, its log or its backups', async () => {
    recordKey(dir.path, MINE.key.id);
    const store = openWith(MINE);
    store.saveSource(sourceConfig('hotline'));
    store.applyPage(page('hotline', [row('1'), row('2')], T0));
    await store.backup(T0);
    expect(existsSync(`${databasePath(dir.path)}-wal`)).toBe(true);
    expect(statSync(`${databasePath(dir.path)}-wal`).size).toBeGreaterThan(0);
    // The lock is an empty database of its own.
    expect(filesWith(dir.path, PLAIN)).toEqual([]);
    store.close();
    expect(filesWith(dir.path, PLAIN)).toEqual([]);
    expect(listBackups(dir.path)).toHaveLength(1);
    // The search would find it where it is.
    expect(filesWith(dir.path, [MINE.key.id])).toEqual(['city.encryption.json']);
    expect(filesWith(dir.path, [MINE.key.hex])).toEqual([]);
  });

  it('is read and checked with its key, also beside the running service', async () => {
    await filled(3);
    const store = openWith(MINE);
    expect(store.detail('hotline:3', T0)?.description).toContain(NAME);
    const reader = openColumnReader(databasePath(dir.path), MINE.key, (text) => text);
    expect([...reader.search('井盖破损')]).toHaveLength(3);
    expect(checkIntegrity(dir.path, MINE.key)).toMatchObject({ ok: true, figures: { cases: 3 } });
    expect(lockedOperators(dir.path, MINE.key, T0)).toEqual([]);
    reader.close();
    store.close();
  });

  it('has backups that hold what is written while they are made, or do not, but never half of it', async () => {
    recordKey(dir.path, MINE.key.id);
    const store = openWith(MINE);
    store.saveSource(sourceConfig('hotline'));
    const rows = (from: number) => Array.from({ length: 500 }, (_, i) => row(String(from + i)));
    store.applyPage(page('hotline', rows(0), T0));
    const copying = store.backup(T0);
    store.applyPage(page('hotline', rows(500), T0));
    const path = await copying;
    store.close();
    expect(readdirSync(backupDir(dir.path))).toEqual([path.slice(backupDir(dir.path).length + 1)]);
    const restored = tempDir();
    copyFileSync(path, databasePath(restored.path));
    // No record beside it: the file itself says which key it needs.
    expect(refusal(() => openAt(restored.path)).code).toBe('key-missing');
    const report = checkIntegrity(restored.path, MINE.key);
    expect(report.findings).toEqual([]);
    expect([500, 1000]).toContain(report.figures['cases']);
    restored.remove();
  });

  it('has no backup that outlives a store that is closed meanwhile', async () => {
    recordKey(dir.path, MINE.key.id);
    const store = openWith(MINE);
    store.saveSource(sourceConfig('hotline'));
    store.applyPage(page('hotline', [row('1')], T0));
    const copying = store.backup(T0).catch(() => 'stopped');
    store.close();
    await copying;
    expect(readdirSync(backupDir(dir.path)).filter((name) => name.includes('.part'))).toEqual([]);
  });
});

describe('without the right key', () => {
  beforeEach(() => filled(3));

  const unopened: [string, () => void, typeof MINE | null, string][] = [
    ['no key', () => undefined, null, 'key-missing'],
    ['another installation’s key', () => undefined, OTHER, 'key-other'],
    ['no key and no record', () => rmSync(join(dir.path, 'city.encryption.json')), null, 'key-missing'],
    ['another key and no record', () => rmSync(join(dir.path, 'city.encryption.json')), OTHER, 'key-other'],
    [
      'a damaged record',
      () => writeFileSync(join(dir.path, 'city.encryption.json'), '{'),
      null,
      'key-missing',
    ],
    ['no key and a database that is gone', () => rmSync(databasePath(dir.path)), null, 'key-missing'],
    ['no key and a damaged database', () => truncateSync(databasePath(dir.path), 4096), null, 'key-missing'],
    [
      'no key after damage was suspected',
      () => writeFileSync(join(dir.path, 'city.db.suspect'), ''),
      null,
      'key-missing',
    ],
    [
      'the database of another installation',
      () => {
        rmSync(databasePath(dir.path));
        const db = openDatabase(databasePath(dir.path), {}, OTHER.key);
        db.exec('CREATE TABLE cases (a)');
        db.close();
      },
      MINE,
      'key-other',
    ],
    [
      'a plain database that was put in its place',
      () => {
        rmSync(databasePath(dir.path));
        const db = openDatabase(databasePath(dir.path), {}, null);
        db.exec('CREATE TABLE cases (a)');
        db.close();
      },
      MINE,
      'plain',
    ],
  ];

  it.each(unopened)('%s: refused, and nothing is moved, emptied or replaced', (_, prepare, given, code) => {
    prepare();
    const before = contents();
    const error = refusal(() => openWith(given));
    expect(error.code).toBe(code);
    expect(error.sent).toMatchObject({ code: `store-${code}`, message: error.message });
    expect(contents()).toEqual(before);
  });

  it('says so when it is checked, and calls nothing damaged', () => {
    expect(checkIntegrity(dir.path, null).findings).toEqual([
      { code: 'unreadable', message: expect.stringContaining('密钥') },
    ]);
    expect(() => lockedOperators(dir.path, OTHER.key, T0)).toThrow();
  });
});

describe('a damaged encrypted database', () => {
  const damage: [string, () => void][] = [
    ['cut off', () => truncateSync(databasePath(dir.path), 8192)],
    ['overwritten in its first page', () => overwrite(200)],
    ['overwritten at its very beginning', () => overwrite(0)],
  ];
  function overwrite(at: number): void {
    const bytes = readFileSync(databasePath(dir.path));
    bytes.fill(0x5a, at, at + 64);
    writeFileSync(databasePath(dir.path), bytes);
  }

  it.each(damage)('%s: is moved aside and rebuilt from the newest sound backup', async (_, harm) => {
    await filled(40);
    const sound = listBackups(dir.path)[0]?.path ?? '';
    // Newer ones that must be passed over: damaged, plain, of another installation.
    writeFileSync(sound.replace(/-\d{3}Z\.db$/, '-999Z.db'), 'not a database');
    for (const [ending, key] of [
      ['-998Z.db', null],
      ['-997Z.db', OTHER.key],
    ] as const) {
      const db = openDatabase(sound.replace(/-\d{3}Z\.db$/, ending), {}, key);
      db.exec('CREATE TABLE cases (a)');
      db.close();
    }
    harm();
    const store = openStore({ ...options(dir.path), clock: fixedClock(T0 + 10_000), encryption: MINE });
    const [warning] = store.warnings();
    expect(warning).toMatchObject({ code: 'store-rebuilt', severity: 'error' });
    expect(warning?.message).toContain('备份中共 1 个案件');
    for (const ending of ['-999Z.db', '-998Z.db', '-997Z.db']) expect(warning?.message).toContain(ending);
    expect(store.detail('hotline:1', T0)?.description).toContain(NAME);
    expect(store.revision()).toBeGreaterThan(40);
    store.close();
    expect(readdirSync(dir.path).filter((name) => /^city\.db\.corrupt-.*Z$/.test(name))).toHaveLength(1);
    expect(checkIntegrity(dir.path, MINE.key).findings).toEqual([]);
    expect(filesWith(dir.path, [NAME])).toEqual([]);
  });

  it('without a backup starts empty, and encrypted', async () => {
    await filled(2);
    for (const { path } of listBackups(dir.path)) rmSync(path);
    truncateSync(databasePath(dir.path), 4096);
    const store = openWith(MINE);
    expect(store.warnings()[0]?.code).toBe('store-emptied');
    store.close();
    expect(filesWith(dir.path, PLAIN)).toEqual([]);
  });
});

describe('an encrypted database of an older schema', () => {
  it('is upgraded, and copied before, encrypted too', () => {
    recordKey(dir.path, MINE.key.id);
    const old = openDatabase(databasePath(dir.path), {}, MINE.key);
    for (const step of MIGRATIONS.slice(0, 3)) {
      old.exec(step.sql);
      old.pragma(`user_version = ${step.version}`);
    }
    old.close();
    openWith(MINE).close();
    const [backup] = listBackups(dir.path);
    expect(backup?.kind).toBe('before-migration');
    expect(versionOf(backup?.path ?? '')).toBe(3);
    expect(versionOf(databasePath(dir.path))).toBe(SCHEMA_VERSION);
    expect(checkIntegrity(dir.path, MINE.key).findings).toEqual([]);
    expect(filesWith(dir.path, PLAIN)).toEqual([]);
  });

  function versionOf(path: string): number {
    const db = openDatabase(path, { readonly: true }, MINE.key);
    const version = Number(db.pragma('user_version', { simple: true }));
    db.close();
    return version;
  }
});
