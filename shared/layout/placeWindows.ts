import type { WindowRole } from '../contract/windowRole.ts';
import { chooseHosts } from './chooseHosts.ts';
import type { Display } from './display.ts';
import { type Bounds, boundsOf, WHOLE } from './geometry.ts';
import type { Layout, LayoutWindow } from './layout.ts';
import { matchDisplays } from './matchDisplays.ts';

/** Where a window is to be now. `display` is an id of the present displays, good until their next change. */
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
  /** Its own display is missing: it lies behind the windows that are at home there. */
  guest: boolean;
  /** A kiosk wall that gave up the display for itself, since no other was left to work on. */
  lowered: boolean;
};

/** `parked`: walls that have no display to fill for now and would only cover what is worked with; they are not shown. */
export type Placement = { placed: Placed[]; parked: { id: string; role: WindowRole }[] };

/**
 * Where every window of a layout goes on the displays that are there. Windows lie wholly within the work area of a
 * display (or fill the display), never on the display of a kiosk wall, and no two kiosk walls share one. Order is the
 * layout's: of windows on one display the first is on top, guests below all.
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
