import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withBoundRole } from '../../../electron/city/api/sentFrom.ts';
import { startWebHost, type WebHost } from '../../../electron/host/webHost.ts';
import { cookieOf, pageRequest } from '../../support/pageRequest.ts';

let dir: string;
let host: WebHost;
let port: string;
let pageHost: string;
let now = Date.parse('2026-11-24T09:00:00+08:00');
/** What reached the service, with the window's role that it was told. */
const reached: { path: string; role: string | null }[] = [];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cw-host-'));
  await mkdir(join(dir, 'page', 'assets'), { recursive: true });
  await writeFile(
    join(dir, 'page', 'index.html'),
    '<!doctype html><html><head><style>a{}</style></head></html>',
  );
  await writeFile(join(dir, 'page', 'assets', 'app-abc123.js'), 'console.log(1)');
  await writeFile(join(dir, 'secret.json'), '{}');
  host = await start('page');
  ({ port } = new URL(host.origin));
  pageHost = new URL(host.pageOrigin).host;
});
afterAll(async () => {
  await host.close();
  await rm(dir, { recursive: true });
});

function start(rendererDir: string): Promise<WebHost> {
  return startWebHost({
    fetch: async (request, from) => {
      const { headers } = withBoundRole(request, from);
      reached.push({ path: new URL(request.url).pathname, role: headers.get('x-window-role') });
      return Response.json({ ok: true });
    },
    port: 0,
    dataDir: dir,
    now: () => now,
    rendererDir: join(dir, rendererDir),
  });
}

function ask(path: string, headers: Record<string, string>, method = 'GET') {
  return pageRequest(`http://127.0.0.1:${port}${path}`, { method, headers, body: null });
}
const onPage = (path: string, headers: Record<string, string>) => ask(path, { host: pageHost, ...headers });
const bearer = () => ({ authorization: `Bearer ${host.token}` });

/** Signs a browser in and returns what it sends from then on. */
async function browser(rights: 'wall' | 'operator') {
  return { cookie: cookieOf(await onPage(`/?code=${host.links.create(rights)}`, {})) };
}

describe('who may ask', () => {
  it.each([
    ['no token at all', {}, 401],
    ['a wrong token', { authorization: 'Bearer nonsense' }, 401],
    ['a made-up cookie', { cookie: 'citywhistle=1' }, 401],
    ['basic authentication', { authorization: 'Basic abc' }, 401],
  ])('refuses %s', async (_, headers, status) => {
    const before = reached.length;
    const answer = await ask('/api/status', headers);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text).error).toMatchObject({
      code: 'no-token',
      message: expect.stringMatching(/令牌/),
    });
    expect(reached.length).toBe(before);
  });

  const foreignNames = [
    ...['evil.example', '0.0.0.0', '127.0.0.1.nip.io'],
    ...['other.localhost', 'cw-0000000000000000.localhost'],
  ];

  it.each([...foreignNames, ...['127.0.0.1', '127.0.0.1:1']])(
    'refuses the host «%s» even with the token (DNS rebinding)',
    async (name) => {
      const before = reached.length;
      const answer = await ask('/api/status', { ...bearer(), host: name });
      expect([400, 421]).toContain(answer.status);
      const withPort = await ask('/api/status', { ...bearer(), host: `${name.replace(/:.*/, '')}x:${port}` });
      expect(withPort.status).toBe(421);
      expect(reached.length).toBe(before);
    },
  );

  it.each(foreignNames)('refuses the host «%s» at the right port too', async (name) => {
    const before = reached.length;
    expect((await ask('/api/status', { ...bearer(), host: `${name}:${port}` })).status).toBe(421);
    expect(reached.length).toBe(before);
  });

  it.each([
    ...['http://evil.example', 'null', 'http://127.0.0.1:1', 'https://localhost'],
    ...['http://other.localhost', 'file://'],
    ...['http://other.localhost:PORT', 'http://cw-0000000000000000.localhost:PORT'],
  ])('refuses the origin %s even with the token', async (named) => {
    const origin = named.replace('PORT', port);
    expect((await ask('/api/status', { ...bearer(), origin }, 'POST')).status).toBe(403);
  });

  it.each(['cross-site', 'same-site'])('refuses what a page of another site made: %s', async (site) => {
    const headers = { ...bearer(), 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' };
    expect((await ask('/api/status', headers)).status).toBe(403);
  });

  it.each(['127.0.0.1', 'localhost', 'LOCALHOST'])('answers %s with the token', async (name) => {
    const headers = { ...bearer(), host: `${name}:${port}`, origin: `http://${name.toLowerCase()}:${port}` };
    expect((await ask('/api/status', headers)).status).toBe(200);
  });

  it("takes the cookie at the page's own name only", async () => {
    const session = await browser('operator');
    expect((await onPage('/api/status', session)).status).toBe(200);
    // There every other server of this machine would be sent it too.
    for (const name of ['127.0.0.1', 'localhost'])
      expect((await ask('/api/status', { ...session, host: `${name}:${port}` })).status).toBe(401);
  });
});

describe('the link', () => {
  it("leads to the page's own name, is exchanged once for a strict cookie, and leaves the address", async () => {
    const { pathname, search } = new URL(host.url);
    expect((await ask('/?code=wrong', {})).status).toBe(401);
    const onward = await ask(`${pathname}${search}&role=wall`, {});
    expect(onward.status).toBe(303);
    expect(onward.headers['set-cookie']).toBeUndefined();
    const there = new URL(String(onward.headers.location));
    expect(there.host).toBe(pageHost);
    expect(there.searchParams.get('role')).toBe('wall');

    const first = await onPage(there.pathname + there.search, {});
    expect(first.status).toBe(303);
    expect(first.headers.location).toBe('/?role=wall');
    const cookie = String(first.headers['set-cookie']);
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict; Path=\//);
    expect(cookie).not.toContain(host.token);
    const session = { cookie: cookieOf(first) };
    expect((await onPage('/api/status', session)).status).toBe(200);
    expect((await onPage('/', session)).status).toBe(200);

    for (const second of [await onPage(`${pathname}${search}`, {}), await ask(`${pathname}${search}`, {})]) {
      expect(second.status).toBe(401);
      expect(second.headers['content-type']).toMatch(/text\/html/);
      expect(second.text).toContain('只能使用一次');
      expect(second.text).toContain('npm run link');
      expect(second.headers['set-cookie']).toBeUndefined();
      expect(second.headers.location).toBeUndefined();
    }
    // Reloaded by its owner: just sent on.
    const again = await onPage(`${pathname}${search}`, session);
    expect(again.status).toBe(303);
    expect(again.headers.location).toBe('/');
  });

  it("names the page's own name to nobody who has no good code", async () => {
    for (const path of ['/', '/?code=x', '/api/status', '/launch', '/nothing']) {
      const answer = await ask(path, {});
      expect(JSON.stringify(answer)).not.toContain(pageHost.split('.')[0]);
    }
  });

  it('is no token, and the token is no link', async () => {
    expect(host.url).not.toContain(host.token);
    const code = host.links.create('operator');
    expect((await ask('/api/status', { authorization: `Bearer ${code}` })).status).toBe(401);
    expect((await onPage(`/?code=${host.token}`, {})).status).toBe(401);
  });

  it('is good for a day', async () => {
    const started = now;
    const [early, late, back] = [1, 2, 3].map(() => host.links.create('operator'));
    now = started + 23 * 3_600_000;
    expect((await onPage(`/?code=${early}`, {})).status).toBe(303);
    now = started + 24 * 3_600_000;
    expect((await onPage(`/?code=${late}`, {})).status).toBe(401);
    now = started - 24 * 3_600_000;
    expect((await onPage(`/?code=${back}`, {})).status).toBe(401);
    now = started;
  });

  it('lets one of two browsers in that open it at once', async () => {
    const code = host.links.create('operator');
    const answers = await Promise.all([1, 2, 3, 4].map(() => onPage(`/?code=${code}`, {})));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 401, 401, 401]);
  });
});

describe('the form of the link file', () => {
  function launch(body: string, headers: Record<string, string>) {
    return pageRequest(`http://127.0.0.1:${port}/launch`, {
      method: 'POST',
      headers: { host: pageHost, 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body,
    });
  }
  const fromFile = { origin: 'null', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };

  it('signs in with the code in the body, and goes on to the page by itself', async () => {
    const code = host.links.create('operator');
    const answer = await launch(`code=${code}`, fromFile);
    expect(answer.status).toBe(200);
    expect(answer.headers['refresh']).toBe('0; url=/');
    expect(answer.text).not.toContain(code);
    const session = { cookie: cookieOf(answer) };
    expect((await onPage('/api/status', session)).status).toBe(200);
    expect((await launch(`code=${code}`, fromFile)).status).toBe(401);
  });

  it('is refused from a web page, with a wrong code, without one, and where it is far too long', async () => {
    const code = host.links.create('operator');
    expect((await launch(`code=${code}`, { origin: 'http://evil.example' })).status).toBe(403);
    for (const body of ['', 'code=', 'code=wrong', `code=${code}&pad=${'x'.repeat(2000)}`])
      expect((await launch(body, fromFile)).status).toBe(401);
    const elsewhere = await ask('/launch', { ...fromFile, host: `127.0.0.1:${port}` }, 'POST');
    expect(elsewhere.status).toBe(403);
    expect((await launch(`code=${code}`, fromFile)).status).toBe(200);
  });
});

describe('a browser that was let in for walls', () => {
  it('is a wall in every request, whatever its page says', async () => {
    const session = await browser('wall');
    for (const said of ['', 'desk', 'whistles']) {
      reached.length = 0;
      await onPage('/api/quarantine', { ...session, 'x-window-role': said });
      expect(reached).toEqual([{ path: '/api/quarantine', role: 'wall' }]);
    }
    reached.length = 0;
    await onPage('/api/quarantine', { ...(await browser('operator')), 'x-window-role': 'desk' });
    expect(reached).toEqual([{ path: '/api/quarantine', role: 'desk' }]);
  });

  it('is led to the wall when it opens another window', async () => {
    const session = await browser('wall');
    for (const path of ['/?role=desk&kiosk=1', '/index.html?role=desk&kiosk=1'])
      expect((await onPage(path, session)).headers.location).toBe('/?role=wall&kiosk=1');
    expect((await onPage('/?role=wall', session)).status).toBe(200);
  });

  it('may open more only with a link for more', async () => {
    const session = await browser('wall');
    const answer = await onPage(`/?code=${host.links.create('operator')}`, session);
    const more = { cookie: cookieOf(answer) };
    expect((await onPage('/?role=desk', more)).status).toBe(200);
    expect((await onPage('/?role=desk', session)).status).toBe(303);
  });
});

describe('every answer', () => {
  it('may load and run nothing where it is data, and use only the features that the console needs', async () => {
    for (const path of ['/api/status', '/assets/app-abc123.js', '/nothing', '/']) {
      const { headers } = await ask(path, bearer());
      expect(String(headers['content-security-policy'])).toContain("default-src 'none'");
      expect(String(headers['permissions-policy'])).toMatch(/window-management=\(self\).*camera=\(\)/);
    }
  });
});

describe('the page', () => {
  it('allows styles from its own files alone, and is served as it was built', async () => {
    const answer = await ask('/', bearer());
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toMatch(/style-src 'self'(;|$)/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|nonce|\*|https?:/);
    expect(answer.text).toBe(await readFile(join(dir, 'page', 'index.html'), 'utf8'));
  });

  it('is kept for ever where its name is hashed, asked again where it is not', async () => {
    const asset = await ask('/assets/app-abc123.js', bearer());
    expect(asset.headers['cache-control']).toContain('immutable');
    expect(asset.headers['x-content-type-options']).toBe('nosniff');
    expect((await ask('/', bearer())).headers['cache-control']).toContain('no-cache');
  });

  it.each([
    '/../secret.json',
    '/..%2fsecret.json',
    '/assets/..%2f..%2fsecret.json',
    '/%00',
    '/%E0%A4%A',
    '/nothing.js',
  ])('gives nothing for %s', async (path) => {
    expect((await ask(path, bearer())).status).toBe(404);
  });

  it('tells how to build it where it is missing, while the API works', async () => {
    const bare = await start('none');
    try {
      const headers = { Authorization: `Bearer ${bare.token}` };
      const page = await fetch(`${bare.origin}/`, { headers });
      expect(await page.text()).toContain('npm run build');
      expect((await fetch(`${bare.origin}/api/status`, { headers })).status).toBe(200);
    } finally {
      await bare.close();
    }
  });
});
