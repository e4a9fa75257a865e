import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWebHost, type WebHost } from '../../../electron/host/webHost.ts';

let dir: string;
let host: WebHost;
let port: number;
let asked = 0;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cw-host-'));
  await mkdir(join(dir, 'page', 'assets'), { recursive: true });
  await writeFile(
    join(dir, 'page', 'index.html'),
    '<!doctype html><html><head><style>a{}</style></head></html>',
  );
  await writeFile(join(dir, 'page', 'assets', 'app-abc123.js'), 'console.log(1)');
  await writeFile(join(dir, 'secret.json'), '{}');
  host = await startWebHost({
    fetch: async () => {
      asked++;
      return Response.json({ ok: true });
    },
    port: 0,
    rendererDir: join(dir, 'page'),
  });
  port = Number(new URL(host.origin).port);
});
afterAll(async () => {
  await host.close();
  await rm(dir, { recursive: true });
});

/** Raw, since fetch forbids setting Host, Origin and Cookie. */
function ask(path: string, headers: Record<string, string>, method = 'GET') {
  return new Promise<{
    status: number;
    headers: Record<string, string | string[] | undefined>;
    text: string;
  }>((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    });
    sent.on('error', reject).end();
  });
}
const bearer = () => ({ authorization: `Bearer ${host.token}` });

describe('who may ask', () => {
  it.each([
    ['no token at all', {}, 401],
    ['a wrong token', { authorization: 'Bearer nonsense' }, 401],
    ['a made-up cookie', { cookie: 'citywhistle=1' }, 401],
    ['basic authentication', { authorization: 'Basic abc' }, 401],
  ])('refuses %s', async (_, headers, status) => {
    const before = asked;
    const answer = await ask('/api/status', headers);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text).error).toMatchObject({
      code: 'no-token',
      message: expect.stringMatching(/令牌/),
    });
    expect(asked).toBe(before);
  });

  it.each(['evil.example', '127.0.0.1', '127.0.0.1:1', '0.0.0.0', '127.0.0.1.nip.io'])(
    'refuses the host «%s» even with the token (DNS rebinding)',
    async (name) => {
      const before = asked;
      const answer = await ask('/api/status', { ...bearer(), host: name });
      expect([400, 421]).toContain(answer.status);
      expect(asked).toBe(before);
    },
  );

  it.each(['http://evil.example', 'null', 'http://127.0.0.1:1', 'https://localhost'])(
    'refuses the origin %s even with the token',
    async (origin) => {
      expect((await ask('/api/status', { ...bearer(), origin }, 'POST')).status).toBe(403);
    },
  );

  it('refuses a request that another site made', async () => {
    const headers = { ...bearer(), 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
    expect((await ask('/api/status', headers)).status).toBe(403);
  });

  it.each(['127.0.0.1', 'localhost', 'LOCALHOST'])('answers %s with the token', async (name) => {
    const headers = { ...bearer(), host: `${name}:${port}`, origin: `http://${name.toLowerCase()}:${port}` };
    expect((await ask('/api/status', headers)).status).toBe(200);
  });
});

describe('the link', () => {
  it('is exchanged once for a strict cookie, and leaves the address', async () => {
    const { pathname, search } = new URL(host.url);
    expect((await ask('/?token=wrong', {})).status).toBe(401);
    const first = await ask(`${pathname}${search}&role=wall`, {});
    expect(first.status).toBe(303);
    expect(first.headers['location']).toBe('/?role=wall');
    const cookie = String(first.headers['set-cookie']);
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict; Path=\//);
    expect(cookie).not.toContain(host.token);
    const session = { cookie: cookie.split(';')[0] ?? '' };
    expect((await ask('/api/status', session)).status).toBe(200);
    expect((await ask('/', session)).status).toBe(200);
    const second = await ask(`${pathname}${search}`, {});
    expect(second.status).toBe(401);
    expect(second.headers['content-type']).toMatch(/text\/html/);
    expect(second.text).toContain('只能使用一次');
    expect(second.headers['set-cookie']).toBeUndefined();
    // Reloaded by its owner: just sent on.
    expect((await ask(`${pathname}${search}`, session)).status).toBe(303);
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
    const bare = await startWebHost({
      fetch: async () => Response.json({}),
      port: 0,
      rendererDir: join(dir, 'none'),
    });
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
