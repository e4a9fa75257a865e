import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong with one write. `lose-request`: nothing is done. `lose-answer`, `cut-answer`: it is done, and nobody is told. */
export type Fault =
  | 'none'
  | 'lose-request'
  | 'lose-answer'
  | 'cut-answer'
  | 'fail'
  | 'fail-done'
  | 'garbage-done'
  | 'web-page'
  | 'busy'
  | 'moved'
  | 'locked'
  | 'refuse'
  | 'say-no';

/** A write that the upstream has carried out. */
export type Done = {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: Record<string, unknown>;
  key: string | null;
};

/** An upstream with cases to read, which takes writes, remembers each one that it carried out, and fails as it is told to. */
export type WritableUpstream = {
  url: string;
  /** Writes carried out, in order. Doubles stay to be seen. */
  done: Done[];
  /** Every write that came in, also those that it failed or refused. */
  asked: Done[];
  /** Of the next writes, in order; then none. */
  faults: Fault[];
  /** Cases as they are listed. */
  cases: Record<string, unknown>[];
  /** A write with a key that it knows is answered again and not done again. */
  knowsKeys: boolean;
  stop(): Promise<void>;
  /** Listens at the same port again. */
  restart(): Promise<void>;
};

export async function startWritableUpstream(): Promise<WritableUpstream> {
  let server: Server = createServer();
  const upstream: WritableUpstream = {
    url: '',
    ...{ done: [], asked: [], faults: [], cases: [], knowsKeys: false },
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
    restart: () => listen(Number(new URL(upstream.url).port)),
  };

  async function listen(port: number): Promise<void> {
    server = createServer((request, response) => void handle(request, response));
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    upstream.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path, searchParams } = new URL(request.url ?? '', 'http://x');
    if (request.method === 'GET') {
      read(path, searchParams, response);
      return;
    }
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      // The sender was gone before it had sent all of it.
      return;
    }
    const text = Buffer.concat(chunks).toString('utf8');
    const form = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
    const body = form ? Object.fromEntries(new URLSearchParams(text)) : JSON.parse(text || '{}');
    const header = request.headers['idempotency-key'];
    const key = typeof header === 'string' ? header : typeof body['no'] === 'string' ? body['no'] : null;
    const write: Done = { method: request.method ?? '', path, headers: request.headers, body, key };
    upstream.asked.push(write);
    const fault = upstream.faults.shift() ?? 'none';
    const known = upstream.knowsKeys && key !== null && upstream.done.some((one) => one.key === key);
    const carryOut = () => {
      if (!known) upstream.done.push(write);
    };
    switch (fault) {
      case 'lose-request':
        return void request.socket.destroy();
      case 'lose-answer':
        carryOut();
        return void request.socket.destroy();
      case 'cut-answer':
        carryOut();
        response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '500' });
        response.write('{"code":0,"da');
        return void setImmediate(() => request.socket.destroy());
      case 'fail':
        return send(response, 502, { msg: 'down' });
      case 'fail-done':
        carryOut();
        return send(response, 500, { msg: 'down' });
      case 'garbage-done':
        carryOut();
        return send(response, 200, '{"co');
      case 'web-page':
        response.writeHead(200, { 'Content-Type': 'text/html' });
        return void response.end('<html>login</html>');
      case 'busy':
        return send(response, 429, { msg: 'slow down' });
      case 'moved':
        response.writeHead(302, { Location: `${upstream.url}/cases` });
        return void response.end();
      case 'locked':
        return send(response, 401, { msg: 'who are you' });
      case 'refuse':
        return send(response, 422, { code: 422, msg: '办理意见不少于 10 字，联系 13812345678' });
      case 'say-no':
        return send(response, 200, { code: 5, msg: '工单已结案，不能再反馈' });
      default:
        carryOut();
        send(response, 200, { code: 0, data: { id: `U${upstream.done.length}` } });
    }
  }

  function read(path: string, query: URLSearchParams, response: ServerResponse): void {
    if (path === '/cases') {
      send(response, 200, { code: 0, data: upstream.cases });
      return;
    }
    const found = upstream.done.find((one) => one.path === path && one.body['ref'] === query.get('ref'));
    send(response, 200, { code: 0, data: found === undefined ? [] : [{ ref: found.body['ref'] }] });
  }

  await listen(0);
  return upstream;
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
