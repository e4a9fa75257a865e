import { createHmac, createPrivateKey } from 'node:crypto';
import { chmodSync, copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request as plainRequest } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import { type Socket, connect as tcpConnect } from 'node:net';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileSecrets } from '../../../electron/city/secrets/fileSecrets.ts';
import { LaunchError } from '../../../electron/host/exitCodes.ts';
import { readFlags } from '../../../electron/host/flags.ts';
import { readCertificate } from '../../../electron/host/pushEntrance/certificate.ts';
import { type PushListenerLimits, startPushListener } from '../../../electron/host/pushEntrance/listener.ts';
import { openPushEntrance, type PushEntrance } from '../../../electron/host/pushEntrance/openPushEntrance.ts';
import { PushAnswer, PushKey } from '../../../shared/contract/push.ts';
import { SourceEntry } from '../../../shared/contract/routes/sources.ts';
import { SourceConfig, SourceInput } from '../../../shared/contract/sources.ts';
import { CityStatus } from '../../../shared/contract/status.ts';
import { openTestCity, type TestCity, testPack } from '../../support/city.ts';
import { folder, running } from '../../support/hostCommands.ts';
import { run } from '../../support/hostFiles.ts';

const START = Date.UTC(2026, 10, 30, 2);
const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/tls/${name}`, import.meta.url));
const AUTHORITY = readFileSync(fixture('authority.pem'), 'utf8');
const RENEWED = readFileSync(fixture('renewed.pem'), 'utf8');
const SOURCE = SourceInput.parse({
  ...{ kind: 'push', id: 'hotline', name: '热线平台', pollSeconds: 600, paused: false, crs: 'wgs84' },
  ...{ zone: 'Asia/Shanghai', auth: { in: 'none' }, rowsPath: '' },
  mapping: { fields: { id: 'no', requestedAt: 'at', status: 'status', title: 'title' } },
});

let city: TestCity;
let now = START;
let dir: string;
let entrance: PushEntrance | null = null;
let used = 0;

beforeEach(async () => {
  now = START;
  dir = folder();
  install('server');
  city = await openTestCity({ dataDir: null, pack: testPack(), sources: [], now: () => now });
  await city.signInAsAdministrator();
});
afterEach(async () => {
  await entrance?.close();
  entrance = null;
  await city.removeData();
});

const certificateFile = () => join(dir, 'city.pem');
const keyFile = () => join(dir, 'city.key');

/** Puts a certificate of the fixtures into the place of the installed one. */
function install(name: 'server' | 'renewed'): void {
  copyFileSync(fixture(`${name}.pem`), certificateFile());
  copyFileSync(fixture(`${name}.key`), keyFile());
  chmodSync(keyFile(), 0o600);
}

async function open(changes: { passphrase?: string | null; port?: number } = {}): Promise<PushEntrance> {
  entrance = await openPushEntrance({
    flags: {
      ...{ host: '127.0.0.1', port: changes.port ?? 0 },
      ...{ certificate: certificateFile(), key: keyFile(), passphrase: changes.passphrase ?? null },
    },
    city: city.city,
    secrets: fileSecrets({ dataDir: city.dataDir, platform: process.platform }),
    ...{ platform: process.platform, now: () => now, zone: 'Asia/Shanghai' },
    logger: { info() {}, warn() {}, error() {} },
  });
  return entrance;
}

async function addSource(): Promise<string> {
  await city.send('POST', '/api/sources', { config: SOURCE }, SourceEntry);
  return (await city.send('POST', '/api/sources/hotline/push-key', undefined, PushKey)).key;
}

type Answer = { status: number; text: string; headers: IncomingHttpHeaders; certificate: string | null };
type Sent = { method?: string; path?: string; headers?: Record<string, string>; body?: string | Buffer };

/** One request of another machine, which trusts the authority of the fixtures and `trusted`. */
function ask(origin: string, sent: Sent, tls: RequestOptions = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sending = request(
      `${origin}${sent.path ?? '/api/push/hotline'}`,
      {
        method: sent.method ?? 'POST',
        headers: sent.headers ?? {},
        ca: [AUTHORITY, RENEWED],
        agent: false,
        ...tls,
      },
      (incoming) => {
        const socket = incoming.socket as TLSSocket;
        const certificate = socket.getPeerX509Certificate()?.subject ?? null;
        let text = '';
        incoming.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode ?? 0, text, headers: incoming.headers, certificate }),
        );
      },
    );
    sending.on('error', reject);
    sending.end(sent.body ?? '');
  });
}

function signed(key: string, body: string): Sent {
  used += 1;
  const [timestamp, nonce] = [String(Math.floor(now / 1000)), `nonce-of-entrance-${used}`];
  const signature = createHmac('sha256', key).update(`${timestamp}\n${nonce}\n${body}`, 'utf8').digest('hex');
  const headers = {
    ...{ 'X-CityWhistle-Timestamp': timestamp, 'X-CityWhistle-Nonce': nonce },
    'X-CityWhistle-Signature': signature,
  };
  return { headers, body };
}

const row = (no: string) => ({ no, at: '2026-11-30 09:00:00', status: '处理中', title: '井盖缺失' });
const originOf = (opened: PushEntrance): string => {
  const origin = opened.origin();
  if (origin === null) throw new Error('the entrance is closed');
  return origin;
};
const codes = async () =>
  (await city.status()).warnings.map(({ code }) => code).filter((code) => /push/.test(code));

describe('the entrance for pushes from the network', () => {
  it('is open only while a source is pushed to, takes its pushes, and is told', async () => {
    const opened = await open();
    expect(opened.origin()).toBeNull();
    expect(await codes()).toEqual(['push-entrance-idle']);
    const key = await addSource();
    await opened.check();
    expect(await codes()).toEqual(['push-entrance-open']);
    const answer = await ask(originOf(opened), signed(key, JSON.stringify([row('1'), row('2')])));
    expect(PushAnswer.parse(JSON.parse(answer.text))).toMatchObject({ received: 2, stored: 2 });
    const again = await city.send('POST', '/api/sources/hotline/push-key', undefined, PushKey);
    expect(again.network).toBe(opened.origin());
    const before = originOf(opened);
    await city.request('/api/sources/hotline', { method: 'DELETE' });
    await opened.check();
    expect(opened.origin()).toBeNull();
    await expect(ask(before, signed(key, '[]'))).rejects.toThrow(/ECONNREFUSED/);
  });

  it('answers nothing but pushes, without a word', async () => {
    await addSource();
    const origin = originOf(await open());
    const asked: [string, string][] = [
      ['GET', '/'],
      ['GET', '/api/status'],
      ['POST', '/api/sources'],
      ['GET', '/api/events'],
      ['POST', '/api/push/hotline/'],
      ['POST', '/api/push/hotline?a=1'],
      ['POST', '/api/push/%68otline'],
      ['POST', '/api/push/../status'],
      ['OPTIONS', '*'],
    ];
    for (const [method, path] of asked) {
      const { status, text, headers } = await askRaw(origin, `${method} ${path} HTTP/1.1`);
      expect([method, path, status, text]).toEqual([method, path, 404, '']);
      expect(headers).not.toMatch(/server|powered|allow/i);
    }
    for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      const { status, text } = await ask(origin, { method });
      expect([method, status, text]).toEqual([method, 405, '']);
    }
  });

  it('hands no other header to the service', async () => {
    const seen: string[][] = [];
    const listener = await listen({}, async (given) => {
      seen.push([...given.headers.keys()]);
      return Response.json({});
    });
    const headers = {
      authorization: 'Bearer x',
      cookie: 'a=b',
      'x-session': 's',
      'x-window-role': 'operator',
    };
    await ask(listener.origin, {
      ...signed('k', '[]'),
      headers: { ...signed('k', '[]').headers, ...headers },
    });
    expect(seen).toEqual([['x-citywhistle-nonce', 'x-citywhistle-signature', 'x-citywhistle-timestamp']]);
    await listener.close();
  });

  it('refuses before the body where no signature is stated, and too long bodies', async () => {
    await addSource();
    const origin = originOf(await open());
    // The body never comes: an answer proves that it was not waited for.
    expect(await askRaw(origin, 'POST /api/push/hotline HTTP/1.1', 'Content-Length: 1000\r\n')).toMatchObject(
      {
        status: 401,
      },
    );
    const long = 'Content-Length: 1048577\r\nExpect: 100-continue\r\n';
    expect(await askRaw(origin, 'POST /api/push/hotline HTTP/1.1', long)).toMatchObject({
      status: 413,
      text: '',
    });
    const { headers } = signed('another', 'x');
    const chunked = await ask(origin, {
      headers: { ...headers, 'transfer-encoding': 'chunked' },
      body: Buffer.alloc(1_100_000, 32),
    }).catch((error: NodeJS.ErrnoException) => ({ status: 413, text: error.code }));
    expect(chunked.status).toBe(413);
    const big = `X-Long: ${'a'.repeat(9_000)}\r\n`;
    expect(await askRaw(origin, 'POST /api/push/hotline HTTP/1.1', big)).toMatchObject({ status: 431 });
  });

  it('speaks no TLS below 1.2, and no plain HTTP', async () => {
    await addSource();
    const origin = originOf(await open());
    const old: RequestOptions = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' };
    await expect(ask(origin, { method: 'GET' }, old)).rejects.toThrow();
    expect((await ask(origin, { method: 'GET' }, { maxVersion: 'TLSv1.2' })).status).toBe(405);
    const plain = new Promise((resolve, reject) => {
      plainRequest(origin.replace('https', 'http'), { protocol: 'http:' }, resolve).on('error', reject).end();
    });
    await expect(plain).rejects.toThrow();
  });

  it('lets no sender hold it', async () => {
    const listener = await listen(
      { connectionsEach: 3, handshakeMs: 300, headersMs: 300, requestMs: 600 },
      () => Promise.resolve(Response.json({})),
    );
    const { hostname, port } = new URL(listener.origin);
    const closedOf = (socket: Socket) =>
      new Promise<void>((resolve) => socket.on('error', () => undefined).on('close', () => resolve()));
    // Says nothing at all, begins headers and never ends them, sends a body drop by drop.
    const silent = tcpConnect(Number(port), hostname);
    const slow = connect({ host: hostname, port: Number(port), ca: AUTHORITY });
    slow.write('POST /api/push/hotline HTTP/1.1\r\nHost: x\r\n');
    const dripping = connect({ host: hostname, port: Number(port), ca: AUTHORITY });
    const lines = Object.entries(signed('k', '').headers ?? {}).map(
      ([name, value]) => `${name}: ${value}\r\n`,
    );
    dripping.write(
      `POST /api/push/hotline HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n${lines.join('')}\r\n`,
    );
    const held = [silent, slow, dripping].map(closedOf);
    const drops = setInterval(() => dripping.write(' '), 50);
    // A fourth connection is not taken.
    await new Promise<void>((resolve) => dripping.once('secureConnect', resolve));
    await closedOf(tcpConnect(Number(port), hostname));
    for (const one of [slow, dripping]) one.resume();
    await Promise.all(held);
    clearInterval(drops);
    expect((await ask(listener.origin, signed('k', '[]'))).status).toBe(200);
    await listener.close();
  });

  it('counts a sender that ends in the middle of its body as no failure of ours', async () => {
    const key = await addSource();
    const origin = originOf(await open());
    const { hostname, port } = new URL(origin);
    const socket = connect({ host: hostname, port: Number(port), ca: AUTHORITY });
    await new Promise<void>((resolve) => socket.once('secureConnect', resolve));
    const lines = Object.entries(signed(key, '').headers ?? {}).map(
      ([name, value]) => `${name}: ${value}\r\n`,
    );
    socket.write(
      `POST /api/push/hotline HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n${lines.join('')}\r\n[`,
    );
    socket.destroy();
    const answer = await ask(origin, signed(key, '[]'));
    expect(answer.status).toBe(200);
    expect(city.log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('takes a new certificate as soon as its files change, and keeps the old one while they are of no use', async () => {
    await addSource();
    const opened = await open();
    const served = async () => (await ask(originOf(opened), { method: 'GET' })).certificate;
    expect(await served()).toBe('CN=127.0.0.1');
    copyFileSync(fixture('renewed.pem'), certificateFile());
    await opened.check();
    expect(await codes()).toEqual(['push-certificate-unusable', 'push-entrance-open']);
    expect((await city.status()).warnings[0]).toMatchObject({ parameters: { reason: 'other-key' } });
    expect(await served()).toBe('CN=127.0.0.1');
    install('renewed');
    await opened.check();
    expect(await codes()).toEqual(['push-entrance-open']);
    expect(await served()).toBe('CN=127.0.0.1 renewed');
    rmSync(certificateFile());
    await opened.check();
    expect((await city.status()).warnings[0]).toMatchObject({
      ...{ code: 'push-certificate-unusable', severity: 'error' },
      parameters: { file: certificateFile(), reason: 'unreadable' },
    });
    expect(await served()).toBe('CN=127.0.0.1 renewed');
  });

  it('warns of a certificate that ends, has ended, or has not begun', async () => {
    const opened = await open();
    const warned = async (at: number) => {
      now = at;
      await opened.check();
      const found = (await city.status()).warnings.find(({ code }) => /certificate/.test(code));
      return found === undefined ? null : [found.severity, found.code, found.parameters];
    };
    const end = Date.UTC(2120, 0, 1);
    expect(await warned(end - 31 * 86_400_000)).toBeNull();
    const at = '2120-01-01 08:00:00';
    expect(await warned(end - 10 * 86_400_000)).toEqual([
      'warning',
      'push-certificate-ends',
      { at, days: 10 },
    ]);
    expect(await warned(end)).toEqual(['error', 'push-certificate-not-valid', { reason: 'over', at }]);
    const before = await warned(Date.UTC(2019, 0, 1));
    expect(before).toEqual([
      'error',
      'push-certificate-not-valid',
      { reason: 'not-yet', at: '2020-01-01 08:00:00' },
    ]);
  });

  it('is closed in a drill', async () => {
    await addSource();
    await city.removeData();
    city = await openTestCity({
      ...{ dataDir: null, pack: testPack(), mode: 'drill', now: () => now },
      sources: [SourceConfig.parse(SOURCE)],
    });
    const opened = await open();
    expect([city.city.pushes(), opened.origin(), await codes()]).toEqual(['drill', null, []]);
  });

  it('says that its port is taken, and opens once it is free', async () => {
    await addSource();
    const other = await listen({}, () => Promise.resolve(new Response()));
    const opened = await open({ port: Number(new URL(other.origin).port) });
    expect(opened.origin()).toBeNull();
    const [told] = (await city.status()).warnings;
    expect(told).toMatchObject({
      code: 'push-entrance-blocked',
      severity: 'error',
      parameters: { reason: 'port-taken' },
    });
    await other.close();
    await opened.check();
    expect(await codes()).toEqual(['push-entrance-open']);
  });

  it('keeps the passphrase of its key in the secret store', async () => {
    const key = createPrivateKey(readFileSync(fixture('server.key')));
    const encrypted = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: '口令 1' } as const;
    writeFileSync(keyFile(), key.export(encrypted));
    const refused = await open().catch((error: unknown) => error);
    expect(String(refused)).toContain('--push-passphrase');
    const passphrase = join(dir, 'passphrase');
    writeFileSync(passphrase, '口令 1\n', { mode: 0o644 });
    expect(String(await open({ passphrase }).catch((error: unknown) => error))).toContain('其他用户也能读取');
    chmodSync(passphrase, 0o600);
    await (await open({ passphrase })).close();
    rmSync(passphrase);
    await addSource();
    expect((await ask(originOf(await open()), { method: 'GET' })).status).toBe(405);
  });

  it.each([
    ['a key that others can read', () => chmodSync(keyFile(), 0o644), '其他用户也能读取'],
    [
      'a key of another certificate',
      () => writeFileSync(keyFile(), readFileSync(fixture('renewed.key'))),
      '不是一对',
    ],
    ['no key', () => writeFileSync(keyFile(), AUTHORITY), '没有 PEM 格式的私钥'],
    ['no certificate', () => copyFileSync(fixture('server.key'), certificateFile()), '没有 PEM 格式的证书'],
    ['a file that is not there', () => rmSync(certificateFile()), '读不到'],
  ])('does not start with %s', async (_, spoil, said) => {
    spoil();
    const failed = await open().catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(LaunchError);
    expect(failed).toMatchObject({ exitCode: 2 });
    expect(String(failed)).toContain(said);
  });
});

describe('npm run serve', () => {
  it('opens the entrance by its flags, beside the console', async () => {
    const flags = ['--push-listen', '127.0.0.1:0', '--push-cert', certificateFile(), '--push-key', keyFile()];
    const key = await addSource();
    await city.close();
    const served = await running(flags, city.dataDir);
    const { warnings } = CityStatus.parse(await served.get('/api/status'));
    const told = warnings.find(({ code }) => code === 'push-entrance-open');
    const origin = String(told?.parameters?.['origin']);
    now = Date.now();
    const answer = await ask(origin, signed(key, JSON.stringify([row('1')])));
    expect(PushAnswer.parse(JSON.parse(answer.text))).toMatchObject({ stored: 1 });
    expect(await served.stop()).toBe(0);
  });

  it.each([
    [['--push-listen', '127.0.0.1:1'], '--push-cert'],
    [['--push-cert', 'a.pem', '--push-key', 'b'], '--push-listen'],
    [['--push-listen', 'hall.example:1', '--push-cert', 'a', '--push-key', 'b'], 'IP'],
    [['--push-listen', '0.0.0.0:1', '--push-cert', 'a', '--push-key', 'b'], '全部地址'],
    [['--push-listen', '[::]:1', '--push-cert', 'a', '--push-key', 'b'], '全部地址'],
    [['--push-listen', '10.0.0.1', '--push-cert', 'a', '--push-key', 'b'], '端口'],
    [['--push-listen', '10.0.0.1:70000', '--push-cert', 'a', '--push-key', 'b'], '端口'],
  ])('refuses %j', (argv, said) => {
    expect(() => readFlags(argv)).toThrow(said);
  });

  it('ends with 2 where the files are of no use', async () => {
    rmSync(keyFile());
    const flags = ['--push-listen', '127.0.0.1:0', '--push-cert', certificateFile(), '--push-key', keyFile()];
    const { code, err } = await run('serve.ts', ['--no-open', '--port', '0', '--data', folder(), ...flags]);
    expect([code, err]).toEqual([2, expect.stringContaining(keyFile())]);
  });
});

async function listen(limits: Partial<PushListenerLimits>, fetch: (request: Request) => Promise<Response>) {
  const read = readCertificate({ certificate: certificateFile(), key: keyFile() }, null, process.platform);
  if (!read.ok) throw new Error(read.problem.reason);
  const listener = await startPushListener({
    ...{ host: '127.0.0.1', port: 0, certificate: read.certificate, fetch },
    limits: {
      ...{ connections: 64, connectionsEach: 16, handshakeMs: 5_000, headersMs: 5_000 },
      ...{ requestMs: 30_000, idleMs: 60_000, ...limits },
    },
  });
  return { origin: `https://127.0.0.1:${listener.port}`, close: () => listener.close() };
}

/** Sends the head of a request as it stands, and reads until the other side ends. */
async function askRaw(
  origin: string,
  head: string,
  lines = '',
): Promise<{ status: number; headers: string; text: string }> {
  const { hostname, port } = new URL(origin);
  const socket = connect({ host: hostname, port: Number(port), ca: [AUTHORITY, RENEWED] });
  socket.write(`${head}\r\nHost: ${hostname}\r\n${lines}\r\n`);
  let answer = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    answer += chunk;
  });
  await new Promise<void>((resolve, reject) => socket.on('end', resolve).on('error', reject));
  socket.destroy();
  const [headers = '', ...rest] = answer.split('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(headers)?.[1]), headers, text: rest.join('\r\n\r\n') };
}
