import { browserParts } from './eventSource.ts';
import { openStream, type StreamMessage } from './stream.ts';

/**
 * SharedWorker: the one event stream of this browser profile. HTTP/1.1 allows six connections per origin and a hall
 * opens more windows than that (stack-measured.md §7).
 */
const ports = new Set<MessagePort>();
let stream: ReturnType<typeof openStream> | null = null;

/** Messages of a window to the worker. */
export type WorkerMessage = { kind: 'hello' | 'bye' | 'restart'; url: string };

function broadcast(message: StreamMessage): void {
  for (const port of ports) port.postMessage(message);
}

globalThis.addEventListener('connect', (event) => {
  const port = event instanceof MessageEvent ? event.ports[0] : undefined;
  if (port === undefined) return;
  ports.add(port);
  port.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
    if (data.kind === 'bye') {
      ports.delete(port);
      port.close();
      if (ports.size > 0) return;
      // Nobody listens: free the connection.
      stream?.close();
      stream = null;
      return;
    }
    if (data.kind === 'restart') stream?.restart();
    if (data.kind !== 'hello') return;
    ports.add(port);
    stream ??= openStream(data.url, broadcast, browserParts);
    port.postMessage(stream.state());
  };
});
