import { withoutWindows } from '../../../../shared/layout/editLayout.ts';
import type { Layout } from '../../../../shared/layout/layout.ts';
import { placeWindows } from '../../../../shared/layout/placeWindows.ts';
import { captureLayout, displayUnder } from '../../../../shared/layout/rememberLayout.ts';
import { askPositions } from './otherWindows.ts';
import { openWindowIds } from './presence.ts';
import { webDisplays } from './screens.ts';

/** The layout in force with every window where it is now; windows that are closed are left out. */
export async function layoutOfOpenWindows(layout: Layout): Promise<Layout> {
  const displays = webDisplays();
  const open = await openWindowIds();
  const { placed, parked } = placeWindows(layout, displays);
  const positions = await askPositions(open);
  const moved = placed.map((window) => {
    const bounds = window.full ? undefined : positions.get(window.id)?.bounds;
    const display = bounds === undefined ? null : displayUnder(bounds, displays);
    return bounds === undefined || display === null ? window : { ...window, bounds, display: display.id };
  });
  const closed = placed.map(({ id }) => id).filter((id) => !open.has(id));
  return withoutWindows(captureLayout(layout, { placed: moved, parked }, displays), closed);
}
