import { FromService, type Port, type ToService } from './messages.ts';

type Waiting = {
  onHead(status: number, headers: [string, string][]): void;
  onChunk(bytes: Uint8Array<ArrayBuffer>): void;
  onEnd(): void;
  onFailed(message: string): void;
};

/** The shell's side: `fetch` over a port. */
export type PortClient = { fetch(request: Request): Promise<Response>; pending(): number };

/** When the port closes (the service died), everything under way fails with an error; nothing hangs. */
export function createPortClient(port: Port): PortClient {
  const waiting = new Map<number, Waiting>();
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

  const fetch = (request: Request) =>
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
          // The renderer closed the window or left the page: request.signal never fires for a custom scheme.
          cancel: () => {
            waiting.delete(id);
            send({ type: 'cancel', id });
          },
        },
        { highWaterMark: 0 },
      );
      waiting.set(id, {
        onHead: (status, headers) => {
          const bodiless = status === 204 || status === 304 || request.method === 'HEAD';
          if (bodiless) send({ type: 'pull', id });
          resolve(new Response(bodiless ? null : body, { status, headers }));
        },
        onChunk: (bytes) => stream?.enqueue(bytes),
        onEnd: () => stream?.close(),
        onFailed: (message) => {
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
      });
      if (request.body !== null) void forwardBody(id, request.body, send);
    });

  return { fetch, pending: () => waiting.size };
}

async function forwardBody(
  id: number,
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  send: (message: ToService) => void,
): Promise<void> {
  try {
    for await (const bytes of body) send({ type: 'body', id, bytes });
    send({ type: 'body-end', id });
  } catch {
    send({ type: 'cancel', id });
  }
}
