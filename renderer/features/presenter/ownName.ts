import { ownSlot } from '../../base/slot.ts';
import { heldLockNames } from '../workspace/heldLocks.ts';

const KEY = 'citywhistle.presenter.window';
const LOCK_PREFIX = 'citywhistle-presenter:';
/** Longer than a page that reloads takes to release its name; ms. */
const RELOAD_MS = 3000;

let held: { name: string; release: () => void } | null = null;

/**
 * Name of this window among those of the workstation, the same after a reload. A lock holds it for as long as the page
 * lives; the browser releases it after a crash, too. A window of the layout is named by its slot.
 */
export async function ownName(): Promise<string> {
  const slot = ownSlot();
  if (slot !== null) {
    if (held?.name !== slot) acquire(slot, {});
    return slot;
  }
  if (held?.name.startsWith('tab-')) return held.name;
  const before = storedName();
  // A window that another one opened starts with a copy of that one's storage, so the name may be taken.
  if (before !== null && (await acquire(before, { signal: AbortSignal.timeout(RELOAD_MS) }))) return before;
  const name = `tab-${crypto.randomUUID().slice(0, 8)}`;
  await acquire(name, {});
  storeName(name);
  return name;
}

/** Names of the windows that are open now. Null where the browser cannot tell: then none counts as closed. */
export function openWindowNames(): Promise<ReadonlySet<string> | null> {
  return heldLockNames(LOCK_PREFIX);
}

/** Waits for the lock of a name; false when another window still holds it at the end of the signal's time. */
function acquire(name: string, options: { signal?: AbortSignal }): Promise<boolean> {
  held?.release();
  const until = Promise.withResolvers<void>();
  held = { name, release: until.resolve };
  if (navigator.locks === undefined) return Promise.resolve(true);
  const acquired = Promise.withResolvers<boolean>();
  navigator.locks
    .request(LOCK_PREFIX + name, options, () => {
      acquired.resolve(true);
      return until.promise;
    })
    .catch(() => acquired.resolve(false));
  return acquired.promise;
}

function storedName(): string | null {
  try {
    const name = sessionStorage.getItem(KEY);
    return name !== null && /^tab-[0-9a-f]{8}$/.test(name) ? name : null;
  } catch {
    return null;
  }
}

function storeName(name: string): void {
  try {
    sessionStorage.setItem(KEY, name);
  } catch {
    // A reload then makes it another window, which starts live.
  }
}
