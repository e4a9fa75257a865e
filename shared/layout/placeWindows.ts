import type { WindowRole } from '../contract/windowRole.ts';
import { chooseHosts } from './chooseHosts.ts';
import type { Display } from './display.ts';
import { type Bounds, boundsOf, WHOLE } from './geometry.ts';
import type { Layout, LayoutWindow } from './layout.ts';
import { matchDisplays } from './matchDisplays.ts';

/** The place of a window. `display` is the id of a present display, valid until the next change. */
export type Placed = {
  id: string;
  role: WindowRole;
  display: string;
  /** DIP. */
  bounds: Bounds;
  full: boolean;
  kiosk: boolean;
  zoom: number;
  linked: boolean;
  /** Its own display is missing, so it is shown behind the windows of another display. */
  guest: boolean;
  /** A kiosk wall turned into an ordinary window, since no other display was left to work on. */
  lowered: boolean;
};

/** `parked`: walls that are not shown because they have no display, and would cover the operator's windows. */
export type Placement = { placed: Placed[]; parked: { id: string; role: WindowRole }[] };

/**
 * Places every window of a layout on the present displays. A window is completely within the work area of a display (or
 * fills the display), never on the display of a kiosk wall, and no two kiosk walls share a display. The order is that of
 * the layout: of windows on one display the first is on top, and guests are below all others.
 */
export function placeWindows(layout: Layout, displays: readonly Display[]): Placement {
  const match = matchDisplays(layout.displays, displays);
  const { hosts, lowered } = chooseHosts(layout, displays, match);
  const placement: Placement = { placed: [], parked: [] };
  for (const window of layout.windows) {
    const home = match[window.display] ?? null;
    const host = home === null ? (hosts.get(window.id) ?? null) : { display: home, whole: true };
    const display = host === null ? undefined : displays[host.display];
    if (host === null || display === undefined) placement.parked.push({ id: window.id, role: window.role });
    else
      placement.placed.push(
        placed(window, display, {
          guest: home === null,
          alone: host.whole && !lowered.has(host.display),
        }),
      );
  }
  return placement;
}

function placed(
  window: LayoutWindow,
  display: Display,
  { guest, alone }: { guest: boolean; alone: boolean },
): Placed {
  const { id, role, zoom, linked, place } = window;
  const full = place.kind === 'full' && alone;
  return {
    id,
    role,
    zoom,
    linked,
    guest,
    display: display.id,
    full,
    kiosk: window.kiosk && alone,
    lowered: window.kiosk && !alone,
    bounds: full ? display.bounds : boundsOf(place.kind === 'share' ? place.share : WHOLE, display.workArea),
  };
}
