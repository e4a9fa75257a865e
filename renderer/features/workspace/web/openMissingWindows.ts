import { windowSearch } from '../../../../shared/layout/address.ts';
import { displayUnder } from '../../../../shared/layout/arrange.ts';
import type { Display } from '../../../../shared/layout/display.ts';
import type { Placed } from '../../../../shared/layout/placeWindows.ts';
import { placeOf } from '../../../base/role.ts';
import { changeAddress, ownSlot } from '../../../base/slot.ts';
import { ownPlace } from './movement.ts';
import { awaited, leaveSlot, whereabouts } from './otherWindows.ts';
import { present, say } from './presence.ts';

/** Windows on their way: opened, but their pages did not report yet. */
const coming = new Set<string>();

/**
 * Opens the windows that are not open yet: on their displays where that is allowed, else as tabs. Walls come first: where
 * the browser lets only one through, a tab can stand in for any other. Each is cut off from the page that opened it, so
 * that it has a process of its own: one that hangs or runs out of memory leaves the others alone. Returns what to wait
 * for: the ids of those that did not come, since a browser that keeps a window from opening does not say so.
 */
export async function openMissing(
  placed: readonly Placed[],
  placing: boolean,
  displays: readonly Display[],
): Promise<() => Promise<string[]>> {
  const open = await present();
  for (const id of placing ? await stuck(placed, open, displays) : []) {
    if (id === ownSlot()) leaveSlot();
    else say({ kind: 'leave', id });
    open.delete(id);
  }
  const missing = placed.filter(({ id }) => !open.has(id) && !coming.has(id) && id !== ownSlot());
  const own = adopt(missing, displays);
  const order = missing
    .filter((window) => window !== own)
    .reverse()
    .sort((a, b) => Number(b.kiosk) - Number(a.kiosk));
  const ids = order.map(({ id }) => id);
  for (const window of order) {
    const { x, y, width, height } = window.bounds;
    const place = placing ? `,popup,left=${x},top=${y},width=${width},height=${height}` : '';
    globalThis.open(`${windowSearch(window)}${placing ? '&popup=1' : ''}`, '_blank', `noopener${place}`);
    coming.add(window.id);
  }
  return async () => {
    const absent = await awaited(ids);
    for (const id of ids) coming.delete(id);
    return absent;
  };
}

/** Tabs on another display than their windows are to be on: they cannot be moved, so others take their places. */
async function stuck(
  placed: readonly Placed[],
  open: ReadonlySet<string>,
  displays: readonly Display[],
): Promise<string[]> {
  const places = await whereabouts(new Set(placed.map(({ id }) => id).filter((id) => open.has(id))));
  return placed
    .filter(({ id, display }) => {
      const place = places.get(id);
      return place !== undefined && !place.movable && displayUnder(place.bounds, displays)?.id !== display;
    })
    .map(({ id }) => id);
}

/** A tab that nobody laid out becomes the window of its role on its own display, instead of opening that twice. */
function adopt(missing: readonly Placed[], displays: readonly Display[]): Placed | null {
  if (ownSlot() !== null) return null;
  const { role } = placeOf(location.search);
  const here = displayUnder(ownPlace().bounds, displays)?.id;
  const own = missing.find((window) => window.role === role && !window.kiosk && window.display === here);
  if (own === undefined) return null;
  changeAddress({ slot: own.id });
  return own;
}
