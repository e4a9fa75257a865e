import type { Display } from './display.ts';
import type { Layout } from './layout.ts';
import { type Placed, type Placement, placeWindows } from './placeWindows.ts';

/** The active layout, and where its windows are. */
export type Arrangement = { layout: Layout; placement: Placement };

/** What a change of the displays does to the windows, by id. A window can be in several lists. */
export type DisplayChange = {
  arrangement: Arrangement;
  /** To be moved, resized, or to change between kiosk and ordinary. */
  moved: string[];
  /** Lost their display: now guests, or not shown. */
  left: string[];
  /** Their display is back. */
  returned: string[];
};

/**
 * Places the windows after displays were plugged in, unplugged or changed. The result depends on the layout and the
 * present displays only, not on earlier changes: once all displays are back, every window is where it was. While the
 * system reports no display at all (asleep, or a remote session that switches screens) nothing is moved.
 */
export function afterDisplayChange(previous: Arrangement, displays: readonly Display[]): DisplayChange {
  if (displays.length === 0) return { arrangement: previous, moved: [], left: [], returned: [] };
  const placement = placeWindows(previous.layout, displays);
  const before = new Map(previous.placement.placed.map((window) => [window.id, window]));
  const after = new Map(placement.placed.map((window) => [window.id, window]));
  const ids = previous.layout.windows.map(({ id }) => id);
  const atHome = (window: Placed | undefined) => window !== undefined && !window.guest;
  return {
    arrangement: { layout: previous.layout, placement },
    moved: ids.filter((id) => !isSame(before.get(id), after.get(id))),
    left: ids.filter((id) => atHome(before.get(id)) && !atHome(after.get(id))),
    returned: ids.filter((id) => !atHome(before.get(id)) && atHome(after.get(id))),
  };
}

/** The display's id is left out: it may change while nothing else does. */
function isSame(a: Placed | undefined, b: Placed | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const same = (['x', 'y', 'width', 'height'] as const).every((side) => a.bounds[side] === b.bounds[side]);
  return same && a.kiosk === b.kiosk && a.full === b.full && a.zoom === b.zoom && a.linked === b.linked;
}
