import { X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createUpstreamHttp } from '../../../electron/city/sync/http/http.ts';
import { DEFAULT_HTTP_LIMITS } from '../../../electron/city/sync/http/limits.ts';
import { BASE, createRequestHandler } from '../../../electron/demo/requestHandler.ts';
import { readAuthorities } from '../../../electron/host/authorities.ts';
import { EXIT, LaunchError } from '../../../electron/host/exitCodes.ts';
import { CityStatus } from '../../../shared/contract/status.ts';
import { eventually, testPack } from '../../support/city.ts';
import { folder, running } from '../../support/hostCommands.ts';
import { serve } from '../../support/serve.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/tls/${name}`, import.meta.url));
const pem = readFileSync(fixture('authority.pem'), 'utf8');

function written(name: string, content: string | Buffer): string {
  const path = join(folder(), name);
  writeFileSync(path, content);
  return path;
}

/** A city's interface behind a certificate that no system knows. */
async function hallServer(): Promise<string> {
  const answer = createRequestHandler(testPack(), 1, 1);
  const keys = { key: readFileSync(fixture('server.key')), cert: readFileSync(fixture('server.pem')) };
  const server = createServer(keys, (request, response) => {
    const url = new URL(request.url ?? '/', 'https://127.0.0.1');
    const { status, body } = answer(url.pathname, url.searchParams, Date.now());
    response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}${BASE}`;
}

describe('the files of --ca', () => {
  it.each<[string, () => string, number]>([
    ['PEM', () => fixture('authority.pem'), 1],
    [
      'several in PEM, with remarks between them',
      () => written('all.pem', `# 市局\n${pem}\n# 区局\r\n${pem}`),
      2,
    ],
    ['DER, as Windows exports it', () => written('hall.cer', new X509Certificate(pem).raw), 1],
  ])('are read: %s', (_, file, count) => {
    const read = readAuthorities([file()]);
    expect(read).toHaveLength(count);
    for (const certificate of read)
      expect(new X509Certificate(certificate).subject).toBe('CN=CityWhistle test authority');
  });

  it.each<[string, () => string, RegExp]>([
    ['that is not there', () => '/nothing/here.pem', /无法读取：\/nothing\/here\.pem（系统返回 ENOENT）/],
    ['that is a folder', () => folder(), /无法读取/],
    ['that is empty', () => written('empty.pem', ''), /没有可用的证书：.*empty\.pem/],
    ['that holds a key', () => fixture('server.key'), /没有可用的证书.*不是私钥/],
    ['that was cut', () => written('cut.pem', pem.slice(0, 300)), /没有可用的证书/],
  ])('one %s is refused by name', (_, file, message) => {
    const refused = () => readAuthorities([fixture('authority.pem'), file()]);
    expect(refused).toThrow(LaunchError);
    expect(refused).toThrow(message);
  });
});

describe('an upstream with a certificate of the hall', () => {
  const get = async (authorities: readonly string[], url: string) => {
    const family = createUpstreamHttp({
      fetch,
      now: Date.now,
      random: () => 0,
      sleep: async () => undefined,
      userAgent: 'CityWhistle/0',
      authorities,
      hosts: null,
      limits: { ...DEFAULT_HTTP_LIMITS, tries: 1 },
    });
    const signal = new AbortController().signal;
    return family
      .session({ key: 'one', ratePerMinute: null, credentials: null, signal, tries: null })
      .get(`${url}/services.json`, {});
  };

  it('is read once the authority is named, and not before', async () => {
    const url = await hallServer();
    await expect(get([], url)).rejects.toMatchObject({
      code: 'tls',
      message: expect.stringContaining('--ca'),
    });
    expect((await get(readAuthorities([fixture('authority.pem')]), url)).status).toBe(200);
  });

  it('is followed by the service that was started with --ca', async () => {
    const source = `open311+${await hallServer()}#dialect=6aika&crs=wgs84&id=hall`;
    const status = async (flags: string[]) => {
      const served = await running(['--source', source, ...flags], folder());
      return eventually('an attempt of the source', async () => {
        const { sources } = CityStatus.parse(await served.get('/api/status'));
        const [hall] = sources;
        return hall !== undefined && (hall.error !== null || hall.lastSuccessAt !== null) ? hall : null;
      });
    };
    expect((await status([])).error).toMatchObject({ code: 'tls' });
    expect((await status(['--ca', fixture('authority.pem')])).error).toBeNull();
  });

  it('is not started with a file that holds no certificate', async () => {
    const started = serve(['--ca', fixture('server.key')], folder());
    await expect(started).rejects.toThrow(
      new RegExp(`ended with ${EXIT.usage}: 城哨：--ca 指定的文件里没有`),
    );
  });
});
