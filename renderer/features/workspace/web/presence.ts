import { z } from 'zod';
import { Bounds } from '../../../../shared/layout/geometry.ts';
import { openChannel } from '../../../base/channel.ts';
import { livingNames } from '../heldLocks.ts';

/** Where a window is. `movable` is false for tabs: browsers move only windows that a page opened. */
const WebPlace = z.object({ bounds: Bounds, movable: z.boolean() });
export type WebPlace = z.infer<typeof WebPlace>;

/** What windows of one browser profile say to each other about their places. */
const Message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('changed') }),
  z.object({ kind: z.literal('identify') }),
  z.object({ kind: z.literal('where') }),
  z.object({ kind: z.literal('here'), id: z.string(), place: WebPlace }),
  /** Another window is opened in the place of that one. */
  z.object({ kind: z.literal('leave'), id: z.string() }),
]);
export type Message = z.infer<typeof Message>;

/** Before the id of a window: the lock that its page holds as long as it lives. */
export const LOCK = 'citywhistle-window:';
/** Tells the other windows, and what they tell. */
export const { say, hear } = openChannel('citywhistle-windows', Message);

let claimed: { id: string; release: () => void } | null = null;

/** Says for as long as this page lives that it is that window: a lock, which a crash gives back too. */
export function claim(id: string | null): void {
  if (claimed?.id === id) return;
  claimed?.release();
  claimed = null;
  if (id === null || navigator.locks === undefined) return;
  const stay = Promise.withResolvers<void>();
  claimed = { id, release: stay.resolve };
  void navigator.locks.request(LOCK + id, () => {
    say({ kind: 'changed' });
    return stay.promise;
  });
}

/** Windows of the layout that are open somewhere in this browser profile. */
export async function present(): Promise<Set<string>> {
  return (await livingNames(LOCK)) ?? new Set();
}
