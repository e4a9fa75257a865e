import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import type { ImportRecord } from '../../../shared/contract/imports.ts';
import { fillFrom, good, openAt, T0, tempDir } from '../store/support.ts';
import { AFTER, importThree } from './storeImport.ts';

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
