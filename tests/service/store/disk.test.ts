import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AssembledStore } from '../../../electron/city/store/cityStore.ts';
import { StoreError } from '../../../electron/city/store/errors.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { good, openAt, page, sourceConfig, T0, tempDir } from './support.ts';

/** Real small and read-only file systems; only where this machine lets us mount them. */
function mount(path: string, options: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

const canMount = (() => {
  const dir = tempDir();
  const mounted = mount(dir.path, 'size=1m');
  if (mounted) execFileSync('umount', [dir.path]);
  dir.remove();
  return mounted;
})();
if (!canMount) console.warn('disk tests are skipped: mounting a tmpfs needs root');

let dir: ReturnType<typeof tempDir>;
beforeEach(() => {
  dir = tempDir();
});
afterEach(() => {
  execFileSync('umount', [dir.path]);
  dir.remove();
});

function failure(call: () => unknown): StoreError {
  try {
    call();
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
  throw new Error('did not fail');
}

/** Pages of twenty rows of 4 kB until one fails; ids of the rows that were acknowledged. */
function fillUp(store: AssembledStore, from: number): { stored: string[]; error: StoreError } {
  const stored: string[] = [];
  for (let next = from; ; next += 20) {
    const ids = Array.from({ length: 20 }, (_, i) => String(next + i));
    const rows = ids.map((id) => good(id, { raw: JSON.stringify('x'.repeat(4000)) }));
    try {
      store.applyPage({ ...page('hotline', rows, T0), cursor: `after ${next + 19}` });
    } catch (error) {
      if (error instanceof StoreError) return { stored, error };
      throw error;
    }
    stored.push(...ids);
  }
}

describe.skipIf(!canMount)('a full disk', () => {
  it('undoes the page, keeps everything before it, and goes on when there is room', () => {
    mount(dir.path, 'size=3m');
    const ballast = join(dir.path, 'ballast');
    writeFileSync(ballast, Buffer.alloc(600_000));
    const store = openAt(dir.path);
    store.saveSource(sourceConfig('hotline'));
    const { stored, error } = fillUp(store, 1);
    expect(error.code).toBe('disk-full');
    expect(error.message).toContain('磁盘空间不足');
    expect(stored.length).toBeGreaterThan(20);
    expect(store.revision()).toBe(stored.length / 20);
    expect(store.source('hotline')).toMatchObject({
      cursor: `after ${stored.at(-1)}`,
      accounting: { received: stored.length, stored: stored.length },
    });
    // Still full: still refused, still readable.
    const next = page('hotline', [good('next', { raw: JSON.stringify('x'.repeat(900_000)) })], T0);
    expect(failure(() => store.applyPage(next)).code).toBe('disk-full');
    expect(store.detail('hotline:1', T0)).not.toBeNull();
    rmSync(ballast);
    const after = store.applyPage(page('hotline', [good('next', {})], T0));
    expect(after).toMatchObject({ inserted: 1, revision: stored.length / 20 + 1 });
    store.close();
    expect(checkIntegrity(dir.path)).toMatchObject({ findings: [], figures: { cases: stored.length + 1 } });
    const again = openAt(dir.path);
    expect(stored.every((id) => again.detail(`hotline:${id}`, T0) !== null)).toBe(true);
    again.close();
  });

  it('fails a backup without leaving half of one', async () => {
    mount(dir.path, 'size=3m');
    const store = openAt(dir.path);
    store.saveSource(sourceConfig('hotline'));
    fillUp(store, 1);
    await expect(store.backup(T0)).rejects.toMatchObject({ code: 'disk-full' });
    expect(execFileSync('ls', [join(dir.path, 'backups')], { encoding: 'utf8' })).toBe('');
    store.close();
    expect(checkIntegrity(dir.path).findings).toEqual([]);
  });

  it('is told when there is no room to begin with', () => {
    mount(dir.path, 'size=64k');
    writeFileSync(join(dir.path, 'ballast'), Buffer.alloc(40_000));
    expect(failure(() => openAt(dir.path)).code).toBe('disk-full');
  });
});

describe.skipIf(!canMount)('a read-only folder', () => {
  it('is told, whether empty or not, and can still be examined', () => {
    mount(dir.path, 'size=3m');
    const remount = (mode: string) => execFileSync('mount', ['-o', `remount,${mode}`, dir.path]);
    remount('ro');
    expect(failure(() => openAt(dir.path)).code).toBe('read-only');
    remount('rw');
    openAt(dir.path).close();
    remount('ro');
    const error = failure(() => openAt(dir.path));
    expect(error.code).toBe('read-only');
    expect(error.message).toContain(dir.path);
    expect(checkIntegrity(dir.path).findings).toEqual([]);
  });
});
