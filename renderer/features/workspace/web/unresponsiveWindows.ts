import { ownSlot } from '../../../base/slot.ts';
import { askPositions } from './otherWindows.ts';
import { openWindowIds } from './presence.ts';

/** A window that hangs still holds its lock, so it is asked this often for an answer. ms */
const INTERVAL_MS = 10_000;
/** A window that draws a million cases, or lies in the background, may miss an answer or two. */
const MISSED_ANSWERS = 3;

const missed = new Map<string, number>();

/** Ids of windows that are open but have not answered for some time. */
export function unresponsiveWindows(): string[] {
  return [...missed].filter(([, times]) => times >= MISSED_ANSWERS).map(([id]) => id);
}

/** Asks the other windows at intervals while this one is visible; calls `changed` when the list above changes. */
export function watchUnresponsive(changed: () => void): void {
  setInterval(() => {
    if (document.visibilityState === 'visible') void pingWindows(changed);
  }, INTERVAL_MS);
}

async function pingWindows(changed: () => void): Promise<void> {
  const before = unresponsiveWindows().join();
  const open = await openWindowIds();
  open.delete(ownSlot() ?? '');
  const answered = open.size === 0 ? new Map() : await askPositions(open);
  for (const id of missed.keys()) if (!open.has(id)) missed.delete(id);
  for (const id of open) missed.set(id, answered.has(id) ? 0 : (missed.get(id) ?? 0) + 1);
  if (unresponsiveWindows().join() !== before) changed();
}
