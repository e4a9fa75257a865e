import { windowSearch } from '../../../shared/layout/address.ts';
import { displayUnder } from '../../../shared/layout/arrange.ts';
import type { Display } from '../../../shared/layout/display.ts';
import type { Placed } from '../../../shared/layout/placeWindows.ts';
import { placeOf } from '../role.ts';
import { changeAddress, ownSlot } from './slot.ts';
import { ownBounds } from './webPlace.ts';
import { present } from './webPresence.ts';

/**
 * Opens the windows that are not open yet: on their displays where that is allowed, else as tabs. A window that nobody
 * laid out takes the place of one of its role on its own display instead of opening it twice. Returns the ids of those
 * that the browser kept from opening; walls are tried first, since a tab can stand in for any other.
 */
export async function openMissing(
  placed: readonly Placed[],
  placing: boolean,
  displays: readonly Display[],
): Promise<string[]> {
  const open = await present();
  const missing = placed.filter(({ id }) => !open.has(id) && id !== ownSlot());
  if (ownSlot() === null) {
    const { role } = placeOf(location.search);
    const here = displayUnder(ownBounds(), displays)?.id;
    const mine = missing.find((window) => window.role === role && !window.kiosk && window.display === here);
    if (mine !== undefined) {
      changeAddress({ slot: mine.id });
      missing.splice(missing.indexOf(mine), 1);
    }
  }
  const order = missing.reverse().sort((a, b) => Number(b.kiosk) - Number(a.kiosk));
  const blocked: string[] = [];
  for (const window of order) {
    const { x, y, width, height } = window.bounds;
    const features = placing ? `popup,left=${x},top=${y},width=${width},height=${height}` : '';
    if (globalThis.open(windowSearch(window), `citywhistle-${window.id}`, features) === null)
      blocked.push(window.id);
  }
  return blocked;
}
