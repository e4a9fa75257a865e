import { useEffect, useRef } from 'react';
import { create, type StoreApi, type UseBoundStore } from 'zustand';

/** Dialogs that any part of a window may open; one host draws each of them. */
export type DialogName = 'signIn' | 'people' | 'legibility' | 'commandLine';

const useDialogs = create<Readonly<Record<DialogName, boolean>>>()(() => ({
  signIn: false,
  people: false,
  legibility: false,
  commandLine: false,
}));

/** Whether a dialog is open in this window. */
export function useDialog(name: DialogName): boolean {
  return useDialogs((dialogs) => dialogs[name]);
}

export function openDialog(name: DialogName): void {
  useDialogs.setState({ [name]: true });
}

export function closeDialog(name: DialogName): void {
  useDialogs.setState({ [name]: false });
}

/** An intent not taken within this time (nobody signed in) is dropped; ms. */
const MAX_AGE_MS = 3 * 60_000;

type Pending<Value> = { value: Value; at: number } | null;

/**
 * A request from one part of a window to another part that may not be mounted yet: a map opens the form of the whistle
 * board, a hand-over shows a source in the connections window.
 */
export type Intent<Value> = {
  /** Stores a request; it replaces an earlier one. `now` is any clock, ms. */
  request(value: Value, now: number): void;
  /** Takes the pending intent, once; null if there is none or it is too old. */
  take(now: number): Value | null;
  store: UseBoundStore<StoreApi<{ pending: Pending<Value> }>>;
};

export function createIntent<Value>(): Intent<Value> {
  const store = create<{ pending: Pending<Value> }>()(() => ({ pending: null }));
  return {
    store,
    request: (value, now) => store.setState({ pending: { value, at: now } }),
    take: (now) => {
      const { pending } = store.getState();
      if (pending === null) return null;
      store.setState({ pending: null });
      return now - pending.at <= MAX_AGE_MS ? pending.value : null;
    },
  };
}

/**
 * Takes an intent as soon as `accepts` returns true, and passes it to `run`. Returns the pending value or null, for a
 * component that has to prepare something first (a sign-in).
 */
export function useIntent<Value>(
  intent: Intent<Value>,
  accepts: (value: Value) => boolean,
  run: (value: Value) => void,
): Value | null {
  const pending = intent.store((state) => state.pending);
  const latest = useRef(run);
  latest.current = run;
  const accepted = pending !== null && accepts(pending.value);
  useEffect(() => {
    if (!accepted || pending === null) return;
    const value = intent.take(Date.now());
    if (value !== null) latest.current(value);
  }, [intent, pending, accepted]);
  return pending === null ? null : pending.value;
}
