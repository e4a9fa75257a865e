import { z } from 'zod';
import { Bounds } from '../../../../shared/layout/geometry.ts';
import { openChannel } from '../../../base/channel.ts';
import { heldLockNames } from '../heldLocks.ts';

/** Where a window is. `movable` is false for tabs: browsers move only windows that a page opened. */
const WindowPosition = z.object({ bounds: Bounds, movable: z.boolean() });
export type WindowPosition = z.infer<typeof WindowPosition>;

/** Messages between the windows of one browser profile. */
const Message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('changed') }),
  z.object({ kind: z.literal('identify') }),
  z.object({ kind: z.literal('ask-position') }),
  z.object({ kind: z.literal('position'), id: z.string(), position: WindowPosition }),
  /** To the window of that id: another window takes its place in the layout. */
  z.object({ kind: z.literal('give-up-slot'), id: z.string() }),
]);

/** Name of the lock that a page holds as long as it lives, before the id of its window. */
export const LOCK_PREFIX = 'citywhistle-window:';
export const { post, subscribe } = openChannel('citywhistle-windows', Message);

let claimed: { id: string; release: () => void } | null = null;

/** Holds the lock of that window for as long as this page lives; the browser releases it after a crash, too. */
export function claimWindowId(id: string | null): void {
  if (claimed?.id === id) return;
  claimed?.release();
  claimed = null;
  if (id === null || navigator.locks === undefined) return;
  const held = Promise.withResolvers<void>();
  claimed = { id, release: held.resolve };
  void navigator.locks.request(LOCK_PREFIX + id, () => {
    post({ kind: 'changed' });
    return held.promise;
  });
}

/** Ids of the layout's windows that are open somewhere in this browser profile. */
export async function openWindowIds(): Promise<Set<string>> {
  return (await heldLockNames(LOCK_PREFIX)) ?? new Set();
}
