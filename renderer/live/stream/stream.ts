/**
 * One event stream with reconnect and back-off. Runs in the SharedWorker, or in the leading window where there is none.
 * It relays text: parsing is the windows' business, so that a bad message cannot stop the others.
 */
export type StreamState = 'connecting' | 'open' | 'lost';
export type StreamMessage =
  | { kind: 'state'; state: StreamState; since: number }
  | { kind: 'event'; text: string };

/** Callbacks of one connection; each is called for that connection only. */
export type Hooks = { opened(): void; text(data: string): void; failed(): void };
/** The outside world, injected so that tests need neither network nor time. */
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
  let shut: (() => void) | null = null;
  let cancel: (() => void) | null = null;
  /** Which connection is the current one; hooks of older ones are ignored. */
  let turn = 0;
  let failures = 0;
  let closed = false;
  let current: { kind: 'state'; state: StreamState; since: number } = {
    kind: 'state',
    state: 'connecting',
    since: parts.now(),
  };

  const set = (state: StreamState): void => {
    if (current.state === state) return;
    current = { kind: 'state', state, since: parts.now() };
    emit(current);
  };
  const drop = (): void => {
    turn += 1;
    shut?.();
    shut = null;
    cancel?.();
    cancel = null;
  };
  const connect = (): void => {
    drop();
    const mine = turn;
    shut = parts.open(url, {
      opened: () => {
        if (mine !== turn) return;
        failures = 0;
        set('open');
      },
      text: (data) => {
        if (mine === turn) emit({ kind: 'event', text: data });
      },
      // EventSource's own retry is fixed at three seconds and gives up for good on an HTTP error; ours never does.
      failed: () => {
        if (mine !== turn || closed) return;
        drop();
        failures += 1;
        set('lost');
        const ceiling = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (failures - 1));
        cancel = parts.later(connect, ceiling * (0.5 + parts.random() / 2));
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
      drop();
    },
  };
}
