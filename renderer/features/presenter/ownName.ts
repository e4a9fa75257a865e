import { ownSlot } from '../../base/slot.ts';
import { heldLockNames } from '../workspace/heldLocks.ts';

const KEY = 'citywhistle.presenter.window';
const LOCK = 'citywhistle-presenter:';
/** Longer than a page that is loaded again needs to let go of its name; ms. */
const PATIENCE = 3000;

let held: { name: string; release: () => void } | null = null;

/**
 * Name of this window among those of the workstation, kept over reloads, and held by a lock for as long as the page lives:
 * a crash gives it back too. A window of the layout is named by its slot.
 */
export async function ownName(): Promise<string> {
  const slot = ownSlot();
  if (slot !== null) {
    if (held?.name !== slot) take(slot, {});
    return slot;
  }
  if (held?.name.startsWith('tab-')) return held.name;
  const before = kept();
  // A window that another one opened begins with a copy of that one's storage: the name may be taken.
  if (before !== null && (await take(before, { signal: AbortSignal.timeout(PATIENCE) }))) return before;
  const name = `tab-${crypto.randomUUID().slice(0, 8)}`;
  await take(name, {});
  keep(name);
  return name;
}

/** Names of the windows that live now. Null where the browser cannot tell: then none is taken for gone. */
export function livingWindows(): Promise<ReadonlySet<string> | null> {
  return heldLockNames(LOCK);
}

/** False when another window holds the name for too long. */
function take(name: string, options: { signal?: AbortSignal }): Promise<boolean> {
  held?.release();
  const stay = Promise.withResolvers<void>();
  held = { name, release: stay.resolve };
  if (navigator.locks === undefined) return Promise.resolve(true);
  const got = Promise.withResolvers<boolean>();
  navigator.locks
    .request(LOCK + name, options, () => {
      got.resolve(true);
      return stay.promise;
    })
    .catch(() => got.resolve(false));
  return got.promise;
}

function kept(): string | null {
  try {
    const name = sessionStorage.getItem(KEY);
    return name !== null && /^tab-[0-9a-f]{8}$/.test(name) ? name : null;
  } catch {
    return null;
  }
}

function keep(name: string): void {
  try {
    sessionStorage.setItem(KEY, name);
  } catch {
    // A reload then makes it another window, which starts live.
  }
}
