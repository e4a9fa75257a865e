import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openDatabase } from '../../../electron/city/store/driver.ts';
import { databasePath } from '../../../electron/city/store/files.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import type { ImportRecord } from '../../../shared/contract/imports.ts';
import { fillFrom, good, openAt, page, T0, tempDir } from '../store/support.ts';
import { AFTER, importThree, noted } from './storeImport.ts';

const CHILD = fileURLToPath(new URL('importChild.ts', import.meta.url));

function told({ accounting, created, changed, noted, leftOut }: ImportRecord) {
  const { received, stored, unchanged, quarantined } = accounting;
  const rows = [received, stored, unchanged, quarantined];
  return { rows, cases: [created, changed], noted, leftOut };
}

it('what an import has done is in its record with every page', () => {
  const dir = tempDir();
  fillFrom(dir.path, [good('1', {}), good('2', {})], T0);
  const store = openAt(dir.path);
  importThree(store);
  const record = store.imports.find('list');
  expect(record === null ? null : told(record)).toEqual(AFTER[3]);
  store.close();
  expect(checkIntegrity(dir.path).findings).toEqual([]);
  dir.remove();
});

it('keeps the notes of so many cases of an import and no more, and counts all', () => {
  const dir = tempDir();
  fillFrom(dir.path, [good('1', {}), good('2', {})], T0);
  const store = openAt(dir.path);
  const by = { id: null, name: 'root' };
  const key = store.imports.begin({ id: 'big', source: 'hotline', file: 'a.csv', at: T0 + 10, by });
  const write = (id: string, at: number) =>
    store.applyPage({ ...page('hotline', [noted(id)], at), import: { key, leftOut: 0 } });
  const db = openDatabase(databasePath(dir.path), {}, null);
  db.prepare('UPDATE imports SET noted = 19999, stored = 19999, received = 19999').run();
  db.close();
  write('3', T0 + 11);
  write('4', T0 + 12);
  expect(store.imports.find('big')?.noted).toBe(20_001);
  const query = { id: 'big', code: null, limit: 10, offset: 0 };
  expect(store.imports.notes(query)).toMatchObject({ total: 1, items: [{ caseId: 'hotline:3' }] });
  store.close();
  dir.remove();
});

it('an import that is killed at any statement has a record of the pages that it wrote', {
  timeout: 300_000,
}, () => {
  const seen = new Set<number>();
  for (let writes = 1; ; writes += 3) {
    const dir = tempDir();
    fillFrom(dir.path, [good('1', {}), good('2', {})], T0);
    const child = spawnSync(process.execPath, [CHILD, dir.path, String(writes)], { encoding: 'utf8' });
    expect(checkIntegrity(dir.path).findings, `after ${writes}`).toEqual([]);
    const store = openAt(dir.path);
    store.imports.endInterrupted(T0 + 60);
    const record = store.imports.find('list');
    if (record !== null) {
      const pages = AFTER.findIndex(({ rows }) => rows[0] === record.accounting.received);
      seen.add(pages);
      expect(told(record), `after ${writes}`).toEqual(AFTER[pages]);
      expect(store.source('hotline')?.accounting.received).toBe(2 + record.accounting.received);
    }
    store.close();
    dir.remove();
    if (child.signal !== 'SIGKILL') {
      expect(child.stdout).toBe('ended\n');
      expect(record?.state).toBe('done');
      break;
    }
    if (record !== null && record.endedAt === T0 + 60)
      expect(record).toMatchObject({ state: 'failed', error: { code: 'import-interrupted' } });
  }
  expect([...seen].sort()).toEqual([0, 1, 2, 3]);
});
