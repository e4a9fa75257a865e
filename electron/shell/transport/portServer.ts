import type { HighestRole } from '../windowTickets.ts';
import { type FromService, type Port, ToService } from './messages.ts';

/** `highest`: the highest role of the window that sent the request. */
type Handler = (request: Request, highest: HighestRole) => Promise<Response>;
type Exchange = {
  abort: AbortController;
  body: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | null;
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | null;
};

/** The service's side of the port: passes every request to `handle`, as if it had come over HTTP. */
export function servePort(port: Port, handle: Handler): void {
  const exchanges = new Map<number, Exchange>();
  const send = (message: FromService) => port.send(message);

  const begin = async (message: Extract<ToService, { type: 'request' }>) => {
    const exchange: Exchange = { abort: new AbortController(), body: null, reader: null };
    exchanges.set(message.id, exchange);
    try {
      const body = message.hasBody
        ? new ReadableStream<Uint8Array<ArrayBuffer>>(
            {
              start: (controller) => {
                exchange.body = controller;
              },
              pull: () => send({ type: 'pull-body', id: message.id }),
            },
            { highWaterMark: 0 },
          )
        : null;
      const request = new Request(message.url, {
        method: message.method,
        headers: message.headers,
        body,
        signal: exchange.abort.signal,
        // Node requires it for a stream as body; the DOM types lack it.
        ...(body === null ? {} : { duplex: 'half' as const }),
      });
      const response = await handle(request, message.highest);
      exchange.reader = response.body?.getReader() ?? null;
      send({ type: 'head', id: message.id, status: response.status, headers: [...response.headers] });
    } catch (error) {
      fail(message.id, error);
    }
  };

  const pull = async (id: number) => {
    const exchange = exchanges.get(id);
    if (exchange === undefined) return;
    try {
      const piece = await exchange.reader?.read();
      if (piece === undefined || piece.done) {
        exchanges.delete(id);
        send({ type: 'end', id });
      } else {
        send({ type: 'chunk', id, bytes: piece.value });
      }
    } catch (error) {
      fail(id, error);
    }
  };

  const cancel = (id: number) => {
    const exchange = exchanges.get(id);
    exchanges.delete(id);
    exchange?.abort.abort();
    exchange?.body?.error(new Error('the window went away'));
    exchange?.reader?.cancel().catch(() => undefined);
  };

  const fail = (id: number, error: unknown) => {
    exchanges.delete(id);
    send({ type: 'failed', id, message: error instanceof Error ? error.message : String(error) });
  };

  port.onMessage((data) => {
    const read = ToService.safeParse(data);
    if (!read.success) return;
    const message = read.data;
    if (message.type === 'request') void begin(message);
    else if (message.type === 'pull') void pull(message.id);
    else if (message.type === 'cancel') cancel(message.id);
    else receive(exchanges.get(message.id)?.body ?? null, message.type === 'body' ? message.bytes : null);
  });
  port.onClose(() => {
    for (const id of [...exchanges.keys()]) cancel(id);
  });
}

/** Adds bytes to a body; null ends it. A body that the handler has cancelled throws, which is ignored. */
function receive(body: Exchange['body'], bytes: Uint8Array<ArrayBuffer> | null): void {
  try {
    if (bytes === null) body?.close();
    else body?.enqueue(bytes);
  } catch {
    // The answer was given without the rest of the body.
  }
}
