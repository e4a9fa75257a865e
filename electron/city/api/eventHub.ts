import { type Delta, deltaKey, mergeDeltas } from '../../../shared/contract/mergeDeltas.ts';
import type { CityEvent } from '../../../shared/contract/status.ts';

/** Sends changes to every window and script that subscribes to them. One per city; each stream is one client. */
export type EventHub = {
  /** Never blocks: bursts of one kind are merged into at most ten messages a second. */
  publish(delta: Delta): void;
  /**
   * `init`, then deltas, as text/event-stream. Ends when the reader cancels, the request is aborted, the hub closes, or
   * `mayRead` is false: asked before each event and by `recheck`.
   */
  open(request: Pick<Request, 'signal'>, mayRead: () => boolean): ReadableStream<Uint8Array>;
  /** Ends the streams of those who may no longer read, for one after a sign-out. */
  recheck(): void;
  clients(): number;
  close(): void;
};

export type HubOptions = {
  /** Makes the first event of a stream; called again for each client that fell behind. */
  init(): Promise<Extract<CityEvent, { type: 'init' }>>;
  /** 100 ms: at most ten messages a second per kind (and source). */
  flushMs: number;
  /** 200 ms: how long a source's state may wait to be merged with later ones. */
  sourceMs: number;
  /** 15 s: proxies and laptops drop silent connections. */
  heartbeatMs: number;
  /** A client that has not read more than this gets no further deltas, but a new `init` once it reads again. */
  bufferBytes: number;
};

type Client = {
  /** Referenced as long as the stream is open: the signal of a garbage-collected request never aborts (undici). */
  request: Pick<Request, 'signal'>;
  controller: ReadableStreamDefaultController<Uint8Array>;
  mayRead(): boolean;
  /** `waiting`: its init is being created and deltas are queued; `behind`: it must read before it gets a new init. */
  state: 'waiting' | 'live' | 'behind';
  queued: Delta[];
  /** Revision of its init, which already includes changes up to that revision. */
  since: number;
};

export function createEventHub(options: HubOptions): EventHub {
  const clients = new Set<Client>();
  /** The delta of each key that waits to be sent, and when one of that key was last sent. */
  const pending = new Map<string, { delta: Delta; timer: NodeJS.Timeout }>();
  const sentAt = new Map<string, number>();
  const encoder = new TextEncoder();
  let closed = false;
  const heartbeat = setInterval(() => {
    recheck();
    for (const client of clients)
      if (client.state === 'live') client.controller.enqueue(encoder.encode(': 心跳\n\n'));
  }, options.heartbeatMs);
  heartbeat.unref();

  function recheck(): void {
    for (const client of clients) {
      if (client.mayRead()) continue;
      clients.delete(client);
      client.controller.close();
    }
  }

  function send(client: Client, event: CityEvent): void {
    client.controller.enqueue(encoder.encode(`id: ${event.revision}\ndata: ${JSON.stringify(event)}\n\n`));
  }

  function sendOrQueue(client: Client, delta: Delta): void {
    if (delta.type === 'cases' && delta.revision <= client.since) return;
    if (client.state === 'waiting') client.queued.push(delta);
    else if (client.state === 'live') {
      if ((client.controller.desiredSize ?? 0) <= 0) client.state = 'behind';
      else send(client, delta);
    }
  }

  async function sendInit(client: Client): Promise<void> {
    client.state = 'waiting';
    client.queued = [];
    try {
      const init = await options.init();
      recheck();
      if (!clients.has(client)) return;
      send(client, init);
      client.state = 'live';
      // Deltas arrived while the status was read. Those that it already includes are not sent again.
      client.since = init.revision;
      for (const delta of client.queued) sendOrQueue(client, delta);
      client.queued = [];
    } catch (error) {
      if (clients.delete(client)) client.controller.error(error);
    }
  }

  function flush(key: string): void {
    const waiting = pending.get(key);
    if (waiting === undefined) return;
    pending.delete(key);
    sentAt.set(key, performance.now());
    recheck();
    for (const client of clients) sendOrQueue(client, waiting.delta);
  }

  return {
    publish(delta) {
      if (closed) return;
      const key = deltaKey(delta);
      const waiting = pending.get(key);
      if (waiting !== undefined) {
        waiting.delta = mergeDeltas(waiting.delta, delta);
        return;
      }
      // A single change is sent at the end of this turn; further ones of its key within the interval wait. The state of a
      // source is sent a little later: every poll changes it, and windows should first handle the new cases.
      const wait = Math.max(
        delta.type === 'source' ? options.sourceMs : 0,
        (sentAt.get(key) ?? Number.NEGATIVE_INFINITY) + options.flushMs - performance.now(),
      );
      pending.set(key, { delta: mergeDeltas(undefined, delta), timer: setTimeout(() => flush(key), wait) });
    },
    recheck,
    open(request, mayRead) {
      const { signal } = request;
      let client: Client | null = null;
      const removeClient = () => {
        if (client !== null) clients.delete(client);
        signal.removeEventListener('abort', abort);
      };
      const abort = () => {
        if (client !== null && clients.has(client)) client.controller.close();
        removeClient();
      };
      return new ReadableStream<Uint8Array>(
        {
          start(controller) {
            if (closed || signal.aborted) return controller.close();
            client = {
              request,
              controller,
              mayRead,
              state: 'waiting',
              queued: [],
              since: Number.NEGATIVE_INFINITY,
            };
            clients.add(client);
            signal.addEventListener('abort', abort);
            controller.enqueue(encoder.encode('retry: 2000\n\n'));
            void sendInit(client);
          },
          pull() {
            if (client?.state === 'behind') void sendInit(client);
          },
          cancel: removeClient,
        },
        { highWaterMark: options.bufferBytes, size: (chunk) => chunk?.byteLength ?? 0 },
      );
    },
    clients: () => clients.size,
    close() {
      closed = true;
      clearInterval(heartbeat);
      for (const { timer } of pending.values()) clearTimeout(timer);
      pending.clear();
      for (const client of clients) client.controller.close();
      clients.clear();
    },
  };
}
