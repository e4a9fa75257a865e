import { once } from 'node:events';
import { createServer } from 'node:http';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { z } from 'zod';

export type PageServer = { url: string; close(): Promise<void> };

const Bodies = z.array(z.string());
const Port = z.int();

/**
 * An upstream that costs nothing: answers `?page=1…` with bodies made beforehand, on a loopback port, from a thread of
 * its own, so that a bench times the reader and not the server.
 */
export async function startPageServer(bodies: string[]): Promise<PageServer> {
  const worker = new Worker(new URL(import.meta.url), { workerData: bodies });
  const [port] = await once(worker, 'message');
  return {
    url: `http://127.0.0.1:${Port.parse(port)}/cases`,
    close: async () => {
      await worker.terminate();
    },
  };
}

if (!isMainThread && parentPort !== null) {
  const port = parentPort;
  const pages = Bodies.parse(workerData).map((body) => Buffer.from(body));
  const empty = Buffer.from('{"code":0,"data":{"total":0,"rows":[]}}');
  const server = createServer((request, response) => {
    const page = Number(new URL(request.url ?? '/', 'http://x').searchParams.get('page') ?? 1);
    const body = pages[page - 1] ?? empty;
    response.writeHead(200, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': body.length,
    });
    response.end(body);
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address !== null && typeof address === 'object') port.postMessage(address.port);
  });
}
