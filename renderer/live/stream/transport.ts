import { browserParts } from './eventSource.ts';
import type { WorkerMessage } from './events.worker.ts';
import { openStream, type StreamMessage } from './stream.ts';

/** How this window receives events. `restart` requests a new connection, and so a new init, for all windows. */
export type Transport = { restart(): void; close(): void };
type Emit = (message: StreamMessage) => void;

const NAME = 'citywhistle-events';

/** One stream per browser profile where the browser allows it, else one per window. */
export function openTransport(url: string, emit: Emit): Transport {
  const absolute = new URL(url, location.href).href;
  if (typeof SharedWorker !== 'undefined') return overWorker(absolute, emit);
  if (navigator.locks !== undefined && typeof BroadcastChannel !== 'undefined')
    return overLeader(absolute, emit);
  return openStream(absolute, emit, browserParts);
}

function overWorker(url: string, emit: Emit): Transport {
  const worker = new SharedWorker(new URL('./events.worker.ts', import.meta.url), {
    type: 'module',
    name: NAME,
  });
  const postToWorker = (kind: WorkerMessage['kind']): void =>
    worker.port.postMessage({ kind, url } satisfies WorkerMessage);
  let fallback: Transport | null = null;
  worker.onerror = () => {
    // The worker script could not be loaded (missing, or blocked by a policy): this window opens a stream of its own.
    fallback ??= openStream(url, emit, browserParts);
  };
  worker.port.onmessage = ({ data }: MessageEvent<StreamMessage>) => emit(data);
  worker.port.start();
  postToWorker('hello');
  // A worker's port does not signal that the window was closed.
  const bye = (): void => postToWorker('bye');
  addEventListener('pagehide', bye);
  return {
    restart: () => (fallback === null ? postToWorker('restart') : fallback.restart()),
    close: () => {
      removeEventListener('pagehide', bye);
      bye();
      fallback?.close();
    },
  };
}

/** The window with the lock opens the stream and broadcasts its events; when it closes, the next one takes over. */
function overLeader(url: string, emit: Emit): Transport {
  const channel = new BroadcastChannel(NAME);
  const stop = new AbortController();
  let stream: Transport | null = null;
  const released = Promise.withResolvers<void>();
  channel.onmessage = ({ data }: MessageEvent<StreamMessage | 'restart'>) => {
    if (data === 'restart') stream?.restart();
    else emit(data);
  };
  navigator.locks
    .request(NAME, { signal: stop.signal }, () => {
      stream = openStream(
        url,
        (message) => {
          emit(message);
          channel.postMessage(message);
        },
        browserParts,
      );
      return released.promise;
    })
    .catch(() => {
      // Aborted while waiting in line: the window is closing.
    });
  return {
    restart: () => (stream === null ? channel.postMessage('restart') : stream.restart()),
    close: () => {
      stop.abort();
      stream?.close();
      released.resolve();
      channel.close();
    },
  };
}
