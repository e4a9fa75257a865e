import type { HighestRole } from '../windowTickets.ts';
import { FromService, MAX_CHUNK_BYTES, type Port, type ToService } from './messages.ts';

type PendingRequest = {
  onHead(status: number, headers: [string, string][]): void;
  onChunk(bytes: Uint8Array<ArrayBuffer>): void;
  /** The service requests the next chunk of the request's body. */
  onPullBody(): void;
  onEnd(): void;
  onFailed(message: string): void;
};

/** The shell's side: `fetch` over a port. */
export type PortClient = {
  fetch(request: Request, highest: HighestRole): Promise<Response>;
  pending(): number;
};

/** If the port closes (the service crashed), all pending requests fail with an error. */
export function createPortClient(port: Port): PortClient {
  const waiting = new Map<number, PendingRequest>();
  let lastId = 0;
  let closed = false;
  const send = (message: ToService) => port.send(message);

  port.onMessage((message) => {
    const read = FromService.safeParse(message);
    if (!read.success) return;
    const answer = read.data;
    const exchange = waiting.get(answer.id);
    if (exchange === undefined) return;
    if (answer.type === 'head') exchange.onHead(answer.status, answer.headers);
    else if (answer.type === 'chunk') exchange.onChunk(answer.bytes);
    else if (answer.type === 'pull-body') exchange.onPullBody();
    else {
      waiting.delete(answer.id);
      if (answer.type === 'end') exchange.onEnd();
      else exchange.onFailed(answer.message);
    }
  });
  port.onClose(() => {
    closed = true;
    for (const exchange of waiting.values()) exchange.onFailed('the service has stopped');
    waiting.clear();
  });

  const fetch = (request: Request, highest: HighestRole) =>
    new Promise<Response>((resolve, reject) => {
      if (closed) return reject(new Error('the service has stopped'));
      lastId += 1;
      const id = lastId;
      let stream: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | null = null;
      const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
        {
          start: (controller) => {
            stream = controller;
          },
          pull: () => send({ type: 'pull', id }),
          // The window was closed or left the page. With a custom scheme, request.signal does not fire.
          cancel: () => {
            waiting.delete(id);
            upload.stop();
            send({ type: 'cancel', id });
          },
        },
        { highWaterMark: 0 },
      );
      const upload = sendBody(id, request.body, send, (message) => {
        waiting.get(id)?.onFailed(message);
        waiting.delete(id);
      });
      waiting.set(id, {
        onPullBody: upload.sendPiece,
        onHead: (status, headers) => {
          const bodiless = status === 204 || status === 304 || request.method === 'HEAD';
          if (bodiless) send({ type: 'pull', id });
          resolve(new Response(bodiless ? null : body, { status, headers }));
        },
        onChunk: (bytes) => stream?.enqueue(bytes),
        onEnd: () => {
          upload.stop();
          stream?.close();
        },
        onFailed: (message) => {
          upload.stop();
          const error = new Error(message);
          reject(error);
          stream?.error(error);
        },
      });
      send({
        type: 'request',
        id,
        method: request.method,
        url: request.url,
        headers: [...request.headers],
        hasBody: request.body !== null,
        highest,
      });
    });

  return { fetch, pending: () => waiting.size };
}

/** Sends a body chunk by chunk, each on request. */
function sendBody(
  id: number,
  body: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  send: (message: ToService) => void,
  failed: (message: string) => void,
): { sendPiece(): void; stop(): void } {
  const reader = body?.getReader();
  let rest = new Uint8Array(0);
  const next = async () => {
    while (rest.byteLength === 0) {
      const read = await reader?.read();
      if (read === undefined || read.done) {
        send({ type: 'body-end', id });
        return;
      }
      rest = read.value;
    }
    send({ type: 'body', id, bytes: rest.slice(0, MAX_CHUNK_BYTES) });
    rest = rest.subarray(MAX_CHUNK_BYTES);
  };
  let queue = Promise.resolve();
  return {
    sendPiece: () => {
      queue = queue.then(next).catch((error: unknown) => {
        send({ type: 'cancel', id });
        failed(error instanceof Error ? error.message : String(error));
      });
    },
    stop: () => void reader?.cancel().catch(() => undefined),
  };
}
