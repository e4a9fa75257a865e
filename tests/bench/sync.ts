import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createUpstreams } from '../../electron/city/composition/upstreams.ts';
import { openStore } from '../../electron/city/store/open.ts';
import { startSync } from '../../electron/city/sync/syncer.ts';
import type { PlacedCase } from '../../shared/case/normalised.ts';
import { RestMapping, type SourceConfig } from '../../shared/contract/sources.ts';
import { createPlacer } from '../../shared/pack/placer.ts';
import type { CityPack } from '../../shared/pack/schema.ts';
import { noSecrets, silent } from '../support/syncing.ts';
import { workbookWorkerUrl } from '../support/workbooks.ts';
import { type Print, printLine, quantile, timed } from './figure.ts';
import { type BareCases, openBareCases } from './support/bareCases.ts';
import { benchPack, PAGE, placedPages, type UpstreamRow, upstreamRows } from './support/cases.ts';
import { inFolder } from './support/folder.ts';
import { startPageServer } from './support/pageServer.ts';

/**
 * Sync: storing N cases of the simulated city. «Bare» is support/bareCases.ts on a file of its own beside ours: plain
 * better-sqlite3, one prepared INSERT into the same table with the same unique index and settings, the same pages of
 * 1000 as one transaction each.
 * - «sync: insert»: `applyPage` of rows already read and placed. Both sides write the same pages in turns of ten, so that
 *   whatever else the machine does falls on both.
 * - «sync: the same again»: the same pages once more, all unchanged, as polls with an overlap bring them.
 * - «sync: from the server»: a REST source over loopback, from request to commit: fetch, parse, read, convert coordinates,
 *   mask contact data, place, store; median of three, in turns. Bare: fetch, JSON.parse, Date.parse, insert; nothing checked, converted or placed.
 */

const NOW = Date.parse('2026-11-20T08:00:00Z');
const TURN = 10;
const ROUNDS = 3;

const open = (dataDir: string) =>
  openStore({
    dataDir,
    clock: { now: () => NOW },
    logger: silent,
    backupEveryMs: 3_600_000,
    keepBackups: 1,
    encryption: null,
  });

function restSource(url: string, pack: CityPack): SourceConfig {
  const mapping = RestMapping.parse({
    rowsPath: 'data.rows',
    success: { path: 'code', values: [0] },
    totalPath: 'data.total',
    paging: { pageParam: 'page', sizeParam: 'size', firstPage: 1, size: PAGE },
    fields: {
      id: 'service_request_id',
      requestedAt: 'requested_datetime',
      updatedAt: 'updated_datetime',
      dueAt: 'expected_datetime',
      status: 'status',
      stage: 'extended_attributes.stage',
      categoryCode: 'service_code',
      categoryName: 'service_name',
      description: 'description',
      address: 'address',
      org: 'agency_responsible',
      channel: 'extended_attributes.channel',
      lon: 'long',
      lat: 'lat',
      statusNotes: 'status_notes',
      rework: 'extended_attributes.rework_count',
    },
    timeFormat: 'iso',
  });
  const { zone, defaultCrs: crs } = pack.manifest;
  const auth = { in: 'none', name: 'api_key' } as const;
  return {
    kind: 'rest',
    id: 'bench',
    name: 'bench',
    url,
    mapping,
    pollSeconds: 3600,
    paused: false,
    crs,
    zone,
    auth,
    jurisdiction: null,
  };
}

async function insert(pack: CityPack, n: number, print: Print): Promise<void> {
  await inFolder(async (folder) => {
    const store = open(join(folder, 'ours'));
    const bare = openBareCases(join(folder, 'bare.db'));
    const source = 'bench';
    store.saveSource(restSource('http://127.0.0.1/', pack));
    const spent = { ours: 0, bare: 0 };
    const ours = async (pages: PlacedCase[][]) => {
      // The outcomes exist before: the syncer makes them while it reads.
      const writes = pages.map((page) => page.map((row) => ({ ok: true, case: row }) as const));
      spent.ours += await timed(() => {
        for (const rows of writes) store.applyPage({ source, rows, cursor: null, at: NOW });
      });
    };
    const theirs = async (pages: PlacedCase[][]) => {
      spent.bare += await timed(() => {
        for (const page of pages) bare.insert(page, NOW);
      });
    };
    let turn: PlacedCase[][] = [];
    let turns = 0;
    for (const page of placedPages(pack, n, NOW)) {
      turn.push(page);
      if (turn.length < TURN) continue;
      const order = turns++ % 2 === 0 ? [ours, theirs] : [theirs, ours];
      for (const write of order) await write(turn);
      turn = [];
    }
    print({ bench: 'sync: insert', n, ours: spent.ours, bare: spent.bare, unit: 'ms' });
    if (n === 100_000) {
      spent.ours = 0;
      for (const page of placedPages(pack, n, NOW)) await ours([page]);
      print({ bench: 'sync: the same again', n, ours: spent.ours, bare: spent.bare, unit: 'ms' });
    }
    store.close();
    bare.close();
  });
}

async function fromServer(pack: CityPack, n: number, print: Print): Promise<void> {
  const rows = upstreamRows(pack, n, NOW);
  const bodies: string[] = [];
  for (let i = 0; i < n; i += PAGE)
    bodies.push(JSON.stringify({ code: 0, data: { total: n, rows: rows.slice(i, i + PAGE) } }));
  const server = await startPageServer(bodies);
  try {
    const ours: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await inFolder(async (folder) => {
        const db = openBareCases(join(folder, 'bare.db'));
        bare.push(await timed(() => bareFromServer(server.url, db)));
        db.close();
        ours.push(await oursFromServer(pack, server.url, join(folder, 'ours'), n));
      });
    }
    const bench = 'sync: from the server';
    print({ bench, n, ours: quantile(ours, 0.5), bare: quantile(bare, 0.5), unit: 'ms' });
  } finally {
    await server.close();
  }
}

/** Milliseconds of the first pull of a source that is added to an empty city. */
async function oursFromServer(pack: CityPack, url: string, dataDir: string, n: number): Promise<number> {
  const store = open(dataDir);
  const clock = { now: () => NOW };
  const sync = startSync({
    ...createUpstreams({
      pack,
      clock,
      random: Math.random,
      authorities: [],
      upstreamHosts: null,
      workbookWorkerUrl,
      version: '0',
    }),
    store,
    placer: createPlacer(pack),
    clock,
    logger: silent,
    secrets: noSecrets,
    defaultCrs: pack.manifest.defaultCrs,
    savedBefore: [],
    random: Math.random,
    onPage: () => undefined,
    onSource: () => undefined,
  });
  const spent = await timed(async () => {
    sync.add(restSource(url, pack));
    await sync.whenIdle();
  });
  const stored = store.source('bench')?.accounting.stored;
  await sync.close();
  store.close();
  if (stored !== n) throw new Error(`${stored} of ${n} cases were stored`);
  return spent;
}

async function bareFromServer(url: string, db: BareCases): Promise<void> {
  for (let page = 1; ; page++) {
    const answer = await fetch(`${url}?page=${page}&size=${PAGE}`);
    const { data }: { data: { rows: UpstreamRow[] } } = JSON.parse(await answer.text());
    if (data.rows.length === 0) return;
    db.insert(data.rows.map(asItIs), NOW);
  }
}

/** An upstream's row under our names, believed. */
function asItIs(row: UpstreamRow): PlacedCase {
  const { extended_attributes: extended } = row;
  const due = row.expected_datetime === null ? null : Date.parse(row.expected_datetime);
  const updated = Date.parse(row.updated_datetime);
  return {
    sourceId: row.service_request_id,
    status: row.status === 'closed' ? 'closed' : 'open',
    stage: extended.stage,
    categoryCode: row.service_code,
    categoryName: row.service_name,
    title: row.service_name,
    description: row.description,
    address: row.address,
    org: row.agency_responsible,
    channel: extended.channel,
    statusNotes: row.status_notes,
    mediaUrl: null,
    requestedAt: Date.parse(row.requested_datetime),
    updatedAt: updated,
    closedAt: row.status === 'closed' ? updated : null,
    upstreamDueAt: due,
    rework: extended.rework_count,
    lon: row.long,
    lat: row.lat,
    locationQuality: 'ok',
    originalLocation: { x: String(row.long), y: String(row.lat), crs: 'gcj02' },
    originalTimes: { requested: row.requested_datetime, updated: row.updated_datetime },
    contact: null,
    raw: JSON.stringify(row),
    street: null,
    grid: null,
    dueAt: due,
    dueBasis: due === null ? null : 'upstream',
  };
}

export async function run(print: Print): Promise<void> {
  const pack = benchPack();
  for (const n of [100_000, 1_000_000]) await insert(pack, n, print);
  await fromServer(pack, 100_000, print);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await run(printLine);
