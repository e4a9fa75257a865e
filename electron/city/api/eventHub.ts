import { type Delta, keyOf, merge } from '../../../shared/contract/mergeNews.ts';
import type { CityEvent } from '../../../shared/contract/status.ts';

/** Everything that follows the city live. One per city; each stream is one client. */
export type EventHub = {
  /** Never blocks: bursts of one kind are merged into at most ten messages a second. */
  publish(delta: Delta): void;
  /** `init`, then deltas, as text/event-stream. Ends when the reader cancels or the hub closes. */
  open(signal: AbortSignal): ReadableStream<Uint8Array>;
  clients(): number;
  close(): void;
};

export type HubOptions = {
  /** What a window needs to begin with; asked again for each client that fell behind. */
  init(): Promise<Extract<CityEvent, { type: 'init' }>>;
  /** 100 ms: ten messages a second per kind (and source). */
  flushMs: number;
  /** 200 ms: how long news of a source's state may wait for others. */
  sourceMs: number;
  /** 15 s: proxies and laptops drop silent connections. */
  heartbeatMs: number;
  /** A client with more than this unread gets no further deltas but a new `init` once it reads again. */
  bufferBytes: number;
};

type Client = {
  controller: ReadableStreamDefaultController<Uint8Array>;
  /** `waiting`: its init is being made, deltas gather; `behind`: it must read before it gets a new init. */
  state: 'waiting' | 'live' | 'behind';
  gathered: Delta[];
  /** Revision of its init: what is no newer than that it knows. */
  since: number;
};

export function createEventHub(options: HubOptions): EventHub {
  const clients = new Set<Client>();
  /** What of each kind waits for its turn, and when the kind was told last. */
  const pending = new Map<string, { delta: Delta; timer: NodeJS.Timeout }>();
  const toldAt = new Map<string, number>();
  const encoder = new TextEncoder();
  let closed = false;
  const heartbeat = setInterval(() => {
    for (const client of clients)
      if (client.state === 'live') client.controller.enqueue(encoder.encode(': 心跳\n\n'));
  }, options.heartbeatMs);
  heartbeat.unref();

  function send(client: Client, event: CityEvent): void {
    client.controller.enqueue(encoder.encode(`id: ${event.revision}\ndata: ${JSON.stringify(event)}\n\n`));
  }

  function offer(client: Client, delta: Delta): void {
    if (delta.type === 'cases' && delta.revision <= client.since) return;
    if (client.state === 'waiting') client.gathered.push(delta);
    else if (client.state === 'live') {
      if ((client.controller.desiredSize ?? 0) <= 0) client.state = 'behind';
      else send(client, delta);
    }
  }

  async function begin(client: Client): Promise<void> {
    client.state = 'waiting';
    client.gathered = [];
    try {
      const init = await options.init();
      if (!clients.has(client)) return;
      send(client, init);
      client.state = 'live';
      // The status was read while deltas went on: what it already holds is not told twice.
      client.since = init.revision;
      for (const delta of client.gathered) offer(client, delta);
      client.gathered = [];
    } catch (error) {
      if (clients.delete(client)) client.controller.error(error);
    }
  }

  function flush(key: string): void {
    const waiting = pending.get(key);
    if (waiting === undefined) return;
    pending.delete(key);
    toldAt.set(key, performance.now());
    for (const client of clients) offer(client, waiting.delta);
  }

  return {
    publish(delta) {
      if (closed) return;
      const key = keyOf(delta);
      const waiting = pending.get(key);
      if (waiting !== undefined) {
        waiting.delta = merge(waiting.delta, delta);
        return;
      }
      // A lone change goes out in this turn's end; only what follows of its kind within the interval waits. How a source
      // does is told a little later: each poll says so, and windows are to be free for what it brought.
      const wait = Math.max(
        delta.type === 'source' ? options.sourceMs : 0,
        (toldAt.get(key) ?? Number.NEGATIVE_INFINITY) + options.flushMs - performance.now(),
      );
      pending.set(key, { delta: merge(undefined, delta), timer: setTimeout(() => flush(key), wait) });
    },
    open(signal) {
      let client: Client | null = null;
      const leave = () => {
        if (client !== null) clients.delete(client);
        signal.removeEventListener('abort', abort);
      };
      const abort = () => {
        if (client !== null && clients.has(client)) client.controller.close();
        leave();
      };
      return new ReadableStream<Uint8Array>(
        {
          start(controller) {
            if (closed || signal.aborted) return controller.close();
            client = { controller, state: 'waiting', gathered: [], since: Number.NEGATIVE_INFINITY };
            clients.add(client);
            signal.addEventListener('abort', abort);
            controller.enqueue(encoder.encode('retry: 2000\n\n'));
            void begin(client);
          },
          pull() {
            if (client?.state === 'behind') void begin(client);
          },
          cancel: leave,
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
