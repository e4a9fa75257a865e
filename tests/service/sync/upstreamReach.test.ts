import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { afterEach, describe, expect, it } from 'vitest';
import { classOfAddress } from '../../../electron/city/sync/http/addressRules.ts';
import { createUpstreamHttp } from '../../../electron/city/sync/http/http.ts';
import { DEFAULT_HTTP_LIMITS } from '../../../electron/city/sync/http/limits.ts';
import { sleepOrAbort } from '../../../electron/city/sync/http/sleep.ts';
import type { UpstreamHosts } from '../../../electron/city/sync/http/upstreamHosts.ts';
import { readUpstreamHosts } from '../../../electron/host/upstreamHosts.ts';
import { serveOn } from '../../support/httpServer.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** A server on loopback that redirects to `to`, or answers; `asked` counts its requests. */
async function server(to: string | null): Promise<{ url: string; port: string; asked: () => number }> {
  let asked = 0;
  const { url, close } = await serveOn((_request, response) => {
    asked += 1;
    if (to === null) response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
    else response.writeHead(302, { location: to }).end();
  });
  undo.push(close);
  return { url, port: new URL(url).port, asked: () => asked };
}

function get(url: string, hosts: UpstreamHosts) {
  const http = createUpstreamHttp({
    ...{ fetch, now: Date.now, sleep: sleepOrAbort, random: () => 0, userAgent: 'test', authorities: [] },
    hosts,
    limits: { ...DEFAULT_HTTP_LIMITS, tries: 1 },
  });
  const session = { key: 'one', ratePerMinute: null, credentials: null, tries: null };
  return http.session({ ...session, signal: new AbortController().signal }).get(url, {});
}

/** Resolves names by these tables, each answer of a list once: the connections', and that of a look before a redirect. */
function resolveAs(connections: Record<string, string[]>, looks: Record<string, string>): void {
  const real = { lookup: dns.lookup, promise: dns.promises.lookup };
  const one = (address: string) => ({ address, family: address.includes(':') ? 6 : 4 });
  Object.assign(dns, {
    lookup: (name: string, _: unknown, answer: (error: null, all: { address: string }[]) => void) => {
      const list = connections[name] ?? [];
      answer(null, [one((list.length > 1 ? list.shift() : list[0]) ?? '127.0.0.1')]);
    },
  });
  Object.assign(dns.promises, { lookup: async (name: string) => [one(looks[name] ?? '127.0.0.1')] });
  syncBuiltinESMExports();
  undo.push(() => {
    Object.assign(dns, { lookup: real.lookup });
    Object.assign(dns.promises, { lookup: real.promise });
    syncBuiltinESMExports();
  });
}

describe('an address', () => {
  it.each([
    ['169.254.169.254', 'refused'],
    ['169.254.0.1', 'refused'],
    ['100.100.100.200', 'refused'],
    ['fd00:ec2::254', 'refused'],
    ['0.0.0.0', 'refused'],
    ['::', 'refused'],
    ['224.0.0.1', 'refused'],
    ['255.255.255.255', 'refused'],
    ['fe80::1', 'refused'],
    ['febf::1', 'refused'],
    ['ff02::1', 'refused'],
    ['::ffff:169.254.169.254', 'refused'],
    ['::ffff:a9fe:a9fe', 'refused'],
    ['64:ff9b::a9fe:a9fe', 'refused'],
    ['64:ff9b::', 'refused'],
    ['64:ff9b::1', 'refused'],
    ['::a9fe:a9fe', 'refused'],
    ['::127.0.0.1', 'refused'],
    ['::ffff:0:a9fe:a9fe', 'refused'],
    ['2001:0:a9fe:a9fe::1', 'refused'],
    ['2002:a9fe:a9fe::1', 'refused'],
    ['fd20:ce::254', 'refused'],
    ['fd00:c1::a9fe:a9fe', 'refused'],
    ['168.63.129.16', 'refused'],
    ['192.0.0.192', 'refused'],
    ['upstream.example', 'refused'],
    ['127.0.0.1', 'local'],
    ['10.1.2.3', 'local'],
    ['172.31.255.255', 'local'],
    ['192.168.1.1', 'local'],
    ['::1', 'local'],
    ['fd12::1', 'local'],
    ['::ffff:10.0.0.1', 'local'],
    ['[::1]', 'local'],
    ['64:ff9b::10.0.0.1', 'local'],
    ['64:FF9B::7F00:1', 'local'],
    ['64:ff9b:1::a9fe:a9fe', 'local'],
    ['198.19.0.1', 'local'],
    ['fec0::1', 'local'],
    ['172.32.0.1', 'public'],
    ['223.5.5.5', 'public'],
    ['2400:3200::1', 'public'],
    ['2001:da8::1', 'public'],
    ['::ffff:223.5.5.5', 'public'],
    ['64:ff9b::df05:505', 'public'],
  ])('%s is %s', (address, expected) => {
    expect(classOfAddress(address)).toBe(expected);
  });
});

describe('an upstream', () => {
  it.each([
    ...['http://169.254.169.254/latest/meta-data', 'http://[fe80::1]/', 'http://224.0.0.1/'],
    ...['http://0.0.0.0:1/', 'http://0xa9fea9fe/', 'http://[::ffff:169.254.169.254]/'],
  ])('%s is refused before anything is sent', async (url) => {
    await expect(get(url, null)).rejects.toMatchObject({
      code: 'address-refused',
      sent: { parameters: { why: 'reserved' }, message: expect.stringContaining('元数据') },
    });
  });

  it('of a name is refused by the address that is connected to', async () => {
    const { port, asked } = await server(null);
    resolveAs({ 'upstream.example': ['127.0.0.1', '169.254.169.254'] }, {});
    const url = `http://upstream.example:${port}/`;
    expect((await get(url, null)).status).toBe(200);
    // The name now means another address.
    await expect(get(url, null)).rejects.toMatchObject({
      code: 'address-refused',
      sent: { parameters: { host: 'upstream.example', address: '169.254.169.254' } },
    });
    expect(asked()).toBe(1);
  });

  it('within the hall may redirect within the hall', async () => {
    const end = await server(null);
    const start = await server(`${end.url.replace('127.0.0.1', 'localhost')}/`);
    expect((await get(start.url, null)).status).toBe(200);
    expect(end.asked()).toBe(1);
  });

  it('outside of the hall may not redirect into it, by address or by name', async () => {
    const end = await server(null);
    for (const inner of [end.url, `http://inner.example:${end.port}`]) {
      const start = await server(`${inner}/`);
      resolveAs({}, { 'upstream.example': '203.0.113.5' });
      await expect(get(`http://upstream.example:${start.port}/`, null)).rejects.toMatchObject({
        code: 'address-refused',
        sent: { parameters: { why: 'inward', address: '127.0.0.1' } },
      });
      expect(start.asked()).toBe(1);
    }
    expect(end.asked()).toBe(0);
  });
});

it('a proxy of the environment is refused, since it would choose the address', () => {
  class EnvHttpProxyAgent {}
  // Loads undici, which sets its dispatcher.
  new Headers();
  for (const version of ['1', '2']) {
    const name = Symbol.for(`undici.globalDispatcher.${version}`);
    const before = Object.getOwnPropertyDescriptor(globalThis, name);
    if (before === undefined) continue;
    undo.push(() => Object.defineProperty(globalThis, name, before));
    Object.defineProperty(globalThis, name, { ...before, value: new EnvHttpProxyAgent() });
  }
  expect(() => get('http://upstream.example/', null)).toThrow(/NODE_USE_ENV_PROXY/);
});

describe('a list of allowed hosts', () => {
  it('admits its hosts and refuses every other, redirects too', async () => {
    const end = await server(null);
    const start = await server(`${end.url.replace('127.0.0.1', 'localhost')}/`);
    expect((await get(end.url, ['127.0.0.1'])).status).toBe(200);
    await expect(get(end.url, ['gd.example.cn'])).rejects.toMatchObject({
      code: 'host-not-allowed',
      sent: { parameters: { host: '127.0.0.1' } },
    });
    await expect(get(start.url, ['127.0.0.1'])).rejects.toMatchObject({
      code: 'host-not-allowed',
      sent: { parameters: { host: 'localhost' } },
    });
    expect(end.asked()).toBe(1);
  });

  it('may name a whole domain, but not what only looks like it', async () => {
    const { port } = await server(null);
    resolveAs({}, {});
    const hosts = readUpstreamHosts('*.example.cn, gd.gov.cn # 工单', false);
    for (const name of ['a.example.cn', 'a.b.EXAMPLE.cn', 'gd.gov.cn'])
      expect((await get(`http://${name}:${port}/`, hosts)).status).toBe(200);
    for (const name of ['example.cn', 'badexample.cn', 'x.gd.gov.cn', 'example.cn.evil.org'])
      await expect(get(`http://${name}:${port}/`, hosts)).rejects.toMatchObject({ code: 'host-not-allowed' });
  });

  it.each(['http://gd.gov.cn', 'gd.gov.cn:80', '', '# nothing', 'hosts.txt'])('refuses «%s»', (given) => {
    expect(() => readUpstreamHosts(given, false)).toThrow(/--upstream-hosts/);
  });

  it('leaves a demo its simulated city', () => {
    expect(readUpstreamHosts('gd.gov.cn', true)).toContain('127.0.0.1');
    expect(readUpstreamHosts(null, true)).toBeNull();
  });
});
