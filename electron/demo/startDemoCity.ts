import { createServer, type Server } from 'node:http';
import type { CityPack } from '../../shared/pack/schema.ts';
import { BASE, createRequestHandler } from './requestHandler.ts';

export type DemoOptions = {
  pack: CityPack;
  /** Different seeds give different cases. */
  seed: number;
  /** UTC ms; the cases and the Date header depend on it. */
  now: () => number;
  /** Full days of history before today. */
  days: number;
  /** 0: any free port. */
  port: number;
};

/**
 * Starts the simulated city (模拟城市): a work-order server on 127.0.0.1 with an Open311 GeoReport v2 interface in JSON,
 * which is polled like any other upstream. `url` is its base URL. Rejects if the port is taken.
 */
export async function startDemoCity(options: DemoOptions): Promise<{ url: string; close(): Promise<void> }> {
  const answer = createRequestHandler(options.pack, options.seed, options.days);
  const server = createServer((request, response) => {
    const now = options.now();
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    // Node would send the real time. Pollers read the server's clock from this header.
    response.sendDate = false;
    response.setHeader('Date', new Date(now).toUTCString());
    response.setHeader('X-Simulated', 'true');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    const { status, body } = answer(url.pathname, url.searchParams, now);
    response.writeHead(status, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': Buffer.byteLength(body),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  const port = await listen(server, options.port);
  return { url: `http://127.0.0.1:${port}${BASE}`, close: () => close(server) };
}

/** Describes where these cases come from, in Chinese, for operators. */
export function describeDemo(): string {
  return (
    '模拟城市：案件、地址、时间和处置过程全部由程序按固定种子生成，不对应任何真实事件、地点或人员；' +
    '日变化、热点、降雨影响、超时与返工比例为设定值，仅用于演示和试用。'
  );
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address !== null && typeof address === 'object') resolve(address.port);
      else reject(new Error('the simulated city has no port'));
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    // Pollers keep connections open; without this, close would wait for them.
    server.closeAllConnections();
  });
}
