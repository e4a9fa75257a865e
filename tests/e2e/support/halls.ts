import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { buildCityModel } from '../../../electron/demo/cityModel.ts';
import { createSimulatedCity } from '../../../electron/demo/simulatedCity.ts';
import { CaseDetail, CasePage } from '../../../shared/contract/cases.ts';
import { Summary } from '../../../shared/contract/figures.ts';
import { CityStatus } from '../../../shared/contract/status.ts';
import { benchPack } from '../../bench/support/cases.ts';
import { BOSTON_ROWS, loadBoston } from '../../support/boston.ts';
import type { ServerDialect } from '../../support/dialect-server/dialects.ts';
import { type Faults, noFaults } from '../../support/dialect-server/faults.ts';
import type { ServerRow } from '../../support/dialect-server/rows.ts';
import { startDialectServer } from '../../support/dialect-server/server.ts';
import { openLink, pageOriginOf } from '../../support/pageRequest.ts';
import { type Served, serve, temporaryFolder } from '../../support/serve.ts';
import { Shell } from './driver/shell.ts';
import type { HallClock } from './hallClock.ts';
import { chosenHost } from './host.ts';
import { startUpstreamProxy, type UpstreamProxy } from './upstreamProxy.ts';

/** A running console as a hall has it: the web host with what it polls. */
export type Hall = Pick<Served, 'url' | 'token' | 'dataDir' | 'get'> & {
  /** Scheme, host and port of the pages: `http://LABEL.localhost:PORT`. */
  origin: string;
  /** The same for programs with the token: `http://127.0.0.1:PORT`. */
  apiOrigin: string;
  /** Null: the machine's own. */
  clock: HallClock | null;
  /** What the one-time link was exchanged for; every browser of the test enters with it. */
  cookie: { name: string; value: string; flags: string[] };
  status(): Promise<CityStatus>;
  summary(query: string): Promise<Summary>;
  /** The first cases of a query, e.g. `q=井盖&limit=5`. */
  cases(query: string): Promise<CasePage>;
  case(id: string): Promise<CaseDetail>;
  /** Only in the Electron project: the shell, whose own service this hall is. */
  shell?: Shell;
  /** Ends the host and its upstream, removes the data. */
  end(): Promise<void>;
};

/** A hall whose upstream the test controls. */
export type PolledHall = Hall & {
  /** The upstream's rows: what is changed or pushed here comes with the next poll. */
  rows: ServerRow[];
  proxy: UpstreamProxy;
};

const QINHUAI = ['--pack', 'nanjing-qinhuai'];
const SEED = 311;
/** Full days before today that `--demo` begins with. */
const DEMO_DAYS = 30;

/** The same hall in the shell: it starts the service itself, so whoever asks goes through one of its windows. */
async function inShell(flags: string[], dataDir: string) {
  const shell = await Shell.start(flags, dataDir);
  return {
    shell,
    ...{ url: 'app://city/', origin: 'app://city', apiOrigin: '', token: '', dataDir },
    get: (path: string) => shell.get(path),
    stop: () => shell.end(),
    removeData: () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

async function open(flags: string[], dataDir: string, closeUpstream: () => Promise<void>): Promise<Hall> {
  const served = await (chosenHost() === 'web' ? serve : inShell)(flags, dataDir).catch(
    async (error: unknown) => {
      await closeUpstream();
      rmSync(dataDir, { recursive: true, force: true });
      throw error;
    },
  );
  const entered =
    'shell' in served
      ? { origin: served.origin, apiOrigin: '', cookie: { name: '', value: '', flags: [] } }
      : { apiOrigin: served.origin, ...(await openSession(served.url)) };
  const hall: Hall = {
    ...served,
    ...entered,
    clock: null,
    ...queriesOver(served.get),
    end: async () => {
      await served.stop();
      await closeUpstream();
      served.removeData();
    },
  };
  return hall;
}

/** What tests ask of a hall, over its GET. */
function queriesOver(get: Hall['get']): Pick<Hall, 'status' | 'summary' | 'cases' | 'case'> {
  return {
    status: async () => CityStatus.parse(await get('/api/status')),
    summary: async (query) => Summary.parse(await get(`/api/summary?${query}`)),
    cases: async (query) => CasePage.parse(await get(`/api/cases?${query}`)),
    case: async (id) => CaseDetail.parse(await get(`/api/cases/${encodeURIComponent(id)}`)),
  };
}

/** The link works once, and a suite opens many browsers: they share what it was exchanged for. */
export async function openSession(url: string): Promise<Pick<Hall, 'origin' | 'cookie'>> {
  const origin = await pageOriginOf(url);
  const [pair = '', ...flags] = (await openLink(url)).split(';').map((part) => part.trim());
  const [name = '', value = ''] = pair.split('=');
  return { origin, cookie: { name, value, flags: flags.sort() } };
}

/** Waits for something of the service, asking four times a second; says what it waited for when in vain. */
export async function until(what: string, seconds: number, holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited ${seconds} s in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

const nothing = async () => undefined;

/** Nothing is connected. */
export async function emptyHall(): Promise<Hall> {
  return open(QINHUAI, temporaryFolder(), nothing);
}

/** The simulated city, of which nothing can be read before somebody has signed in. */
export async function closedHall(): Promise<Hall> {
  return open(['--demo', '--seed', String(SEED), '--require-sign-in'], temporaryFolder(), nothing);
}

/** The simulated city with its whole month in the store. */
export async function simulatedHall(): Promise<Hall> {
  const expected = simulatedCases(Date.now());
  const hall = await open(['--demo', '--seed', String(SEED)], temporaryFolder(), nothing);
  try {
    await until('the simulated month', 150, async () => (await hall.status()).cases.total >= expected);
  } catch (error) {
    await hall.end();
    throw error;
  }
  return hall;
}

/** A hall that another process started and ends, from what that process says of it. */
export const RunningHall = z.object({
  ...{ url: z.string(), origin: z.string(), apiOrigin: z.string(), token: z.string(), dataDir: z.string() },
  cookie: z.object({ name: z.string(), value: z.string(), flags: z.array(z.string()) }),
});

/** Joins that hall. Its `end` leaves it to the process that started it. */
export function joinHall(running: z.infer<typeof RunningHall>): Hall {
  const get = async (path: string): Promise<unknown> => {
    const headers = { Authorization: `Bearer ${running.token}` };
    const answer = await fetch(`${running.apiOrigin}${path}`, { headers });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  return { ...running, clock: null, get, ...queriesOver(get), end: nothing };
}

/** What the simulated city holds at a moment: the same seed makes the same cases. */
function simulatedCases(now: number): number {
  let count = 0;
  createSimulatedCity(buildCityModel(benchPack()), SEED, DEMO_DAYS).walk(now, 0, 0, () => {
    count += 1;
    return true;
  });
  return count;
}

type PolledHallOptions = {
  rows: ServerRow[];
  dialect: ServerDialect;
  faults: Faults;
  flags: string[];
  pollSeconds: number;
};

/** A hall whose one source, `upstream` («区平台»), is a server of the given dialect in the test's hands. */
async function polledHall(options: PolledHallOptions, dataDir: string): Promise<PolledHall> {
  const { rows, dialect, faults } = options;
  const server = await startDialectServer({ rows, dialect, faults, now: Date.now });
  const proxy = await startUpstreamProxy(server.url);
  const spec = `open311+${proxy.url}#dialect=${dialect}&crs=wgs84&id=upstream&name=${encodeURIComponent('区平台')}`;
  const flags = [...options.flags, '--source', spec, '--poll', String(options.pollSeconds)];
  const hall = await open(flags, dataDir, async () => {
    await proxy.close();
    await server.close();
  });
  return { ...hall, rows: server.rows, proxy };
}

/** Qinhuai with the given rows, polled every second. Waits until they are stored. */
export async function qinhuaiHall(
  rows: ServerRow[],
  dialect: ServerDialect,
  faults: Partial<Faults>,
): Promise<PolledHall> {
  const hall = await polledHall(
    { rows, dialect, faults: { ...noFaults, ...faults }, flags: QINHUAI, pollSeconds: 1 },
    temporaryFolder(),
  );
  await until('the rows', 60, async () => (await hall.status()).cases.total >= rows.length);
  return hall;
}

/** A hall whose service can be killed, as by a power cut, and started again at the same address with the same data. */
export type RestartableHall = Hall & {
  kill(): Promise<void>;
  /** `forgetful`: it does not know any more which browsers it had let in. The new link, to be opened once. */
  restart(forgetful: boolean): Promise<string>;
};

/** Qinhuai with the given rows. Only on the web host: in the shell it is the shell that starts its service again. */
export async function restartableHall(rows: ServerRow[]): Promise<RestartableHall> {
  const server = await startDialectServer({ rows, dialect: '6aika', faults: noFaults, now: Date.now });
  const source = `open311+${server.url}#dialect=6aika&crs=wgs84&id=upstream&name=${encodeURIComponent('区平台')}`;
  const dataDir = temporaryFolder();
  const start = (port: string) =>
    serve([...QINHUAI, '--source', source, '--poll', '1', '--port', port], dataDir);
  let served = await start('0');
  const { url, origin, token } = served;
  const hall: RestartableHall = {
    ...{ url, apiOrigin: origin, token, dataDir, clock: null, ...(await openSession(url)) },
    get: (path) => served.get(path),
    ...queriesOver((path) => served.get(path)),
    kill: async () => {
      const over = new Promise((resolve) => served.child.once('exit', resolve));
      served.child.kill('SIGKILL');
      await over;
    },
    restart: async (forgetful) => {
      if (forgetful) rmSync(join(dataDir, 'web', 'browsers.json'));
      served = await start(new URL(origin).port);
      return served.url;
    },
    end: async () => {
      if (served.child.signalCode === null) await served.stop();
      await server.close();
      served.removeData();
    },
  };
  await until('the rows', 60, async () => (await hall.status()).cases.total >= rows.length);
  return hall;
}

/** The real Boston of 2011, as an upstream that speaks 6Aika's dialect. Waits until every row is stored. */
export async function bostonHall(): Promise<PolledHall> {
  const rows = loadBoston();
  const hall = await polledHall(
    {
      rows,
      dialect: '6aika',
      faults: noFaults,
      flags: ['--pack', 'tests/fixtures/packs/boston'],
      pollSeconds: 60,
    },
    temporaryFolder(),
  );
  await until('all of Boston', 180, async () => (await hall.status()).cases.total >= BOSTON_ROWS);
  return hall;
}

/** A hall over a data folder that was filled before; nothing is polled but what the folder names. */
export async function hallOver(dataDir: string, pack: string): Promise<Hall> {
  return open(['--pack', pack], dataDir, nothing);
}

/** What the API says of a source's accounting, as it is told on screen. */
export const Sums = z.object({
  received: z.int(),
  stored: z.int(),
  unchanged: z.int(),
  quarantined: z.int(),
});
export type Sums = z.infer<typeof Sums>;
