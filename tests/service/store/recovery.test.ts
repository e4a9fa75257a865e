import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreError } from '../../../electron/city/store/errors.ts';
import { backupDir, databasePath, listBackups } from '../../../electron/city/store/files.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { openStore } from '../../../electron/city/store/open.ts';
import { fixedClock, good, openAt, options, page, sourceConfig, T0, tempDir } from './support.ts';

let dir: ReturnType<typeof tempDir>;
beforeEach(() => {
  dir = tempDir();
});
afterEach(() => dir.remove());

const asides = () =>
  readdirSync(dir.path).filter((name) => /^city\.db\.corrupt-[^-]+-\d\d-\d\dT[\dZ-]+$/.test(name));

function refusal(open: () => unknown): StoreError {
  try {
    open();
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
  throw new Error('was opened');
}

/** A folder with `cases` cases, a backup after the first, closed. */
async function filled(cases: number): Promise<void> {
  const store = openAt(dir.path);
  store.saveSource(sourceConfig('hotline'));
  store.applyPage({ ...page('hotline', [good('1', {})], T0), cursor: 'c1' });
  await store.backup(T0 + 1);
  for (let i = 2; i <= cases; i++) {
    store.applyPage({ ...page('hotline', [good(String(i), {})], T0), cursor: `c${i}` });
  }
  store.close();
}

describe('backups', () => {
  it('are whole databases, of which the newest are kept', async () => {
    const store = openAt(dir.path);
    store.saveSource(sourceConfig('hotline'));
    for (let i = 1; i <= 5; i++) {
      store.applyPage(page('hotline', [good(String(i), {})], T0));
      await store.backup(T0 + i);
    }
    store.close();
    const files = listBackups(dir.path);
    expect(files.map((file) => file.time.slice(-4))).toEqual(['005Z', '004Z', '003Z']);
    expect(readdirSync(backupDir(dir.path)).filter((name) => !name.endsWith('.db'))).toEqual([]);
    const restored = tempDir();
    copyFileSync(files[0]?.path ?? '', databasePath(restored.path));
    expect(checkIntegrity(restored.path)).toMatchObject({ ok: true, figures: { cases: 5 } });
    restored.remove();
  });

  it('hold what is written while they are made, or do not, but never half of it', async () => {
    const store = openAt(dir.path);
    store.saveSource(sourceConfig('hotline'));
    const rows = (from: number) => Array.from({ length: 500 }, (_, i) => good(String(from + i), {}));
    store.applyPage(page('hotline', rows(0), T0));
    const copying = store.backup(T0);
    store.applyPage(page('hotline', rows(500), T0));
    const path = await copying;
    store.close();
    const restored = tempDir();
    copyFileSync(path, databasePath(restored.path));
    const report = checkIntegrity(restored.path);
    expect(report.findings).toEqual([]);
    expect([500, 1000]).toContain(report.figures['cases']);
    restored.remove();
  });

  it('do not outlive a store that is closed meanwhile', async () => {
    const store = openAt(dir.path);
    store.saveSource(sourceConfig('hotline'));
    store.applyPage(page('hotline', [good('1', {})], T0));
    const copying = store.backup(T0).catch(() => 'stopped');
    store.close();
    await copying;
    expect(readdirSync(backupDir(dir.path)).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('are made by the clock', async () => {
    const store = openStore({ ...options(dir.path), backupEveryMs: 5 });
    await expect.poll(() => listBackups(dir.path).length).toBeGreaterThan(0);
    store.close();
  });
});

describe('a damaged database', () => {
  it('is moved aside and rebuilt from the newest sound backup', async () => {
    await filled(40);
    const sound = listBackups(dir.path)[0]?.path ?? '';
    // A newer backup that is damaged itself must be passed over.
    writeFileSync(sound.replace(/-\d{3}Z\.db$/, '-999Z.db'), 'not a database');
    truncateSync(databasePath(dir.path), 8192);
    const store = openStore({ ...options(dir.path), clock: fixedClock(T0 + 10_000) });
    const [warning] = store.warnings();
    expect(warning).toMatchObject({ code: 'store-rebuilt', severity: 'error' });
    expect(warning?.message).toContain('corrupt-2026-03-02T01-00-10-000Z');
    expect(warning?.message).toContain('备份中共 1 个案件');
    expect(warning?.message).toContain('-999Z.db');
    expect(asides()).toHaveLength(1);
    expect(store.source('hotline')?.cursor).toBe('c1');
    expect(store.detail('hotline:1', T0)).not.toBeNull();
    // No revision of the lost database may ever be used again for something else.
    expect(store.revision()).toBeGreaterThan(40);
    expect(store.applyPage(page('hotline', [good('2', {})], T0)).changed[0]?.seq).toBe(2);
    store.close();
    expect(checkIntegrity(dir.path).findings).toEqual([]);
    const again = openAt(dir.path);
    expect(again.warnings()).toEqual([]);
    again.close();
  });

  it.each([
    ['garbage', (path: string) => writeFileSync(path, 'garbage '.repeat(1000))],
    ['a short file', (path: string) => writeFileSync(path, 'SQLite')],
    [
      'overwritten pages',
      (path: string) => {
        const bytes = readFileSync(path);
        bytes.fill(0xa5, 8192, Math.min(bytes.length, 60_000));
        writeFileSync(path, bytes);
      },
    ],
  ])('%s without any backup leaves an empty one, and says so', (_what, damage) => {
    const store = openAt(dir.path);
    store.saveSource(sourceConfig('hotline'));
    store.applyPage(
      page(
        'hotline',
        Array.from({ length: 200 }, (_, i) => good(String(i), {})),
        T0,
      ),
    );
    store.close();
    damage(databasePath(dir.path));
    const damaged = readFileSync(databasePath(dir.path));
    const empty = openAt(dir.path);
    expect(empty.warnings()).toMatchObject([{ code: 'store-emptied', severity: 'error' }]);
    expect(empty.sources()).toEqual([]);
    empty.close();
    expect(readFileSync(join(dir.path, asides()[0] ?? ''))).toEqual(damaged);
  });

  it('keeps every damaged file, also of the same moment', () => {
    for (const text of ['one', 'two']) {
      writeFileSync(databasePath(dir.path), text);
      openAt(dir.path).close();
    }
    expect(readdirSync(dir.path).filter((name) => name.includes('.corrupt-'))).toHaveLength(2);
  });

  it('is finished being replaced when that was cut short', async () => {
    await filled(3);
    const path = databasePath(dir.path);
    copyFileSync(listBackups(dir.path)[0]?.path ?? '', `${path}.restoring`);
    copyFileSync(path, `${path}.corrupt-x`);
    rmSync(path);
    const store = openAt(dir.path);
    expect(store.warnings()).toMatchObject([{ code: 'store-rebuilt' }]);
    expect(store.source('hotline')?.cursor).toBe('c1');
    store.close();
  });

  it('found while running is examined whole at the next start', async () => {
    await filled(2);
    writeFileSync(`${databasePath(dir.path)}.suspect`, '');
    const store = openAt(dir.path);
    expect(store.warnings()).toEqual([]);
    store.close();
    expect(existsSync(`${databasePath(dir.path)}.suspect`)).toBe(false);
  });
});

describe('a database that is not ours to open', () => {
  it('of a newer program stays untouched', () => {
    openAt(dir.path).close();
    const path = databasePath(dir.path);
    const db = new Database(path);
    db.pragma('user_version = 999');
    db.close();
    const before = readFileSync(path);
    const error = refusal(() => openAt(dir.path));
    expect(error.code).toBe('from-future');
    expect(error.message).toContain('999');
    expect(readFileSync(path)).toEqual(before);
    expect(asides()).toEqual([]);
  });

  it('of a newer program whose version stands in the WAL only', () => {
    openAt(dir.path).close();
    const path = databasePath(dir.path);
    const db = new Database(path);
    db.pragma('wal_autocheckpoint = 0');
    db.pragma('user_version = 999');
    const twin = tempDir();
    for (const suffix of ['', '-wal']) copyFileSync(path + suffix, databasePath(twin.path) + suffix);
    db.close();
    const before = readFileSync(databasePath(twin.path));
    expect(refusal(() => openAt(twin.path)).code).toBe('from-future');
    expect(readFileSync(databasePath(twin.path))).toEqual(before);
    twin.remove();
  });

  it('is refused while another has it, and free afterwards', () => {
    const first = openAt(dir.path);
    const error = refusal(() => openAt(dir.path));
    expect(error.code).toBe('locked');
    expect(error.message).toContain('另一个城哨进程');
    first.close();
    openAt(dir.path).close();
  });
});
