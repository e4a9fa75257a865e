import { create } from 'zustand';

/**
 * Whether this window shows nothing until somebody has signed in, because the installation has reading need it
 * (`--require-sign-in`). `setUp`: there is no operator yet, so the first administrator is added.
 */
export const useReadLock = create<{ locked: boolean; setUp: boolean }>()(() => ({
  locked: false,
  setUp: false,
}));

/** Takes everything off the screen and out of the page (live/stream/emptyPage.ts). */
export function lockReading(): void {
  useReadLock.setState({ locked: true });
}

/** Calls back when reading is locked, for what this page keeps apart from the query cache. */
export function onReadLock(forget: () => void): void {
  useReadLock.subscribe((now, before) => {
    if (now.locked && !before.locked) forget();
  });
}

/** Whether reading is locked now: an answer to an earlier request is no longer to be kept. */
export function isReadLocked(): boolean {
  return useReadLock.getState().locked;
}

export function unlockReading(): void {
  useReadLock.setState({ locked: false, setUp: false });
}
