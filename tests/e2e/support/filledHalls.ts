import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStore } from '../../../electron/city/store/open.ts';
import { DIALECTS } from '../../../electron/city/sync/open311/presets.ts';
import { SourceConfig } from '../../../shared/contract/sources.ts';
import { benchPack, placedPages } from '../../bench/support/cases.ts';
import { temporaryFolder } from '../../support/serve.ts';
import { silent } from '../../support/syncing.ts';
import { type Hall, hallOver } from './halls.ts';
import { startUpstreamProxy } from './upstreamProxy.ts';

const HOUR = 3_600_000;

/** An address at which nobody listens (any more). */
export async function unreachableAddress(): Promise<string> {
  const line = await startUpstreamProxy('http://127.0.0.1/open311/v2');
  await line.close();
  return line.url;
}

/**
 * A hall that opens with `cases` invented cases in its store, whose one source answered last at `lastSuccessAt` and is
 * out of reach now, or is paused.
 */
export async function filledHall(cases: number, lastSuccessAt: number, paused: boolean): Promise<Hall> {
  return hallOver(await filledFolder(cases, lastSuccessAt, paused), 'nanjing-qinhuai');
}

/** The same hall in a district that blows no whistles. */
export async function hallWithoutWhistles(cases: number, lastSuccessAt: number): Promise<Hall> {
  const dataDir = await filledFolder(cases, lastSuccessAt, false);
  const pack = join(dataDir, 'pack');
  cpSync(fileURLToPath(new URL('../../../build/packs/nanjing-qinhuai', import.meta.url)), pack, {
    recursive: true,
  });
  rmSync(join(pack, 'whistles.json'));
  return hallOver(dataDir, pack);
}

async function filledFolder(cases: number, lastSuccessAt: number, paused: boolean): Promise<string> {
  const dataDir = temporaryFolder();
  mkdirSync(dataDir, { recursive: true });
  // Invented cases are marked wherever they are shown.
  writeFileSync(join(dataDir, 'simulated.json'), '{"simulated":true}\n');
  const pack = benchPack();
  const store = openStore({
    dataDir,
    clock: Date,
    logger: silent,
    backupEveryMs: HOUR,
    keepBackups: 1,
    encryption: null,
  });
  const { zone, defaultCrs: crs } = pack.manifest;
  store.saveSource(
    SourceConfig.parse({
      kind: 'open311',
      id: 'upstream',
      name: '区平台',
      url: await unreachableAddress(),
      dialect: DIALECTS['6aika'],
      pollSeconds: 60,
      paused,
      crs,
      zone,
      auth: { in: 'none' },
    }),
  );
  for (const page of placedPages(pack, cases, lastSuccessAt)) {
    const rows = page.map((row) => ({ ok: true, case: row }) as const);
    store.applyPage({ source: 'upstream', rows, cursor: null, at: lastSuccessAt });
  }
  store.recordAttempt('upstream', { at: lastSuccessAt, ok: true, skewMs: 0, error: null });
  while (store.indexBatch(5000)) {
    // A service that starts on the folder must not spend its first minutes on this.
  }
  store.close();
  return dataDir;
}
