import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCache, writeCache } from '../../../electron/city/columns/cacheFile.ts';
import { storeIdentity } from '../../../electron/city/columns/load.ts';
import { startColumns } from '../../../electron/city/columns/start.ts';
import type { Columns, Logger, PageResult } from '../../../electron/city/ports.ts';
import type { AssembledStore } from '../../../electron/city/store/cityStore.ts';
import { databasePath } from '../../../electron/city/store/files.ts';
import { openStore } from '../../../electron/city/store/open.ts';
import type { PlacedCase } from '../../../shared/case/normalised.ts';
import { SourceConfig } from '../../../shared/contract/sources.ts';

const T0 = Date.UTC(2026, 2, 2, 1, 0, 0);
const HOUR = 3_600_000;
const PATIENT = { timeout: 30_000 };
const REAL = new URL('../../../electron/city/columns/worker.ts', import.meta.url);
const FRAGILE = new URL('fragileWorker.ts', import.meta.url);

let folder: string;
let store: AssembledStore;
let columns: Columns;
let log: { fields: Record<string, unknown>; message: string }[];
const quiet: Logger = { info() {}, warn() {}, error() {} };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'citywhistle-columns-'));
  log = [];
  store = openStore({
    dataDir: folder,
    clock: { now: () => T0 },
    logger: quiet,
    backupEveryMs: 24 * HOUR,
    keepBackups: 1,
    encryption: null,
  });
  store.saveSource(
    SourceConfig.parse({
      id: 'a',
      name: '来源',
      kind: 'rest',
      url: 'http://127.0.0.1/orders',
      pollSeconds: 30,
      paused: false,
      crs: 'wgs84',
      zone: 'Asia/Shanghai',
      auth: { in: 'none' },
      mapping: { fields: { id: 'id', requestedAt: 'time' } },
    }),
  );
});

afterEach(async () => {
  await columns.close();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const cachePath = () => join(folder, 'columns.cache');

function open(workerUrl: URL, cacheEveryMs: number): void {
  const note = (fields: Record<string, unknown>, message: string) => void log.push({ fields, message });
  columns = startColumns({
    dbPath: databasePath(folder),
    key: null,
    cachePath: cachePath(),
    zone: 'Asia/Shanghai',
    cacheEveryMs,
    logger: { info: note, warn: note, error: note },
    workerUrl,
  });
}

/** Where the columns came from, as the log tells. */
const origins = () =>
  log.filter(({ message }) => message === 'Columns ready').map(({ fields }) => fields['from']);

function placed(i: number): PlacedCase {
  const open = i % 3 !== 0;
  return {
    sourceId: `c${i}`,
    status: open ? 'open' : 'closed',
    stage: null,
    categoryCode: i % 2 ? '0101' : '0202',
    categoryName: '井盖',
    title: i % 5 === 0 ? '路灯不亮' : '井盖破损',
    description: null,
    address: null,
    org: null,
    channel: '12345',
    statusNotes: null,
    mediaUrl: null,
    requestedAt: T0 - i * HOUR,
    updatedAt: T0 - i * HOUR,
    closedAt: open ? null : T0 - i * HOUR + 2 * HOUR,
    upstreamDueAt: null,
    rework: 0,
    lon: 118.75 + (i % 40) / 400,
    lat: 32 + (i % 30) / 300,
    locationQuality: 'ok',
    originalLocation: null,
    originalTimes: {},
    contact: null,
    raw: '{}',
    street: null,
    grid: `G${i % 7}`,
    dueAt: i % 4 === 0 ? null : T0 - i * HOUR + (i % 6) * HOUR,
    dueBasis: null,
  };
}

/** Commits cases `first` … `first + count - 1`, with the differences. */
function commit(first: number, count: number, differences: Partial<PlacedCase>): PageResult {
  const rows = Array.from({ length: count }, (_, i) => ({
    ok: true as const,
    case: { ...placed(first + i), ...differences },
  }));
  return store.applyPage({ source: 'a', rows, cursor: null, at: T0 });
}

async function everything() {
  const bbox: [number, number, number, number] = [118.74, 31.99, 118.86, 32.11];
  const [page, grids, histogram, summary, points, totals, heat] = await Promise.all([
    columns.page({}, 'due', 0, 5000, T0),
    columns.grids({}, T0),
    columns.histogram({ status: ['open'] }, HOUR, T0),
    columns.summary({ overdue: true }, T0),
    columns.points({ bbox }, 50, T0),
    columns.totals(T0),
    columns.heat({ bbox }, { width: 64, height: 64, radius: 300 }, T0),
  ]);
  return { page, grids, histogram, summary, points, totals, heat };
}

describe('columns in their worker', () => {
  it('hold what the store holds, and follow its pages', async () => {
    commit(1, 300, {});
    open(REAL, HOUR);
    await columns.ready;
    const before = await everything();
    expect(before.totals).toMatchObject({ total: 300, open: 200, revision: store.revision() });
    expect(before.heat.count).toBe(300);
    expect(before.page.seqs).toHaveLength(300);

    const { changed, revision } = commit(250, 100, { status: 'closed', closedAt: T0 });
    columns.patch(changed, revision);
    const after = await everything();
    expect(after.totals).toMatchObject({ total: 349, revision });
    expect(after.totals.open).toBe(166);

    await columns.close();
    rmSync(cachePath(), { force: true });
    open(REAL, HOUR);
    expect(await everything()).toEqual(after);
    expect(origins()).toEqual(['store', 'store']);
  });

  it('show every case as the store’s own overdue rule does', async () => {
    const { changed } = commit(1, 200, {});
    open(REAL, HOUR);
    for (const now of [T0 - 90 * HOUR, T0, T0 + HOUR]) {
      const { seqs } = await columns.page({ overdue: true }, 'requested', 0, 500, now);
      const late = store
        .summaries(
          changed.map((row) => row.seq),
          now,
        )
        .filter((row) => row.overdue);
      expect(
        store.summaries(
          [...seqs].sort((a, b) => a - b),
          now,
        ),
      ).toEqual(late);
    }
  });

  it('answer questions asked before the rows are loaded, with the patches sent by then', async () => {
    commit(1, 50, {});
    open(REAL, HOUR);
    const { changed, revision } = commit(51, 10, {});
    columns.patch(changed, revision);
    expect((await columns.totals(T0)).total).toBe(60);
  });

  it('read a large change from the store, and one that was lost', async () => {
    open(REAL, HOUR);
    await columns.ready;
    const large = commit(1, 2000, {});
    columns.patch(large.changed, large.revision);
    expect(await columns.totals(T0)).toMatchObject({ total: 2000, revision: large.revision });
    commit(2001, 5, {});
    const next = commit(2006, 5, {});
    columns.patch(next.changed, next.revision);
    expect(await columns.totals(T0)).toMatchObject({ total: 2010, revision: next.revision });
  });

  it('leave out what is gone, and take it back when it returns', async () => {
    commit(1, 20, {});
    open(REAL, HOUR);
    await columns.ready;
    let swept = store.finishSweep('a', T0 + HOUR, 2, T0 + HOUR, 0, 1000);
    for (let at = 2; swept.changed.length === 0; at++) {
      swept = store.finishSweep('a', T0 + at * HOUR, 2, T0 + at * HOUR, 0, 1000);
    }
    columns.patch(swept.changed, swept.revision);
    expect((await columns.totals(T0)).total).toBe(0);
    const back = store.applyPage({
      source: 'a',
      rows: [{ ok: true, case: { ...placed(3), title: '又出现', updatedAt: T0 + 100 * HOUR } }],
      cursor: null,
      at: T0 + 100 * HOUR,
    });
    columns.patch(back.changed, back.revision);
    expect((await columns.totals(T0)).total).toBe(1);
  });

  it('find text with the store’s index, also together with other filters', async () => {
    commit(1, 100, {});
    while (store.indexBatch(1000));
    open(REAL, HOUR);
    const found = await columns.page({ q: '路灯' }, 'requested', 0, 100, T0);
    expect(found.total).toBe(20);
    expect(
      (await columns.grids({ q: '路灯', category: ['01'] }, T0)).grids.reduce((n, g) => n + g.count, 0),
    ).toBe(10);
    expect((await columns.histogram({ q: '没有这样的话' }, HOUR, T0)).counts).toEqual([]);
    const more = commit(101, 5, {});
    columns.patch(more.changed, more.revision);
    while (store.indexBatch(1000));
    expect((await columns.page({ q: '路灯' }, 'requested', 0, 100, T0)).total).toBe(21);
  });

  it('tell how far the index is behind where a search may miss cases for it', async () => {
    commit(1, 6000, {});
    open(REAL, HOUR);
    const search = () => columns.page({ q: '路灯' }, 'requested', 0, 1, T0);
    expect(await search()).toMatchObject({ total: 0, unindexed: 6000 });
    // So few are read instead of looked up.
    while ((await search()).unindexed !== undefined) store.indexBatch(500);
    expect((await search()).total).toBe(1200);
    expect((await columns.summary({}, T0)).unindexed).toBeUndefined();
  });

  it('name categories as the upstream does', async () => {
    commit(1, 4, { categoryName: '旧名' });
    commit(5, 1, { categoryCode: '006', categoryName: '楼道堆物' });
    open(REAL, HOUR);
    const names = async () =>
      new Map((await columns.summary({}, T0)).byCategory.map(({ key, name }) => [key, name]));
    expect((await names()).get('006')).toBe('楼道堆物');
    const { changed, revision } = commit(6, 1, { categoryCode: '0101', categoryName: '新名' });
    columns.patch(changed, revision);
    expect(await names()).toEqual(
      new Map([
        ['0101', '新名'],
        ['0202', '旧名'],
        ['006', '楼道堆物'],
      ]),
    );
  });

  it('share identical questions under way, but not across a patch', async () => {
    commit(1, 30, {});
    open(REAL, HOUR);
    const first = columns.histogram({}, HOUR, T0);
    expect(columns.histogram({}, HOUR, T0 + 5)).toBe(first);
    expect(columns.histogram({ overdue: true }, HOUR, T0)).not.toBe(
      columns.histogram({ overdue: true }, HOUR, T0 + 5),
    );
    const { changed, revision } = commit(31, 1, {});
    columns.patch(changed, revision);
    const second = columns.histogram({}, HOUR, T0);
    expect(second).not.toBe(first);
    expect((await second).revision).toBe(revision);
  });
});

describe('cache file', () => {
  it('saves the next start from reading every case, and catches up with what was committed since', async () => {
    commit(1, 200, {});
    open(REAL, HOUR);
    await columns.ready;
    await columns.close();
    commit(150, 100, { rework: 2 });
    open(REAL, HOUR);
    const cached = await everything();
    expect(cached.totals).toMatchObject({ total: 249, revision: store.revision() });
    await columns.close();
    rmSync(cachePath());
    open(REAL, HOUR);
    expect(await everything()).toEqual(cached);
    expect(origins()).toEqual(['store', 'cache', 'store']);
  });

  it('is written in a quiet time too, not only at the end', async () => {
    commit(1, 20, {});
    open(REAL, 10);
    const id = storeIdentity(databasePath(folder));
    await expect.poll(() => readCache(cachePath(), id)?.revision, PATIENT).toBe(1);
    const { changed, revision } = commit(21, 5, {});
    columns.patch(changed, revision);
    await expect.poll(() => readCache(cachePath(), id)?.revision, PATIENT).toBe(revision);
  });

  it('that cannot be written is told, and costs nothing else', async () => {
    commit(1, 20, {});
    mkdirSync(`${cachePath()}.new`);
    open(REAL, 10);
    await expect
      .poll(() => log.map(({ message }) => message), PATIENT)
      .toContain('Cache of the columns not written');
    expect((await columns.totals(T0)).total).toBe(20);
  });

  it('is passed over and replaced when it is damaged, foreign or ahead of the store', async () => {
    commit(1, 50, {});
    open(REAL, HOUR);
    await columns.ready;
    await columns.close();
    const good = readFileSync(cachePath());
    const { table } = readCache(cachePath(), storeIdentity(databasePath(folder)))!;
    writeCache(cachePath(), table, 9, storeIdentity(databasePath(folder)));
    const ahead = readFileSync(cachePath());
    writeCache(cachePath(), table, 1, 'another database');
    const foreign = readFileSync(cachePath());
    for (const wrong of [
      good.subarray(0, good.length / 2),
      Buffer.from('别的东西'),
      Buffer.alloc(0),
      ahead,
      foreign,
    ]) {
      writeFileSync(cachePath(), wrong);
      open(REAL, HOUR);
      expect((await columns.totals(T0)).total).toBe(50);
      await columns.close();
      expect(readFileSync(cachePath())).toEqual(good);
    }
    expect(origins()).toEqual(Array.from({ length: 6 }, () => 'store'));
  });
});

describe('failures', () => {
  it('of one question are told to the one who asked', async () => {
    commit(1, 10, {});
    open(FRAGILE, HOUR);
    await expect(columns.summary({ q: '出错' }, T0)).rejects.toThrow('索引读不出');
    await expect(columns.heat({}, { width: 8, height: 8, radius: 1 }, T0)).rejects.toThrow('bounding box');
    expect((await columns.totals(T0)).total).toBe(10);
    expect(origins()).toEqual(['store']);
  });

  it('a worker that dies is started again; only the question it dies of is refused', async () => {
    commit(1, 10, {});
    open(FRAGILE, HOUR);
    await columns.ready;
    const answers = await Promise.allSettled([
      columns.totals(T0),
      columns.summary({ q: '崩溃' }, T0),
      columns.totals(T0 + 1),
      columns.grids({}, T0),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    const { changed, revision } = commit(11, 1, {});
    columns.patch(changed, revision);
    expect(await columns.totals(T0)).toMatchObject({ total: 11, revision });
  });

  it('a worker that keeps dying is given up, in words for the operator', async () => {
    commit(1, 10, {});
    open(FRAGILE, HOUR);
    await columns.ready;
    const lethal = () => columns.summary({ q: '崩溃' }, T0);
    await expect(lethal()).rejects.toThrow('自动恢复');
    await expect(lethal()).rejects.toThrow('重新启动');
    await expect(columns.totals(T0)).rejects.toThrow('重新启动');
    columns.patch([], 99);
  });

  it('a database that cannot be opened fails `ready`, and closing is still clean', async () => {
    columns = startColumns({
      dbPath: join(folder, 'nowhere.db'),
      key: null,
      cachePath: cachePath(),
      zone: 'Asia/Shanghai',
      cacheEveryMs: HOUR,
      logger: quiet,
      workerUrl: REAL,
    });
    await expect(columns.ready).rejects.toThrow('重新启动');
    await columns.close();
    await expect(columns.totals(T0)).rejects.toThrow();
  });

  it('nothing is answered after closing', async () => {
    open(REAL, HOUR);
    const last = columns.totals(T0);
    await columns.close();
    expect((await last).total).toBe(0);
    await expect(columns.totals(T0)).rejects.toThrow('已关闭');
  });
});
