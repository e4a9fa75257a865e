import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../../electron/city/store/open.ts';
import { SourceConfig } from '../../../shared/contract/sources.ts';
import { silent } from '../../support/syncing.ts';
import { benchPack, placedPages } from './cases.ts';

const made = new Map<number, string>();

/**
 * A data folder with `n` cases of the simulated city up to now, text search indexed, their source paused; 0 is an
 * empty folder. Written straight through the store, once per process, and removed when that ends. Some 60 s a million.
 */
export function filledFolder(n: number): string {
  const known = made.get(n);
  if (known !== undefined) return known;
  const folder = mkdtempSync(join(tmpdir(), 'citywhistle-bench-'));
  made.set(n, folder);
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  if (n > 0) fill(folder, n);
  return folder;
}

function fill(dataDir: string, n: number): void {
  const pack = benchPack();
  const { zone, defaultCrs: crs } = pack.manifest;
  const store = openStore({
    dataDir,
    clock: Date,
    logger: silent,
    backupEveryMs: 3_600_000,
    keepBackups: 1,
    encryption: null,
  });
  store.saveSource(
    SourceConfig.parse({
      kind: 'file',
      id: 'bench',
      name: 'bench',
      path: 'none.json',
      mapping: { fields: { id: 'id', requestedAt: 'at' } },
      pollSeconds: 86_400,
      paused: true,
      crs,
      zone,
      auth: { in: 'none' },
    }),
  );
  const now = Date.now();
  for (const page of placedPages(pack, n, now)) {
    const rows = page.map((row) => ({ ok: true, case: row }) as const);
    store.applyPage({ source: 'bench', rows, cursor: null, at: now });
  }
  while (store.indexBatch(5000)) {
    // Until all are indexed: a service that starts later must not spend its first minutes on it.
  }
  store.close();
}
