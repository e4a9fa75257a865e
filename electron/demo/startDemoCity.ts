import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { CityPack } from '../../shared/pack/schema.ts';
import { createAnswerDesk } from './answers.ts';
import { BASE, createRequestHandler } from './requestHandler.ts';

const MAX_ANSWER_BYTES = 64 << 10;

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
 * which is polled like any other upstream and takes answers (回传). `url` is its base URL. Rejects if the port is taken.
 */
export async function startDemoCity(options: DemoOptions): Promise<{ url: string; close(): Promise<void> }> {
  const answer = createRequestHandler(options.pack, options.seed, options.days);
  const hasCase = (id: string): boolean =>
    answer(`${BASE}/requests/${encodeURIComponent(id)}.json`, new URLSearchParams(), options.now()).status ===
    200;
  const takeAnswer = createAnswerDesk(hasCase);
  const server = createServer((request, response) => {
    const now = options.now();
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    // Node would send the real time. Pollers read the server's clock from this header.
    response.sendDate = false;
    response.setHeader('Date', new Date(now).toUTCString());
    response.setHeader('X-Simulated', 'true');
    if (request.method === 'POST') {
      void bodyOf(request).then((text) => {
        const key = request.headers['idempotency-key'];
        const reply =
          text === null ? null : takeAnswer(url.pathname, typeof key === 'string' ? key : null, text);
        if (reply === null) response.writeHead(405, { Allow: 'GET, HEAD' }).end();
        else
          response
            .writeHead(reply.status, { 'Content-Type': 'application/json; charset=utf-8' })
            .end(reply.body);
      });
      return;
    }
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

/** The text of a request; null where it is too long for an answer, or breaks off. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      bytes += part.length;
      if (bytes > MAX_ANSWER_BYTES) return null;
      parts.push(part);
    }
  } catch {
    return null;
  }
  return Buffer.concat(parts).toString('utf8');
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
