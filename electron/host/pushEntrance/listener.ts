import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { Readable } from 'node:stream';
import { PUSH_HEADERS } from '../../../shared/contract/push.ts';
import { MAX_PUSH_BYTES } from '../../../shared/source/pushLimits.ts';
import { pusherAt, type SentFrom } from '../../city/api/sentFrom.ts';
import { networkOf } from '../../city/sync/push/rate.ts';
import { statedSignature } from '../../city/sync/push/signature.ts';
import { PUSH_PATH } from '../pushPath.ts';
import { type Certificate, secureContextOf } from './certificate.ts';

export type PushListener = {
  port: number;
  /** Connections that are made from now on use it. */
  renew(certificate: Certificate): void;
  /** Stops listening and ends the open connections. */
  close(): Promise<void>;
};

/** What one sender, and all of them, may hold open. Times in ms. */
export type PushListenerLimits = {
  connections: number;
  /** Of one machine; the network must not be kept out by it. */
  connectionsEach: number;
  handshakeMs: number;
  headersMs: number;
  /** Until the whole request has come. */
  requestMs: number;
  /** Without a byte in either direction. */
  idleMs: number;
};

export const PUSH_LISTENER_LIMITS: PushListenerLimits = {
  ...{ connections: 64, connectionsEach: 16 },
  ...{ handshakeMs: 5_000, headersMs: 5_000, requestMs: 30_000, idleMs: 60_000 },
};

/** Two hundred bytes are in use. */
const MAX_HEADER_BYTES = 8_192;
const MAX_HEADERS = 32;
const REQUESTS_PER_CONNECTION = 100;

/**
 * Listens for pushes (推送) with TLS, and answers nothing else: any other path is 404 and any other method 405, without a
 * word. The service sees the headers of the signature and the body, and no other header.
 * @throws the system's error (EADDRINUSE, EADDRNOTAVAIL …) if the port cannot be opened
 */
export async function startPushListener(options: {
  host: string;
  port: number;
  certificate: Certificate;
  limits: PushListenerLimits;
  fetch(request: Request, from: SentFrom): Promise<Response>;
}): Promise<PushListener> {
  const { limits } = options;
  const server = createServer({
    ...secureContextOf(options.certificate),
    handshakeTimeout: limits.handshakeMs,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.headersMs,
    connectionsCheckingInterval: Math.min(1_000, limits.headersMs),
    maxHeaderSize: MAX_HEADER_BYTES,
  });
  server.maxConnections = limits.connections;
  server.maxHeadersCount = MAX_HEADERS;
  server.maxRequestsPerSocket = REQUESTS_PER_CONNECTION;
  server.timeout = limits.idleMs;
  const open = new Set<Socket>();
  const heldBy = new Map<string, number>();

  server.on('connection', (socket: Socket) => {
    const machine = networkOf(socket.remoteAddress ?? '');
    const held = (heldBy.get(machine) ?? 0) + 1;
    if (held > limits.connectionsEach) {
      socket.destroy();
      return;
    }
    open.add(socket);
    heldBy.set(machine, held);
    socket.once('close', () => {
      open.delete(socket);
      const left = (heldBy.get(machine) ?? 1) - 1;
      if (left === 0) heldBy.delete(machine);
      else heldBy.set(machine, left);
    });
  });
  server.on('request', (incoming, outgoing) => void answer(incoming, outgoing, false));
  server.on('checkContinue', (incoming, outgoing) => void answer(incoming, outgoing, true));
  // A handshake that fails is the other side's affair.
  server.on('tlsClientError', (_, socket) => socket.destroy());

  async function answer(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    asksFirst: boolean,
  ): Promise<void> {
    try {
      const path = incoming.url ?? '';
      if (!PUSH_PATH.test(path)) return refuse(outgoing, 404, {});
      if (incoming.method !== 'POST') return refuse(outgoing, 405, { Allow: 'POST' });
      if (Number(incoming.headers['content-length'] ?? 0) > MAX_PUSH_BYTES) return refuse(outgoing, 413, {});
      const request = requestOf(incoming, path);
      const isSigned = statedOf(request) !== null;
      if (isSigned && asksFirst) outgoing.writeContinue();
      const remote = incoming.socket.remoteAddress ?? '';
      const response = await options.fetch(request, pusherAt(remote));
      const text = Buffer.from(await response.arrayBuffer());
      // What was not read of a body that is refused must not be waited for.
      const ending = response.ok ? {} : { Connection: 'close' };
      outgoing.writeHead(response.status, { ...HEADERS, ...ending, 'Content-Length': text.length });
      outgoing.end(text);
    } catch {
      if (outgoing.headersSent) outgoing.destroy();
      else refuse(outgoing, 500, {});
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    renew: (certificate) => server.setSecureContext(secureContextOf(certificate)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

const HEADERS = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' };

function refuse(outgoing: ServerResponse, status: number, headers: Record<string, string>): void {
  outgoing.writeHead(status, { Connection: 'close', 'Content-Length': 0, ...headers }).end();
}

function requestOf(incoming: IncomingMessage, path: string): Request {
  const headers = new Headers();
  for (const name of [...Object.values(PUSH_HEADERS), 'content-type']) {
    const value = incoming.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const body = Readable.toWeb(incoming) as ReadableStream<Uint8Array>;
  // Node's own types of a request know no `duplex`, which a body that is a stream needs.
  const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
  return new Request(`https://push.invalid${path}`, init);
}

function statedOf({ headers }: Request) {
  return statedSignature({
    timestamp: headers.get(PUSH_HEADERS.timestamp),
    nonce: headers.get(PUSH_HEADERS.nonce),
    signature: headers.get(PUSH_HEADERS.signature),
  });
}
