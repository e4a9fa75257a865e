import { create } from 'zustand';
import type { CityStatus } from '../../../shared/contract/status.ts';
import { CityEvent } from '../../../shared/contract/status.ts';
import { isReadLocked } from '../client/readLock.ts';
import { bufferEvent, onThaw } from './freeze.ts';
import { type Connection, INITIAL_STATE, type LiveState, reduce, withConnection } from './liveState.ts';
import { openTransport, type Transport } from './transport.ts';

/** The state that the stream has built up so far. Read it through the hooks below. */
export const useLive = create<LiveState>()(() => INITIAL_STATE);

const listeners = new Set<(event: CityEvent) => void>();
let transport: Transport | null = null;

/** Starts the stream of this window; `freshStatus` fetches a status for a window that joined a running stream. */
export function startEvents(url: string, freshStatus: () => Promise<CityStatus>): void {
  if (transport !== null) return;
  transport = openTransport(url, (message) => {
    if (message.kind === 'event') {
      parseAndPublish(message.text);
      return;
    }
    useLive.setState((state) => withConnection(state, message.state, message.since));
    if (message.state === 'open' && useLive.getState().status === null) loadInitialStatus(freshStatus);
  });
}

/** Asks for a new connection at once, e.g. when the operator presses «重连». */
export function reconnect(): void {
  transport?.restart();
}

/** Every parsed event, in order. Returns how to stop. */
export function onEvent(listener: (event: CityEvent) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** How the stream is, and since when (UTC ms). */
export function useConnection(): Connection {
  return useLive((state) => state.connection);
}

/** Forgets the status and what the stream has said; the service's clock is kept. */
export function forgetStatus(): void {
  useLive.setState({ status: null, revision: 0, lastEventAt: null });
}

/** Takes the service's clock (UTC ms) from an answer, for a window that has no stream yet. */
export function learnClock(now: number): void {
  if (useLive.getState().clockOffset === null) useLive.setState({ clockOffset: now - Date.now() });
}

function loadInitialStatus(freshStatus: () => Promise<CityStatus>): void {
  freshStatus().then(
    (status) => {
      // The stream's own init may have come first; an older answer must not undo it.
      if (useLive.getState().status === null) publish({ type: 'init', revision: status.revision, status });
    },
    () => {
      // The status query shows the reason; the stream is kept open.
    },
  );
}

function parseAndPublish(text: string): void {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return;
  }
  const parsed = CityEvent.safeParse(body);
  // An unknown event, sent by a newer service, is skipped.
  if (parsed.success) publish(parsed.data);
}

function publish(event: CityEvent): void {
  // The stream ends a moment after the session.
  if (isReadLocked()) return;
  if (bufferEvent(event)) return;
  useLive.setState((state) => reduce(state, event, Date.now()));
  for (const listener of listeners) listener(event);
}

onThaw((held) => {
  for (const event of held) publish(event);
});
