import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEMO_PIN } from '../../../electron/city/people/demoPin.ts';
import { openStore } from '../../../electron/city/store/open.ts';
import { createDemoOperators } from '../../../electron/demo/operators.ts';
import { launchCity } from '../../../electron/host/launch.ts';
import { nodeEnvironment } from '../../../electron/host/nodeEnvironment.ts';
import { startWebHost } from '../../../electron/host/webHost.ts';
import { CaseDetail, CasePage } from '../../../shared/contract/cases.ts';
import { Summary } from '../../../shared/contract/figures.ts';
import { SessionInfo } from '../../../shared/contract/people.ts';
import { CityStatus } from '../../../shared/contract/status.ts';
import { Attachment } from '../../../shared/contract/whistleApi.ts';
import type { WhistleCommandInput } from '../../../shared/contract/whistleCommands.ts';
import { WhistlePage } from '../../../shared/contract/whistles.ts';
import { CommandAnswer, WhistleView } from '../../../shared/contract/whistleView.ts';
import { benchPack } from '../../bench/support/cases.ts';
import { noFaults } from '../../support/dialect-server/faults.ts';
import type { ServerRow } from '../../support/dialect-server/rows.ts';
import { startDialectServer } from '../../support/dialect-server/server.ts';
import { temporaryFolder } from '../../support/serve.ts';
import { silent } from '../../support/syncing.ts';
import type { Upload } from './driver/whistleActs.ts';
import type { HallClock } from './hallClock.ts';
import { type Hall, openSession, until } from './halls.ts';
import { photo } from './photo.ts';
import { STREET } from './whistleCases.ts';

const HOUR = 3_600_000;
const rendererDir = fileURLToPath(new URL('../../../dist/renderer', import.meta.url));

/** A Tuesday morning without a holiday near: working days can be counted on the fingers. */
export const TUESDAY = Date.parse('2026-11-24T09:00:00+08:00');

type WithoutId<T> = T extends unknown ? Omit<T, 'commandId'> : never;
export type Command = WithoutId<WhistleCommandInput>;

/** A hall with people of every role, a clock in the test's hands, and an upstream of its own. */
export type WhistleHall = Hall & {
  clock: HallClock;
  rows: ServerRow[];
  /** A command given past the windows, by somebody at another desk. */
  command(operator: string, whistle: string | null, command: Command): Promise<WhistleView>;
  /** Any other act, by somebody at another desk. */
  send(operator: string, path: string, body: unknown): Promise<unknown>;
  /** Stores a file in somebody's name; its sum. */
  store(operator: string, file: Upload): Promise<string>;
  /** Ends, once, and leaves the folder. */
  stop(): Promise<void>;
  whistle(id: string): Promise<WhistleView>;
  whistles(query: string): Promise<WhistlePage>;
};

function clockFrom(start: number): HallClock {
  let ahead = start - Date.now();
  const followers: ((ms: number) => Promise<void>)[] = [];
  return {
    now: () => Date.now() + ahead,
    machineTime: (moment) => moment - ahead,
    onMove: (follow) => void followers.push(follow),
    async move(ms) {
      ahead += ms;
      await Promise.all(followers.map((follow) => follow(ms)));
    },
  };
}

/**
 * Qinhuai with the demo's people and the given cases. In this process, since another one's clock cannot be moved.
 * `reopened`: the same hall started again under this pack, once `left` has stopped: on its folder, by its clock, and at
 * its address, so that its windows find it.
 */
export async function whistleHall(
  rowsAt: (now: number) => ServerRow[],
  reopened: { left: WhistleHall; pack: string } | null = null,
): Promise<WhistleHall> {
  const left = reopened?.left ?? null;
  const clock = clockFrom(left?.clock.now() ?? TUESDAY);
  const dataDir = left?.dataDir ?? temporaryFolder();
  const rows = rowsAt(clock.now());
  await addOperators(dataDir, clock);
  const server = await startDialectServer({ rows, dialect: '6aika', faults: noFaults, now: clock.now });
  const spec = `open311+${server.url}#dialect=6aika&crs=wgs84&id=upstream&name=${encodeURIComponent('区平台')}`;
  const launched = await launchCity(
    {
      ...{
        data: dataDir,
        pack: reopened?.pack ?? 'nanjing-qinhuai',
        sources: [spec],
        pollSeconds: 1,
        port: 0,
      },
      authorities: [],
      upstreamHosts: null,
      anchor: null,
      pushEntrance: null,
      ...{ demo: false, seed: 1, open: false, requireSignIn: false, help: false },
    },
    { ...nodeEnvironment('silent'), clock, steady: null, strictAnswers: true },
  );
  const host = await startWebHost({
    ...{ fetch: launched.city.fetch, rendererDir, dataDir },
    port: left === null ? 0 : Number(new URL(left.apiOrigin).port),
    // Browsers run on the machine's clock, so the links do too.
    now: Date.now,
  });
  let stopping: Promise<void> | null = null;
  const tokens = new Map<string, string>();
  // Sessions end while hours are skipped: who acts after that signs in anew.
  clock.onMove(async () => tokens.clear());

  async function ask(path: string, init: RequestInit): Promise<unknown> {
    const headers = { ...init.headers, Authorization: `Bearer ${host.token}` };
    const answer = await fetch(`${host.origin}${path}`, { ...init, headers });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
  const get = (path: string) => ask(path, {});
  const post = (path: string, body: unknown, session: string) =>
    ask(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Session': session },
      body: JSON.stringify(body),
    });
  async function signIn(operator: string): Promise<string> {
    const session = SessionInfo.parse(await post('/api/session', { operator, pin: DEMO_PIN }, ''));
    tokens.set(operator, session.token);
    return session.token;
  }

  async function stopAll(): Promise<void> {
    await launched.close();
    await host.close();
    await server.close();
  }

  const hall: WhistleHall = {
    ...{ url: host.url, apiOrigin: host.origin, token: host.token, dataDir },
    ...{ rows: server.rows, clock, get },
    ...(await openSession(host.url)),
    status: async () => CityStatus.parse(await get('/api/status')),
    summary: async (query) => Summary.parse(await get(`/api/summary?${query}`)),
    cases: async (query) => CasePage.parse(await get(`/api/cases?${query}`)),
    case: async (id) => CaseDetail.parse(await get(`/api/cases/${encodeURIComponent(id)}`)),
    whistle: async (id) => WhistleView.parse(await get(`/api/whistles/${id}`)),
    whistles: async (query) => WhistlePage.parse(await get(`/api/whistles?${query}`)),
    async command(operator, whistle, command) {
      const path = whistle === null ? '/api/whistles' : `/api/whistles/${whistle}/commands`;
      const body = { commandId: randomUUID(), ...command };
      const session = tokens.get(operator) ?? (await signIn(operator));
      return CommandAnswer.parse(await post(path, body, session)).state;
    },
    send: async (operator, path, body) => post(path, body, tokens.get(operator) ?? (await signIn(operator))),
    stop: () => (stopping ??= stopAll()),
    async store(operator, { name, buffer }) {
      const answer = await ask(`/api/attachments?filename=${encodeURIComponent(name)}`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/octet-stream',
          'X-Session': tokens.get(operator) ?? (await signIn(operator)),
        },
        body: new Uint8Array(buffer),
      });
      return Attachment.parse(answer).hash;
    },
    end: async () => {
      await hall.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  await until('the rows', 60, async () => (await hall.status()).cases.total >= rows.length);
  return hall;
}

/** The demo's operators in a folder that is marked as simulated: everything in it is invented. */
async function addOperators(dataDir: string, clock: HallClock): Promise<void> {
  writeFileSync(join(dataDir, 'simulated.json'), '{"simulated":true}\n');
  const store = openStore({
    dataDir,
    clock,
    logger: silent,
    backupEveryMs: HOUR,
    keepBackups: 1,
    encryption: null,
  });
  await createDemoOperators(store.people, benchPack(), clock.now());
  store.close();
}

export const DUTY = 'demo-street1-duty';
export const ROADS_HANDLER = 'demo-dept6-handler';

/** A draft of the street about the case whose title has these words; it is to be submitted yet. */
export async function draftWhistle(
  hall: WhistleHall,
  title: string,
  kind: 'push' | 'hard',
  departments: { org: string; part: 'lead' | 'co' }[],
): Promise<WhistleView['summary']> {
  const { items } = await hall.cases('limit=50');
  const found = items.find((each) => each.title.includes(title));
  if (found === undefined || found.lon === null || found.lat === null) throw new Error(`no case ${title}`);
  const place = { lon: found.lon, lat: found.lat, address: found.address ?? '' };
  const { summary } = await hall.command(DUTY, null, {
    type: 'draft',
    draft: {
      ...{ kind, street: STREET, subject: found.title, place, cases: [found.id], departments },
      ...{ item: 'D03', category: 'E0501', meet: { at: hall.clock.now() + HOUR, where: place.address } },
    },
  });
  return summary;
}

/** A 推进哨 about a case of the hall, sent out to the road keepers (主责) and the waterworks (协办); its id. */
export async function blowWhistle(hall: WhistleHall, title: string): Promise<string> {
  const { id } = await draftWhistle(hall, title, 'push', [
    { org: '320104-SZS', part: 'lead' },
    { org: '320104-SWGS', part: 'co' },
  ]);
  await hall.command(DUTY, id, { type: 'submit' });
  await hall.command('demo-street1-leader', id, { type: 'approve' });
  await hall.command('demo-dispatch', id, { type: 'triage-accept' });
  return id;
}

/** The same, worked on and handed in: the street has to confirm it or to send it back. */
export async function whistleToConfirm(hall: WhistleHall, title: string): Promise<string> {
  const id = await blowWhistle(hall, title);
  const hash = await hall.store(ROADS_HANDLER, photo('回填前后.png', 90));
  await hall.command(ROADS_HANDLER, id, { type: 'sign', summons: 's1' });
  await hall.command(DUTY, id, { type: 'arrive', summons: 's1', method: 'clerk', who: '带队人' });
  await hall.command(ROADS_HANDLER, id, {
    ...{ type: 'submit-result', summons: 's1', text: '已回填并恢复路面', files: [hash] },
  });
  return id;
}
