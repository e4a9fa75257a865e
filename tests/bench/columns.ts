import { pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { Engine } from '../../electron/city/columns/engine.ts';
import { Table, UNITS_PER_DEGREE } from '../../electron/city/columns/table.ts';
import type { ColumnRow } from '../../electron/city/ports.ts';
import type { CaseFilter } from '../../shared/contract/filters.ts';

/** One figure: `ratio` is our cost over the bare counterpart's, null where there is none. */
type Figure = {
  bench: string;
  n: number;
  ours: number;
  bare: number | null;
  ratio: number | null;
  unit: string;
};
type Box = [number, number, number, number];

const WEST = 118.75;
const SOUTH = 31.95;
const SPAN = 0.12;
/** 2023-01-01 and 2026-01-01 in Shanghai. */
const FIRST = Date.parse('2022-12-31T16:00:00Z');
const LAST = Date.parse('2025-12-31T16:00:00Z');
const NOW = LAST;
const HOUR = 3_600_000;
const SIZE = 512;
const RADIUS = 300;
const GRIDS = 1334;

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

/** Cases of three years, half of them around forty hot spots, one in twenty open, one in eight closed late. */
function* synthetic(n: number, first: number): Generator<ColumnRow> {
  const random = randomFrom(first);
  const spread = () => (random() + random() + random() - 1.5) / 1.5;
  for (let seq = first; seq < first + n; seq++) {
    const hot = random() < 0.5 ? Math.floor(random() * 40) : -1;
    const x = hot < 0 ? random() : ((hot * 0.618) % 1) + spread() * 0.02;
    const y = hot < 0 ? random() : ((hot * 0.381) % 1) + spread() * 0.02;
    const requestedAt = Math.floor(FIRST + ((seq - 1 + random() * 1000) / (n + 1000)) * (LAST - FIRST));
    const dueAt = requestedAt + (2 + Math.floor(random() * 70)) * HOUR;
    const open = random() < 0.05;
    const closedAt = open ? null : Math.floor(requestedAt + (dueAt - requestedAt) * random() * 1.14);
    yield {
      seq,
      lon: WEST + SPAN * x,
      lat: SOUTH + SPAN * y,
      requestedAt,
      updatedAt: closedAt ?? requestedAt,
      closedAt,
      dueAt,
      open,
      gone: false,
      rework: random() < 0.03 ? 1 : 0,
      category: `${1 + Math.floor(random() * 12)}${String(Math.floor(random() * 25)).padStart(2, '0')}`,
      org: `org-${Math.floor(random() * 60)}`,
      street: `street-${Math.floor(random() * 12)}`,
      grid: `grid-${Math.floor(random() * GRIDS)}`,
      source: random() < 0.8 ? 'a' : 'b',
      channel: `channel-${Math.floor(random() * 6)}`,
    };
  }
}

const noSearch = { find: () => new Uint32Array(0), state: () => '' };

function fill(n: number): Engine {
  const engine = new Engine(new Table(n), 0, 'Asia/Shanghai', noSearch);
  engine.apply(synthetic(n, 1), 1);
  return engine;
}

/** A different box each time, so that no answer is kept: street-sized to district-sized. */
function boxes(): () => Box {
  const random = randomFrom(7);
  return () => {
    const size = SPAN * (0.2 + 0.7 * random());
    const west = WEST + random() * (SPAN - size);
    const south = SOUTH + random() * (SPAN - size);
    return [west, south, west + size, south + size];
  };
}

/** Heat, counts per grid and histogram of one box: the three requests a wall makes when its box moves. */
function ours(engine: Engine, bbox: Box): number {
  const filter: CaseFilter = { bbox };
  const heat = engine.heat(filter, { width: SIZE, height: SIZE, radius: RADIUS }, NOW);
  const grids = engine.grids(filter, NOW);
  const bars = engine.histogram(filter, HOUR, NOW);
  return heat.count + grids.elsewhere + bars.counts.length;
}

/**
 * Bare: one loop over the same typed arrays that bins cases to cells, grids and hours. No filters but the box, no
 * states, no smoothing, nothing kept.
 */
function bare(table: Table, [west, south, east, north]: Box): number {
  const { lon, lat, length } = table;
  const { requestedAt } = table.times;
  const { codes } = table.codes.grid;
  const cells = new Float32Array(SIZE * SIZE);
  const grids = new Uint32Array(table.codes.grid.values.length);
  const bars = new Uint32Array(Math.ceil((LAST - FIRST) / HOUR) + 1);
  const left = west * UNITS_PER_DEGREE;
  const top = north * UNITS_PER_DEGREE;
  const across = SIZE / ((east - west) * UNITS_PER_DEGREE);
  const down = SIZE / ((north - south) * UNITS_PER_DEGREE);
  for (let i = 1; i < length; i++) {
    const x = (lon[i]! - left) * across;
    const y = (top - lat[i]!) * down;
    if (x >= 0 && x < SIZE && y >= 0 && y < SIZE) {
      cells[(y | 0) * SIZE + (x | 0)]!++;
      grids[codes[i]!]!++;
      bars[Math.floor((requestedAt[i]! - FIRST) / HOUR)]!++;
    }
  }
  return cells[0]! + grids[0]! + bars[0]!;
}

/** The time that 95 of 100 runs stay under, ms. */
function p95(runs: number, run: () => unknown): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  times.sort((a, b) => a - b);
  return times[Math.ceil(runs * 0.95) - 1]!;
}

const round = (value: number) => Number(value.toPrecision(4));

function figure(bench: string, n: number, oursMs: number, bareMs: number | null, unit: string): Figure {
  const ratio = bareMs === null ? null : round(oursMs / bareMs);
  return { bench, n, ours: round(oursMs), bare: bareMs === null ? null : round(bareMs), ratio, unit };
}

function heatOf(engine: Engine, n: number, runs: number): { ours: number; bare: number } {
  const next = boxes();
  const again = boxes();
  for (let i = 0; i < 3; i++) {
    ours(engine, next());
    bare(engine.table, again());
  }
  return {
    ours: p95(runs, () => ours(engine, next())),
    bare: p95(runs, () => bare(engine.table, again())),
    ...{ n },
  };
}

/** Runs every figure of the columns; `print` takes one JSON line at a time. */
export async function run(print: (line: string) => void): Promise<void> {
  const say = (one: Figure) => print(JSON.stringify(one));
  const per: number[] = [];
  for (const [n, runs] of [
    [100_000, 40],
    [1_000_000, 30],
    [10_000_000, 8],
  ] as const) {
    const engine = fill(n);
    const { ours, bare } = heatOf(engine, n, runs);
    say(figure('columns: heat + grids + histogram, p95 (bare: one binning loop)', n, ours, bare, 'ms'));
    per.push(ours / n);
    if (n === 1_000_000) orders(engine, n, say);
  }
  say(
    figure(
      'columns: heat + grids + histogram per row, 10M (bare: 1M)',
      10_000_000,
      per[2]! * 1e6,
      per[1]! * 1e6,
      'ns/row',
    ),
  );
}

function orders(engine: Engine, n: number, say: (one: Figure) => void): void {
  const { dueAt } = engine.table.times;
  const first = p95(1, () => engine.page({}, 'due', 0, 100, NOW));
  const plain = p95(1, () =>
    Uint32Array.from({ length: n }, (_, i) => i + 1).sort((a, b) => dueAt[a]! - dueAt[b]! || a - b),
  );
  say(figure('columns: first page of a new order (bare: typed array sort)', n, first, plain, 'ms'));
  let offset = 0;
  const scroll = p95(200, () => engine.page({ status: ['closed'] }, 'due', (offset += 997), 100, NOW));
  say(figure('columns: next page while scrolling, p95', n, scroll, null, 'ms'));

  let revision = engine.revision;
  const random = randomFrom(3);
  const patches = Array.from({ length: 30 }, () => {
    const at = 1 + Math.floor(random() * (n - 100));
    return [...synthetic(100, at)];
  });
  const put = p95(patches.length, () => engine.apply(patches[revision % 30]!, ++revision));
  say(figure('columns: patch of 100 rows, p95, per row', n, put / 100, null, 'ms'));
  const next = boxes();
  const after = p95(patches.length, () => {
    engine.apply(patches[revision % 30]!, ++revision);
    engine.page({ status: ['open'] }, 'due', 0, 100, NOW);
  });
  say(figure('columns: page after a patch of 100 rows, p95', n, after, null, 'ms'));
  const heat = p95(patches.length, () => {
    engine.apply(patches[revision % 30]!, ++revision);
    ours(engine, next());
  });
  say(figure('columns: heat + grids + histogram after a patch of 100 rows, p95', n, heat, null, 'ms'));
}

if (
  isMainThread &&
  process.argv[1] !== undefined &&
  import.meta.url === pathToFileURL(process.argv[1]).href
) {
  await run((line) => console.log(line));
}
