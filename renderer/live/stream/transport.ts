import { browserParts } from './eventSource.ts';
import type { WorkerOrder } from './events.worker.ts';
import { openStream, type StreamMessage } from './stream.ts';

/** How this window gets the events. `restart` asks for a new connection (and so a new init) for everybody. */
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
  const say = (kind: WorkerOrder['kind']): void =>
    worker.port.postMessage({ kind, url } satisfies WorkerOrder);
  let fallback: Transport | null = null;
  worker.onerror = () => {
    // The script could not be loaded (a host without it, an odd policy): this window listens for itself.
    fallback ??= openStream(url, emit, browserParts);
  };
  worker.port.onmessage = ({ data }: MessageEvent<StreamMessage>) => emit(data);
  worker.port.start();
  say('hello');
  // The worker does not learn from its port that the window is gone.
  const bye = (): void => say('bye');
  addEventListener('pagehide', bye);
  return {
    restart: () => (fallback === null ? say('restart') : fallback.restart()),
    close: () => {
      removeEventListener('pagehide', bye);
      bye();
      fallback?.close();
    },
  };
}

/** The window that holds the lock streams and broadcasts; when it closes, the next one in line takes over. */
function overLeader(url: string, emit: Emit): Transport {
  const channel = new BroadcastChannel(NAME);
  const stop = new AbortController();
  let stream: Transport | null = null;
  const leave = Promise.withResolvers<void>();
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
      return leave.promise;
    })
    .catch(() => {
      // Aborted while waiting in line: the window is closing.
    });
  return {
    restart: () => (stream === null ? channel.postMessage('restart') : stream.restart()),
    close: () => {
      stop.abort();
      stream?.close();
      leave.resolve();
      channel.close();
    },
  };
}
