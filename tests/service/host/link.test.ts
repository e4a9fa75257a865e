import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folder, running } from '../../support/hostCommands.ts';
import { run } from '../../support/hostFiles.ts';
import { cookieOf, openLink, pageRequest } from '../../support/pageRequest.ts';

async function link(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const { out, ...rest } = await run('link.ts', args);
  return { ...rest, out: out.trim() };
}

/** Code and address in a link file. */
function formIn(path: string): { action: string; code: string } {
  const html = readFileSync(path, 'utf8');
  const found = (pattern: RegExp) => pattern.exec(html)?.[1] ?? '';
  return { action: found(/action="([^"]+)"/), code: found(/value="([^"]+)"/) };
}

/** What the form of a link file sends; its status. */
async function submit(path: string): Promise<number> {
  const { action, code } = formIn(path);
  const headers = { origin: 'null', 'content-type': 'application/x-www-form-urlencoded' };
  return (await pageRequest(action, { method: 'POST', headers, body: `code=${code}` })).status;
}

it('is written at the start for this user alone, and stands in no log', async () => {
  const dataDir = folder();
  const served = await running([], dataDir);
  const path = join(dataDir, 'web', 'open.html');
  const { code } = formIn(path);
  expect(code).toHaveLength(43);
  expect(served.url).not.toContain(code);
  expect(await submit(path)).toBe(200);
  expect(await submit(path)).toBe(401);
  await served.stop();
  const logs = readdirSync(join(dataDir, 'logs')).map((name) => readFileSync(join(dataDir, 'logs', name)));
  expect(logs.length).toBeGreaterThan(0);
  const spent = new URL(served.url).searchParams.get('code') ?? '';
  for (const secret of [code, spent, served.token]) {
    expect(served.errorOutput()).not.toContain(secret);
    expect(Buffer.concat(logs).includes(secret)).toBe(false);
  }
  if (process.platform !== 'win32') {
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'web')).mode & 0o777).toBe(0o700);
  }
});

it('is made anew for a browser that lost its cookie, while the service runs', async () => {
  const dataDir = folder();
  const served = await running([], dataDir);
  await openLink(served.url);
  const made = await link('--data', dataDir, '--no-open');
  expect(made).toMatchObject({ code: 0, out: join(dataDir, 'web', 'open.html') });
  expect(await submit(made.out)).toBe(200);

  const printed = await link('--data', dataDir, '--print');
  expect(printed.out).toMatch(/^http:\/\/cw-[0-9a-f]{16}\.localhost:\d+\/\?code=[\w-]{43}$/);
  expect((await pageRequest(printed.out, { method: 'GET', headers: {}, body: null })).status).toBe(303);
});

it('can bind a browser to walls', async () => {
  const dataDir = folder();
  await running([], dataDir);
  const { out } = await link('--data', dataDir, '--print', '--wall');
  const answer = await pageRequest(out, { method: 'GET', headers: {}, body: null });
  const headers = { cookie: cookieOf(answer), 'x-window-role': 'desk' };
  const asked = await pageRequest(`${new URL(out).origin}/api/quarantine`, {
    ...{ method: 'GET', body: null },
    headers,
  });
  expect(asked.status).toBe(403);
  expect(asked.text).toContain('大屏');
});

it('keeps the name of the page over restarts, so that bookmarks and layouts stay', async () => {
  const dataDir = folder();
  const first = await running([], dataDir);
  const name = (await link('--data', dataDir, '--print')).out.split('.')[0];
  first.child.kill('SIGKILL');
  await new Promise((resolve) => first.child.once('exit', resolve));
  await running([], dataDir);
  expect((await link('--data', dataDir, '--print')).out.split('.')[0]).toBe(name);
});

it('is refused where nothing runs', async () => {
  const dataDir = folder();
  const served = await running([], dataDir);
  served.child.kill('SIGKILL');
  await new Promise((resolve) => served.child.once('exit', resolve));
  const before = readdirSync(join(dataDir, 'web', 'links'));
  const { code, err } = await link('--data', dataDir, '--no-open');
  expect(code).toBe(1);
  expect(err).toContain('没有运行中的网页版服务');
  expect(readdirSync(join(dataDir, 'web', 'links'))).toEqual(before);
});

it('says what is wrong with its flags, and makes no folder', async () => {
  const none = join(folder(), 'none');
  expect(await link()).toMatchObject({ code: 2, err: expect.stringContaining('--data') });
  expect((await link('--data', none, '--wal')).code).toBe(2);
  expect((await link('--data', none)).code).toBe(1);
  expect(existsSync(none)).toBe(false);
  mkdirSync(none);
  expect((await link('--data', none)).code).toBe(1);
  expect(readdirSync(none)).toEqual([]);
});
