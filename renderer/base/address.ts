import { pageTimers } from './timers.ts';

/**
 * So long after the last change of a hand that moves along the time line its place is written into the address; ms.
 * Browsers refuse more than a few changes of the address a second, and each keeps the browser's own process busy.
 */
const REST_MS = 250;

let unwritten: { write: () => void; cancel: () => void } | null = null;

/** Calls `write` once no more such changes come; the last one given counts. */
export function writeAddressLater(write: () => void): void {
  unwritten?.cancel();
  unwritten = { write, cancel: pageTimers.later(settleAddress, REST_MS) };
}

/** Writes at once what waits to be written; to be called before the address is read or handed on. */
export function settleAddress(): void {
  const waiting = unwritten;
  unwritten = null;
  waiting?.cancel();
  waiting?.write();
}
