import { execFile, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { DEMO_PIN } from '../../../electron/city/people/demoPin.ts';
import { DIALECTS } from '../../../electron/city/sync/open311/presets.ts';
import { SessionInfo } from '../../../shared/contract/people.ts';
import { eventually } from '../../support/city.ts';
import { folder } from '../../support/hostCommands.ts';
import { hostFile } from '../../support/hostFiles.ts';

const FirstLine = z.object({ url: z.string(), token: z.string(), pid: z.int() });
const NOBODY = '65534';
const KEY = 'top-s3cret-key';
/** One pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A folder for everything that one run writes: data, anchor, settings. */
function folders() {
  const top = folder();
  const [data, anchor, settings] = ['data', 'anchor', 'settings'].map((name) => join(top, name));
  mkdirSync(anchor ?? '', { mode: 0o700 });
  return { top, data: data ?? '', anchor: anchor ?? '', settings: settings ?? '' };
}

/** The web host under a umask, having kept a key, an upload, an attachment and an answer to `unlock`. */
async function runUnder(umask: string, { data, anchor, settings }: ReturnType<typeof folders>) {
  const args = ['-c', `umask ${umask}; exec "$0" "$@"`, process.execPath, hostFile('serve.ts')];
  const flags = ['--demo', '--no-open', '--port', '0', '--data', data, '--anchor', anchor];
  const env = { ...process.env, XDG_CONFIG_HOME: settings };
  const child = spawn('sh', [...args, ...flags], { stdio: ['ignore', 'pipe', 'ignore'], env });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const line = await new Promise<string>((resolve) =>
    createInterface({ input: child.stdout }).once('line', resolve),
  );
  const { url, token, pid } = FirstLine.parse(JSON.parse(line));
  const { origin } = new URL(url);
  async function send(path: string, body: string | Blob, session: string): Promise<unknown> {
    const headers = { Authorization: `Bearer ${token}`, 'X-Session': session };
    const typed = typeof body === 'string' ? { ...headers, 'Content-Type': 'application/json' } : headers;
    const answer = await fetch(`${origin}${path}`, { method: 'POST', headers: typed, body });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
  const signIn = JSON.stringify({ operator: 'demo-admin', pin: DEMO_PIN });
  const { token: session } = SessionInfo.parse(await send('/api/session', signIn, ''));
  const config = {
    ...{ kind: 'open311', id: 'kept', name: '来源', url: 'http://127.0.0.1:9/', dialect: DIALECTS.plain },
    ...{ pollSeconds: 3600, paused: true, crs: 'wgs84', zone: 'Asia/Shanghai', jurisdiction: null },
    auth: { in: 'query', name: 'api_key' },
  };
  await send('/api/sources', JSON.stringify({ config, secret: KEY }), session);
  await send(
    '/api/uploads?filename=a.csv',
    new Blob(['案件编号,上报时间\n1,2026-10-01 08:00:00\n']),
    session,
  );
  await send('/api/attachments?filename=a.png', new Blob([PNG]), session);
  const stop = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  };
  return { origin, token, pid, stop };
}

/** Everything in these folders: `path mode`, and what others may use of it. */
function walk(dirs: string[]): { names: string[]; open: string[] } {
  const all = dirs.flatMap((dir) => [
    dir,
    ...readdirSync(dir, { recursive: true, encoding: 'utf8' }).map((name) => join(dir, name)),
  ]);
  const open = all.flatMap((path) => {
    // Gone since it was listed: a WAL that was closed.
    if (!existsSync(path)) return [];
    const mode = statSync(path).mode & 0o777;
    return mode === (statSync(path).isDirectory() ? 0o700 : 0o600) ? [] : [`${path} ${mode.toString(8)}`];
  });
  return { names: all, open };
}

describe.skipIf(process.platform === 'win32')('files', () => {
  it.each(['000', '077'])(
    'are 0600 and folders 0700 under umask %s, while it runs and after',
    async (umask) => {
      const where = folders();
      const { stop } = await runUnder(umask, where);
      const dirs = [where.data, where.anchor, where.settings];
      await eventually('the first anchor', async () => readdirSync(where.anchor).length > 0);
      const during = walk(dirs);
      expect(during.open).toEqual([]);
      const has = (pattern: RegExp) =>
        expect(during.names.filter((name) => pattern.test(name))).not.toEqual([]);
      for (const pattern of [
        /city\.db$/,
        /city\.db-wal$/,
        /city\.db-shm$/,
        /city\.lock$/,
        /simulated\.json$/,
        /secrets\.json$/,
        /\/logs\/city.*/,
        /\/uploads\/.+/,
        /\/attachments\/.+/,
        /\/web\/open\.html$/,
        /\/web\/links\/.+/,
        /\/web\/address\.json$/,
        /\/anchor\/.+/,
        /\/settings\/.*seal\/.+/,
      ])
        has(pattern);
      await stop();
      const after = walk(dirs);
      expect(after.open).toEqual([]);
      expect(after.names.filter((name) => /columns\.cache/.test(name))).not.toEqual([]);
    },
  );
});

const SETPRIV = '/usr/bin/setpriv';
/** Whether this process may become another user. */
const isRoot = process.platform === 'linux' && process.getuid?.() === 0 && existsSync(SETPRIV);

/** Runs a program as another user of this machine: its exit code and output. */
function asNobody(program: string, ...args: string[]): Promise<{ code: number; out: string }> {
  return new Promise((resolve) => {
    const user = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];
    const child = execFile(SETPRIV, [...user, program, ...args], (_, out) =>
      resolve({ code: child.exitCode ?? -1, out }),
    );
  });
}

describe.runIf(isRoot)('another user of this machine', () => {
  it('reads no file, no link and no key, and is answered nothing at the port', async () => {
    const where = folders();
    // A home that others may enter, as many are.
    for (const dir of [where.top]) chmodSync(dir, 0o755);
    const { origin, token, pid, stop } = await runUnder('000', where);
    await eventually('the first anchor', async () => readdirSync(where.anchor).length > 0);
    expect((await asNobody('ls', where.top)).out).toContain('data');
    for (const dir of [where.data, where.anchor, where.settings])
      expect((await asNobody('ls', dir)).code, dir).not.toBe(0);
    // Nor where somebody opened the folders: each file is for its user alone.
    const { names } = walk([where.data, where.settings]);
    for (const path of names) if (statSync(path).isDirectory()) chmodSync(path, 0o755);
    const files = names.filter((path) => existsSync(path) && statSync(path).isFile());
    expect(files.length).toBeGreaterThan(10);
    expect(await asNobody('cat', ...files)).toEqual({ code: 1, out: '' });
    expect((await asNobody('cat', `/proc/${pid}/environ`)).code).not.toBe(0);
    expect(readFileSync(`/proc/${pid}/cmdline`, 'latin1')).not.toContain(token);

    const { host, port } = new URL(origin);
    for (const path of ['/api/cases', '/api/operators', '/', '/?code=guessed']) {
      const request = `GET ${path} HTTP/1.1\\r\\nHost: ${host}\\r\\nConnection: close\\r\\n\\r\\n`;
      const script = `exec 3<>/dev/tcp/127.0.0.1/${port}; printf '${request}' >&3; cat <&3`;
      expect((await asNobody('bash', '-c', script)).out, path).toMatch(/^HTTP\/1\.1 401 /);
    }
    await stop();
  });
});
