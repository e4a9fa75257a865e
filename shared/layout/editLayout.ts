import type { WindowRole } from '../contract/windowRole.ts';
import { type Display, refsOf } from './display.ts';
import { WHOLE } from './geometry.ts';
import type { Layout, LayoutWindow } from './layout.ts';
import { matchDisplays } from './matchDisplays.ts';

/** One window on the primary display (or the first): the layout before any profile was chosen. */
export function singleWindowLayout(role: WindowRole, displays: readonly Display[]): Layout {
  const display = displays.find(({ primary }) => primary) ?? displays[0];
  return {
    displays: display === undefined ? [] : refsOf([display]),
    windows:
      display === undefined
        ? []
        : [
            {
              id: `${role}-1`,
              role,
              display: 0,
              place: { kind: 'share', share: WHOLE },
              zoom: 1,
              linked: true,
              kiosk: false,
            },
          ],
  };
}

/**
 * The layout with one more window of a role, on top of the other windows of its display. The display is the requested one;
 * if it has a kiosk, or none was requested, the primary or first one without a kiosk. Null if every display has a kiosk,
 * or there are too many windows.
 */
export function withWindow(
  layout: Layout,
  role: WindowRole,
  wanted: string | null,
  displays: readonly Display[],
): { layout: Layout; id: string } | null {
  const match = matchDisplays(layout.displays, displays);
  const isKiosk = (display: Display) =>
    layout.windows.some((window) => window.kiosk && match[window.display] === displays.indexOf(display));
  const free = displays.filter((display) => !isKiosk(display));
  const display = free.find(({ id }) => id === wanted) ?? free.find(({ primary }) => primary) ?? free[0];
  const ref = display === undefined ? undefined : refsOf([display])[0];
  if (display === undefined || ref === undefined || layout.windows.length >= 16) return null;
  const known = match.indexOf(displays.indexOf(display));
  if (known < 0 && layout.displays.length >= 16) return null;
  let number = 1;
  while (layout.windows.some(({ id }) => id === `${role}-${number}`)) number += 1;
  const id = `${role}-${number}`;
  const window = {
    id,
    role,
    display: known < 0 ? layout.displays.length : known,
    place: { kind: 'share', share: WHOLE },
    zoom: 1,
    linked: true,
    kiosk: false,
  } as const;
  return {
    layout: {
      displays: known < 0 ? [...layout.displays, ref] : layout.displays,
      windows: [window, ...layout.windows],
    },
    id,
  };
}

/** The layout with one window no longer a kiosk: an ordinary window over the whole work area. */
export function withoutKiosk(layout: Layout, id: string): Layout {
  return {
    ...layout,
    windows: layout.windows.map((window) =>
      window.id === id
        ? { ...window, kiosk: false, place: { kind: 'share' as const, share: WHOLE } }
        : window,
    ),
  };
}

/** Settings of a window that an operator can change without moving it. */
export type Adjustment = Pick<LayoutWindow, 'zoom' | 'linked'>;

/** The layout with one window's zoom and link changed. */
export function adjusted(layout: Layout, id: string, change: Adjustment): Layout {
  return {
    ...layout,
    windows: layout.windows.map((window) => (window.id === id ? { ...window, ...change } : window)),
  };
}

/** The layout without these windows, which the operator closed. */
export function withoutWindows(layout: Layout, ids: readonly string[]): Layout {
  return { ...layout, windows: layout.windows.filter(({ id }) => !ids.includes(id)) };
}
