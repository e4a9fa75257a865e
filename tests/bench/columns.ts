import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { Engine } from '../../electron/city/columns/engine.ts';
import { WorkerOptions } from '../../electron/city/columns/protocol.ts';
import { serveColumns } from '../../electron/city/columns/serve.ts';
import { startColumns } from '../../electron/city/columns/start.ts';
import { Table, UNITS_PER_DEGREE } from '../../electron/city/columns/table.ts';
import type { ColumnRow, Columns } from '../../electron/city/ports.ts';
import type { CaseFilter } from '../../shared/contract/filters.ts';
import { type Print, printLine, quantile } from './figure.ts';

/**
 * Columns: a box's heat, counts per grid and histogram (the three requests of a wall whose box moves), orders, patches.
 * Synthetic cases are put straight into the columns, no SQLite. «Bare» is, in the same run,
 * - for heat + grids + histogram: one loop over the same typed arrays that bins cases to cells, grids and hours with
 *   no filter but the box, no states, no smoothing, nothing kept;
 * - for a new order: the engine's own sort of a typed array of seqs by the same key;
 * - for the linearity figure: the cost per row at a million.
 */

type Box = [number, number, number, number];

const CITY: Box = [118.75, 31.95, 118.87, 32.07];
const ZONE = 'Asia/Shanghai';
const FIRST = Date.parse('2023-01-01T00:00:00+08:00');
const LAST = Date.parse('2026-01-01T00:00:00+08:00');
const NOW = LAST;
const HOUR = 3_600_000;
const RASTER = { width: 512, height: 512, radius: 300 };
const GRIDS = 1334;
const IN_SERVICE = 1_000_000;

/** Small, fast, and the same on every machine (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Cases `first` … of a city of `all` over three years: half around forty hot spots, one in twenty open, some late. */
function* synthetic(all: number, first: number, count: number): Generator<ColumnRow> {
  const random = randomFrom(first);
  const pick = (n: number) => Math.floor(random() * n);
  const near = (centre: number) => centre + (random() + random() + random() - 1.5) * 0.015;
  const [west, south, east, north] = CITY;
  for (let seq = first; seq < first + count; seq++) {
    const spot = random() < 0.5 ? pick(40) : null;
    const x = spot === null ? random() : near((spot * 0.618) % 1);
    const y = spot === null ? random() : near((spot * 0.381) % 1);
    const requestedAt = Math.floor(FIRST + ((seq - 1 + random() * 1000) / (all + 1000)) * (LAST - FIRST));
    const dueAt = requestedAt + (2 + pick(70)) * HOUR;
    const open = random() < 0.05;
    const closedAt = open ? null : Math.floor(requestedAt + (dueAt - requestedAt) * random() * 1.14);
    yield {
      seq,
      lon: west + (east - west) * x,
      lat: south + (north - south) * y,
      requestedAt,
      updatedAt: closedAt ?? requestedAt,
      closedAt,
      dueAt,
      open,
      stage: open ? 'handling' : 'closed',
      gone: false,
      rework: random() < 0.03 ? 1 : 0,
      category: `${10 + pick(12)}${10 + pick(25)}`,
      org: `org-${pick(60)}`,
      street: `street-${pick(12)}`,
      grid: `grid-${pick(GRIDS)}`,
      source: random() < 0.8 ? 'a' : 'b',
      channel: `channel-${pick(6)}`,
    };
  }
}

/** A different box each time, a fifth to nearly all of the city, so that no answer is kept. */
function boxes(): () => Box {
  const random = randomFrom(7);
  const [west, south, east] = CITY;
  const city = east - west;
  return () => {
    const size = city * (0.2 + 0.7 * random());
    const w = west + random() * (city - size);
    const s = south + random() * (city - size);
    return [w, s, w + size, s + size];
  };
}

function three(engine: Engine, bbox: Box): void {
  const filter: CaseFilter = { bbox };
  engine.heat(filter, RASTER, NOW);
  engine.grids(filter, NOW);
  engine.histogram(filter, HOUR, NOW);
}

async function threeInService(columns: Columns, bbox: Box): Promise<void> {
  const filter: CaseFilter = { bbox };
  await Promise.all([
    columns.heat(filter, RASTER, NOW),
    columns.grids(filter, NOW),
    columns.histogram(filter, HOUR, NOW),
  ]);
}

function bareThree(table: Table, [west, south, east, north]: Box): number {
  const { lon, lat, length } = table;
  const { requestedAt } = table.times;
  const { codes, values } = table.codes.grid;
  const { width, height } = RASTER;
  const cells = new Float32Array(width * height);
  const grids = new Uint32Array(values.length);
  const bars = new Uint32Array(Math.ceil((LAST - FIRST) / HOUR) + 1);
  const left = west * UNITS_PER_DEGREE;
  const top = north * UNITS_PER_DEGREE;
  const across = width / ((east - west) * UNITS_PER_DEGREE);
  const down = height / ((north - south) * UNITS_PER_DEGREE);
  for (let i = 1; i < length; i++) {
    const x = (lon[i]! - left) * across;
    const y = (top - lat[i]!) * down;
    if (x >= 0 && x < width && y >= 0 && y < height) {
      cells[(y | 0) * width + (x | 0)]!++;
      grids[codes[i]!]!++;
      bars[Math.floor((requestedAt[i]! - FIRST) / HOUR)]!++;
    }
  }
  return cells[0]! + grids[0]! + bars[0]!;
}

async function samples(runs: number, act: (run: number) => unknown): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await act(run);
    times.push(performance.now() - start);
  }
  return times;
}

const p95 = async (runs: number, act: (run: number) => unknown) => quantile(await samples(runs, act), 0.95);

/** Both sides see the same boxes; a few runs before, for the compiler. */
async function heat(engine: Engine, runs: number): Promise<{ ours: number; bare: number }> {
  const [next, again] = [boxes(), boxes()];
  await samples(5, () => three(engine, next()));
  await samples(5, () => bareThree(engine.table, again()));
  return {
    ours: await p95(runs, () => three(engine, next())),
    bare: await p95(runs, () => bareThree(engine.table, again())),
  };
}

async function ordersAndPatches(engine: Engine, n: number, print: Print): Promise<void> {
  const { dueAt } = engine.table.times;
  const [first = 0] = await samples(1, () => engine.page({}, 'due', 0, 100, NOW));
  const seqs = Uint32Array.from({ length: n }, (_, i) => i + 1);
  const [plain = 0] = await samples(1, () => seqs.sort((a, b) => dueAt[a]! - dueAt[b]! || a - b));
  print({ bench: 'columns: first page of a new order', n, ours: first, bare: plain, unit: 'ms' });
  const scroll = await p95(200, (run) => engine.page({ status: ['closed'] }, 'due', run * 997, 100, NOW));
  print({ bench: 'columns: page while scrolling, p95', n, ours: scroll, bare: null, unit: 'ms' });

  const random = randomFrom(3);
  const patches = Array.from({ length: 90 }, () => [
    ...synthetic(n, 1 + Math.floor(random() * (n - 100)), 100),
  ]);
  const patch = () => engine.apply(patches.pop() ?? [], engine.revision + 1);
  const put = await p95(30, patch);
  print({ bench: 'columns: patch of 100 rows, p95', n, ours: put, bare: null, unit: 'ms' });
  const page = await p95(30, () => {
    patch();
    engine.page({ status: ['open'] }, 'due', 0, 100, NOW);
  });
  print({ bench: 'columns: patch of 100 rows and a page, p95', n, ours: page, bare: null, unit: 'ms' });
  const next = boxes();
  const figures = await p95(30, () => {
    patch();
    three(engine, next());
  });
  const bench = 'columns: patch of 100 rows and heat + grids + histogram, p95';
  print({ bench, n, ours: figures, bare: null, unit: 'ms' });
}

/** The same through the worker and its messages, as the API sees it. */
async function inService(n: number, bare: number, print: Print): Promise<void> {
  const cachePath = join(tmpdir(), `citywhistle-bench-${process.pid}.columns`);
  const quiet = () => {};
  const columns = startColumns({
    // Any file: the worker below makes its cases up.
    dbPath: fileURLToPath(import.meta.url),
    key: null,
    cachePath,
    zone: ZONE,
    cacheEveryMs: HOUR,
    logger: { info: quiet, warn: quiet, error: console.error },
    workerUrl: new URL(import.meta.url),
  });
  try {
    await columns.ready;
    const next = boxes();
    await samples(5, () => threeInService(columns, next()));
    const ours = await p95(40, () => threeInService(columns, next()));
    print({ bench: 'columns: heat + grids + histogram in the service, p95', n, ours, bare, unit: 'ms' });
  } finally {
    await columns.close();
    rmSync(cachePath, { force: true });
  }
}

export async function run(print: Print): Promise<void> {
  const perRow = new Map<number, number>();
  for (const [n, runs] of [
    [100_000, 40],
    [1_000_000, 40],
    [10_000_000, 10],
  ] as const) {
    const engine = new Engine(new Table(n), 0, ZONE, {
      find: () => new Uint32Array(0),
      version: () => '',
      unindexed: () => 0,
    });
    engine.apply(synthetic(n, 1, n), 1);
    const { ours, bare } = await heat(engine, runs);
    print({ bench: 'columns: heat + grids + histogram, p95', n, ours, bare, unit: 'ms' });
    perRow.set(n, (ours / n) * 1e6);
    if (n !== IN_SERVICE) continue;
    await ordersAndPatches(engine, n, print);
    await inService(n, bare, print);
  }
  const [million, tenMillion] = [perRow.get(1_000_000) ?? null, perRow.get(10_000_000) ?? 0];
  const bench = 'columns: heat + grids + histogram per row, 10M to 1M';
  print({ bench, n: 10_000_000, ours: tenMillion, bare: million, unit: 'ns' });
}

if (isMainThread) {
  if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await run(printLine);
} else if (parentPort !== null) {
  serveColumns(parentPort, WorkerOptions.parse(workerData), () => ({
    revision: () => 1,
    count: () => IN_SERVICE,
    rows: () => synthetic(IN_SERVICE, 1, IN_SERVICE),
    rowsSince: () => [],
    search: () => new Uint32Array(0),
    searchMasked: () => new Uint32Array(0),
    searchBacklog: () => 0,
    notSearched: () => 0,
    categoryName: () => null,
    close: () => {},
  }));
}
