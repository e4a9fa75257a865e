import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock, Logger, PageWrite } from '../../../electron/city/ports.ts';
import type { BackupOptions } from '../../../electron/city/store/backups.ts';
import { openStore } from '../../../electron/city/store/open.ts';
import type { PlacedCase, RowOutcome } from '../../../shared/case/normalised.ts';
import { SourceConfig } from '../../../shared/contract/sources.ts';

export const T0 = Date.UTC(2026, 2, 2, 1, 0, 0);
const HOUR = 3_600_000;

/** A folder of its own for one test; `remove` when done. */
export function tempDir(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'citywhistle-store-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export function fixedClock(at: number): Clock & { at: number } {
  const clock = { at, now: () => clock.at };
  return clock;
}

export const silent: Logger = { info() {}, warn() {}, error() {} };

export function options(dataDir: string): BackupOptions {
  return {
    dataDir,
    clock: fixedClock(T0),
    logger: silent,
    backupEveryMs: HOUR,
    keepBackups: 3,
    encryption: null,
  };
}

export function openAt(dataDir: string) {
  return openStore(options(dataDir));
}

export function sourceConfig(id: string): SourceConfig {
  return SourceConfig.parse({
    id,
    name: `数据源 ${id}`,
    kind: 'rest',
    url: 'http://127.0.0.1/orders',
    pollSeconds: 30,
    paused: false,
    crs: 'wgs84',
    zone: 'Asia/Shanghai',
    auth: { in: 'none' },
    mapping: { fields: { id: 'id', requestedAt: 'time' } },
  });
}

/** A case as it comes out of reading and placing; the differences are the test's. */
export function placed(sourceId: string, differences: Partial<PlacedCase>): PlacedCase {
  return {
    sourceId,
    status: 'open',
    stage: null,
    categoryCode: '0101',
    categoryName: '井盖',
    title: '井盖破损',
    description: '路口井盖破损，车辆绕行',
    address: '中山南路 12 号',
    org: '市政所',
    channel: '12345',
    statusNotes: null,
    mediaUrl: null,
    requestedAt: T0 - HOUR,
    updatedAt: T0 - HOUR,
    closedAt: null,
    upstreamDueAt: null,
    rework: 0,
    lon: 118.79,
    lat: 32.02,
    locationQuality: 'ok',
    originalLocation: { x: '118.79', y: '32.02', crs: 'wgs84' },
    originalTimes: { requestedAt: '2026-03-02 08:00:00' },
    contact: null,
    raw: JSON.stringify({ id: sourceId }),
    street: '夫子庙',
    grid: 'Q-001',
    dueAt: T0 + HOUR,
    dueBasis: 'pack',
    ...differences,
  };
}

export function good(sourceId: string, differences: Partial<PlacedCase>): RowOutcome {
  return { ok: true, case: placed(sourceId, differences) };
}

export function bad(payload: string, code: string): RowOutcome {
  return { ok: false, refusal: { code, parameters: {}, reason: `不可读：${code}`, sourceId: null, payload } };
}

export function page(source: string, rows: RowOutcome[], at: number): PageWrite {
  return { source, rows, cursor: null, at };
}

/** Writes what the source `hotline` told at one time into a folder's store; the source rests, so that nobody asks it. */
export function fillFrom(dataDir: string, rows: RowOutcome[], at: number): void {
  const store = openAt(dataDir);
  store.saveSource({ ...sourceConfig('hotline'), paused: true });
  store.applyPage(page('hotline', rows, at));
  store.close();
}
