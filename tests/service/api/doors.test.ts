import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WALL_LINK } from '../../../electron/city/api/sentFrom.ts';
import { startWebHost, type WebHost } from '../../../electron/host/webHost.ts';
import { Role, SessionInfo } from '../../../shared/contract/people.ts';
import type { Route } from '../../../shared/contract/routes/route.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { wallRight } from '../../../shared/contract/wallRights.ts';
import type { WriteRight } from '../../../shared/contract/writeRule.ts';
import { openTestCity, type TestCity } from '../../support/city.ts';
import { openLink, pageRequest } from '../../support/pageRequest.ts';
import { hire, type Posts, START, whistlePack } from '../whistles/support.ts';

/** Every route of the contract, so that a new one cannot be forgotten, against everybody who may try the door. */
const TABLE = Object.entries<Route>(routes);
const PIN = '739182';
const DISTRICT: readonly Role[] = ['vice-district', 'standing-committee'];
const STREET: readonly Role[] = ['street-duty', 'street-leader', 'street-secretary', 'street-director'];
const DEPARTMENT: readonly Role[] = ['dept-handler', 'dept-leader'];

const orgOf = (role: Role): string =>
  STREET.includes(role) ? 'S1' : DEPARTMENT.includes(role) ? 'A' : DISTRICT.includes(role) ? 'D' : 'C';
const POSTS: Posts = Object.fromEntries(
  Role.options.map((role) => [
    `of-${role}`,
    { roles: [role], org: orgOf(role), streets: DISTRICT.includes(role) ? ['S1'] : [] },
  ]),
);
/** Who may do what, said once more: the table of the service must not change unnoticed. */
const HOLDERS: Record<Exclude<WriteRight, 'signed-in'>, readonly Role[]> = {
  'manage-sources': ['admin'],
  'handle-rows': ['admin', 'district-dispatch', 'shift-leader'],
  'confirm-clock': ['admin', 'shift-leader'],
  'acknowledge-journal': ['admin'],
  'transfer-org': ['admin', 'shift-leader'],
};

/** Open to all, and with `--require-sign-in`. */
let open: TestCity;
let closed: TestCity;
let host: WebHost;
const tokens = new Map<Role, string>();
/** Of a browser whose link allows every window, of one that is bound to walls, and with an operator signed in. */
let browser: string;
let wallBrowser: string;

async function city(requireSignIn: boolean): Promise<TestCity> {
  const dataDir = mkdtempSync(join(tmpdir(), 'citywhistle-'));
  await hire(dataDir, POSTS, Object.keys(POSTS));
  return openTestCity({ dataDir, pack: whistlePack(), sources: [], now: () => START, requireSignIn });
}

async function signIn(to: TestCity, role: Role): Promise<string> {
  const body = { operator: `of-${role}`, pin: PIN };
  return (await to.send('POST', '/api/session', body, SessionInfo)).token;
}

beforeAll(async () => {
  [open, closed] = [await city(false), await city(true)];
  for (const role of Role.options) tokens.set(role, await signIn(closed, role));
  host = await startWebHost({
    ...{ fetch: closed.city.fetch, port: 0, dataDir: closed.dataDir, now: () => START },
    rendererDir: closed.dataDir,
  });
  browser = nameAndValue(await openLink(host.url));
  wallBrowser = nameAndValue(await openLink(`${host.origin}/?code=${host.links.create('wall')}`));
});
afterAll(async () => {
  await host?.close();
  await open?.removeData();
  await closed?.removeData();
});

const nameAndValue = (cookie: string) => cookie.split(';', 1).join();

type Sent = Record<string, string>;
type Tried = { status: number; code: string };

/** What a request without a body comes to: status, and code where it is refused. A stream is ended at once. */
async function outcome(answer: Response): Promise<Tried> {
  if (answer.headers.get('content-type')?.startsWith('text/event-stream')) {
    await answer.body?.cancel();
    return { status: answer.status, code: '' };
  }
  return { status: answer.status, code: codeIn(await answer.text()) };
}

function codeIn(text: string): string {
  return /^\{"error":\{"code":"([a-z-]+)"/.exec(text)?.[1] ?? '';
}

const pathOf = (route: Route) => route.path.replace(':id', 'none');
const ask = async (to: TestCity, route: Route, headers: Sent) =>
  outcome(await to.city.fetch(new Request(`http://city${pathOf(route)}`, { method: route.method, headers })));

/** Over the socket, as a browser sends it. */
async function knock(at: string, route: Route, headers: Sent): Promise<Tried> {
  const answer = await pageRequest(`${at}${pathOf(route)}`, { method: route.method, headers, body: null });
  return { status: answer.status, code: codeIn(answer.text) };
}

describe.each(TABLE)('%s', (name, route) => {
  const right = wallRight(route);
  const forWalls = right === 'unmasked' || right === 'masked';
  /** All that is answered before anybody has signed in, with `--require-sign-in`. */
  const first = [
    'operators',
    'signIn',
    'signOut',
    'session',
    'keepSession',
    'createOperator',
    'setPin',
  ].includes(name);

  /** A request of another system counts by its signature, not by a token or a session; these here have none. */
  const unsigned = name === 'push' ? { status: 401, code: 'push-refused' } : null;

  it('refuses a page of another local port, also with the cookie of a browser', async () => {
    const foreign = { origin: 'http://127.0.0.1:5999', cookie: browser, 'x-window-role': 'desk' };
    for (const headers of [foreign, { ...foreign, 'sec-fetch-site': 'same-site' }])
      expect(await knock(host.pageOrigin, route, headers)).toEqual({ status: 403, code: 'wrong-origin' });
    const { origin: _, ...unnamed } = foreign;
    expect(await knock(host.pageOrigin, route, { ...unnamed, 'sec-fetch-site': 'cross-site' })).toEqual({
      ...{ status: 403, code: 'cross-site' },
    });
  });

  it('refuses who comes without a cookie and without the token, such as another user of this machine', async () => {
    const session = tokens.get('admin') ?? '';
    const tries: Sent[] = [{}, { 'x-session': session }, { authorization: 'Bearer guessed' }];
    // A page's own name is no door for other systems.
    for (const at of [host.origin, host.pageOrigin])
      for (const headers of tries)
        expect(await knock(at, route, headers)).toEqual(
          (at === host.origin ? unsigned : null) ?? { status: 401, code: 'no-token' },
        );
    // The cookie belongs to the page's own name.
    const ofThePage = { cookie: browser };
    if (unsigned === null)
      expect(await knock(host.origin, route, ofThePage)).toEqual({ status: 401, code: 'no-token' });
    else expect((await knock(host.origin, route, ofThePage)).status).toBeGreaterThanOrEqual(400);
  });

  it('refuses another name for this machine', async () => {
    const headers = { host: `evil.example:${new URL(host.origin).port}`, cookie: browser };
    expect(await knock(host.origin, route, headers)).toEqual({ status: 421, code: 'wrong-host' });
  });

  it(
    first ? 'is answered before anybody has signed in' : 'shows nothing before somebody has signed in',
    async () => {
      const wanted = unsigned ?? { status: 401, code: 'sign-in-required' };
      const roles: Sent[] = ['desk', 'wall', 'connections'].map((role) => ({ 'x-window-role': role }));
      for (const headers of [...roles, {}, { 'x-session': 'guessed' }] as Sent[]) {
        const there = await ask(closed, route, headers);
        if (first) expect(there.code).not.toBe('sign-in-required');
        else expect(there).toEqual(wanted);
      }
      const page = await knock(host.pageOrigin, route, { cookie: browser });
      if (!first && unsigned === null) expect(page).toEqual(wanted);
      else if (!first) expect(page.status).toBeGreaterThanOrEqual(400);
    },
  );

  it('can be read by everybody where no sign-in is required, and needs one to write', async () => {
    const there = await ask(open, route, { 'x-window-role': 'desk' });
    expect(there.code).not.toBe('sign-in-required');
    if (route.write !== null && route.write.right !== null)
      expect(there).toEqual({ status: 401, code: 'no-session' });
  });

  it(
    forWalls ? 'answers a browser that is bound to walls' : 'refuses a browser that is bound to walls',
    async () => {
      if (name === 'signOut') return;
      const claims: Sent[] = [{}, { 'x-window-role': 'desk' }, { 'x-window-role': 'connections' }];
      for (const claim of claims) {
        const there = await knock(host.pageOrigin, route, { ...claim, cookie: wallBrowser });
        if (!forWalls) expect(there.status === 403 || there.code === 'sign-in-required').toBe(true);
        else if (route.method === 'GET') expect(there.code).not.toBe('sign-in-required');
        // Nor does a session make more of it than a wall.
        const session = { 'x-session': tokens.get('admin') ?? '' };
        const signed = await knock(host.pageOrigin, route, { ...claim, ...session, cookie: wallBrowser });
        if (!forWalls) expect(signed).toEqual({ status: 403, code: 'not-on-a-wall' });
      }
    },
  );

  it.each(Role.options)('gives %s what the role has, and no more', async (role) => {
    if (name === 'signOut') return;
    const headers = { 'x-window-role': 'desk', 'x-session': tokens.get(role) ?? '' };
    const there = await ask(closed, route, headers);
    expect(there.code).not.toBe('sign-in-required');
    expect(there.code).not.toBe('no-session');
    expect(there.status).toBeLessThan(500);
    const write = route.write?.right ?? 'signed-in';
    const may = write === 'signed-in' || HOLDERS[write].includes(role);
    if (write !== 'signed-in') expect(there.code === 'forbidden').toBe(!may);
  });
});

it('lets a wall read through its link only what walls may, and end with nothing else', async () => {
  const from = (path: string) => closed.city.fetch(new Request(`http://city${path}`), WALL_LINK);
  expect((await from('/api/cases?limit=5')).status).toBe(200);
  expect(codeIn(await (await from('/api/sources')).text())).not.toBe('');
});
