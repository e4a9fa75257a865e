/**
 * One event stream with reconnect and back-off. Runs in the SharedWorker, or in the leading window where there is none.
 * It relays text; each window parses it, so that a bad message cannot stop the stream.
 */
export type StreamState = 'connecting' | 'open' | 'lost';
export type StreamMessage =
  | { kind: 'state'; state: StreamState; since: number }
  | { kind: 'event'; text: string };

/** Callbacks of one connection; each is called for that connection only. */
export type Hooks = { opened(): void; text(data: string): void; failed(): void };
/** Dependencies, injected so that tests need neither network nor time. */
export type StreamParts = {
  /** Opens a connection and returns how to close it. Hooks are never called before it returned. */
  open(url: string, hooks: Hooks): () => void;
  /** Runs later and returns how to cancel. */
  later(run: () => void, ms: number): () => void;
  random(): number;
  now(): number;
};

const FIRST_DELAY = 500;
const LONGEST_DELAY = 15_000;

export function openStream(
  url: string,
  emit: (message: StreamMessage) => void,
  parts: StreamParts,
): { state(): StreamMessage; restart(): void; close(): void } {
  let closeConnection: (() => void) | null = null;
  let cancelRetry: (() => void) | null = null;
  /** Which connection is the current one; hooks of older ones are ignored. */
  let connectionNumber = 0;
  let failures = 0;
  let closed = false;
  let current: { kind: 'state'; state: StreamState; since: number } = {
    kind: 'state',
    state: 'connecting',
    since: parts.now(),
  };

  const setState = (state: StreamState): void => {
    if (current.state === state) return;
    current = { kind: 'state', state, since: parts.now() };
    emit(current);
  };
  const disconnect = (): void => {
    connectionNumber += 1;
    closeConnection?.();
    closeConnection = null;
    cancelRetry?.();
    cancelRetry = null;
  };
  const connect = (): void => {
    disconnect();
    const ownNumber = connectionNumber;
    closeConnection = parts.open(url, {
      opened: () => {
        if (ownNumber !== connectionNumber) return;
        failures = 0;
        setState('open');
      },
      text: (data) => {
        if (ownNumber === connectionNumber) emit({ kind: 'event', text: data });
      },
      // EventSource's own retry is fixed at three seconds and gives up for good on an HTTP error; ours never does.
      failed: () => {
        if (ownNumber !== connectionNumber || closed) return;
        disconnect();
        failures += 1;
        setState('lost');
        const ceiling = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (failures - 1));
        cancelRetry = parts.later(connect, ceiling * (0.5 + parts.random() / 2));
      },
    });
  };

  connect();
  return {
    state: () => current,
    /** A new connection at once; the service answers it with a new init. */
    restart: () => {
      if (!closed) connect();
    },
    close: () => {
      closed = true;
      disconnect();
    },
  };
}
