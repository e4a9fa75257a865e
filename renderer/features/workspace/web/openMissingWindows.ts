import type { Display } from '../../../../shared/layout/display.ts';
import type { Placed } from '../../../../shared/layout/placeWindows.ts';
import { displayUnder } from '../../../../shared/layout/rememberLayout.ts';
import { windowSearch } from '../../../../shared/layout/windowSearch.ts';
import { changeAddress, ownSlot } from '../../../base/slot.ts';
import { parseWindowAddress } from '../../../base/windowAddress.ts';
import { askPositions, giveUpSlot, missingAfterWait } from './otherWindows.ts';
import { ownPosition } from './ownBounds.ts';
import { openWindowIds, post } from './presence.ts';

/** Windows that were opened but whose pages have not reported yet. */
const loading = new Set<string>();

/**
 * Opens the windows that are not open yet: on their displays where that is allowed, else as tabs. Walls come first: where
 * the browser lets only one through, a tab can stand in for any other. `noopener` gives each window a process of its own,
 * so that one that hangs or runs out of memory leaves the others alone. Browsers do not report a window that they blocked:
 * the function returned waits for the windows and gives the ids of those that did not open.
 */
export async function openMissingWindows(
  placed: readonly Placed[],
  placing: boolean,
  displays: readonly Display[],
): Promise<() => Promise<string[]>> {
  const open = await openWindowIds();
  for (const id of placing ? await misplacedTabs(placed, open, displays) : []) {
    if (id === ownSlot()) giveUpSlot();
    else post({ kind: 'give-up-slot', id });
    open.delete(id);
  }
  const missing = placed.filter(({ id }) => !open.has(id) && !loading.has(id) && id !== ownSlot());
  const own = takeOwnSlot(missing, displays);
  const order = missing
    .filter((window) => window !== own)
    .reverse()
    .sort((a, b) => Number(b.kiosk) - Number(a.kiosk));
  const ids = order.map(({ id }) => id);
  for (const window of order) {
    const { x, y, width, height } = window.bounds;
    const place = placing ? `,popup,left=${x},top=${y},width=${width},height=${height}` : '';
    globalThis.open(`${windowSearch(window)}${placing ? '&popup=1' : ''}`, '_blank', `noopener${place}`);
    loading.add(window.id);
  }
  return async () => {
    const absent = await missingAfterWait(ids);
    for (const id of ids) loading.delete(id);
    return absent;
  };
}

/** Tabs on another display than their windows belong on: a tab cannot be moved, so a new window takes its place. */
async function misplacedTabs(
  placed: readonly Placed[],
  open: ReadonlySet<string>,
  displays: readonly Display[],
): Promise<string[]> {
  const positions = await askPositions(new Set(placed.map(({ id }) => id).filter((id) => open.has(id))));
  return placed
    .filter(({ id, display }) => {
      const position = positions.get(id);
      return (
        position !== undefined && !position.movable && displayUnder(position.bounds, displays)?.id !== display
      );
    })
    .map(({ id }) => id);
}

/** A tab outside of the layout becomes the window of its role on its own display, instead of opening that a second time. */
function takeOwnSlot(missing: readonly Placed[], displays: readonly Display[]): Placed | null {
  if (ownSlot() !== null) return null;
  const { role } = parseWindowAddress(location.search);
  const display = displayUnder(ownPosition().bounds, displays)?.id;
  const own = missing.find((window) => window.role === role && !window.kiosk && window.display === display);
  if (own === undefined) return null;
  changeAddress({ slot: own.id });
  return own;
}
