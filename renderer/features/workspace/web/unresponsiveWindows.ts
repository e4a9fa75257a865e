import { ownSlot } from '../../../base/slot.ts';
import { whereabouts } from './otherWindows.ts';
import { present } from './presence.ts';

/** A window that hangs still holds its lock; it is asked this often whether it is there. ms */
const ASK = 10_000;
/** One that draws a million cases, or lies in the background, may miss an answer or two. */
const MISSES = 3;

const missed = new Map<string, number>();

/** Windows that are open but did not answer for some time. */
export function silentWindows(): string[] {
  return [...missed].filter(([, times]) => times >= MISSES).map(([id]) => id);
}

/** Asks the others from time to time, as long as somebody may look at this window; calls `changed` when one falls silent or speaks. */
export function watchSilence(changed: () => void): void {
  setInterval(() => {
    if (document.visibilityState === 'visible') void ask(changed);
  }, ASK);
}

async function ask(changed: () => void): Promise<void> {
  const before = silentWindows().join();
  const open = await present();
  open.delete(ownSlot() ?? '');
  const answered = open.size === 0 ? new Map() : await whereabouts(open);
  for (const id of missed.keys()) if (!open.has(id)) missed.delete(id);
  for (const id of open) missed.set(id, answered.has(id) ? 0 : (missed.get(id) ?? 0) + 1);
  if (silentWindows().join() !== before) changed();
}
