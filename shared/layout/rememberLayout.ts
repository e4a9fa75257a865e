import { type Display, refsOf } from './display.ts';
import { type Bounds, overlapArea, shareOf } from './geometry.ts';
import type { Layout, LayoutWindow } from './layout.ts';
import { matchDisplays } from './matchDisplays.ts';
import type { Placed, Placement } from './placeWindows.ts';

/** The display with the largest overlap; null if there is none. */
export function displayUnder(bounds: Bounds, displays: readonly Display[]): Display | null {
  let found: Display | null = null;
  let most = 0;
  for (const display of displays) {
    const area = overlapArea(bounds, display.bounds);
    if (area > most) [found, most] = [display, area];
  }
  return found;
}

/**
 * The layout after the operator moved one of its windows; the window returns there after a change of displays. Moves of a
 * guest are not remembered, a kiosk cannot be moved, and nothing can be moved onto a kiosk's display.
 */
export function rememberMove(
  layout: Layout,
  displays: readonly Display[],
  moved: Pick<Placed, 'id' | 'guest' | 'kiosk' | 'bounds'>,
): Layout {
  const display = displayUnder(moved.bounds, displays);
  if (moved.guest || moved.kiosk || display === null) return layout;
  const match = matchDisplays(layout.displays, displays);
  const known = match.indexOf(displays.indexOf(display));
  const ref = refsOf(displays)[displays.indexOf(display)];
  if (ref === undefined || (known < 0 && layout.displays.length >= 16)) return layout;
  const home = known < 0 ? layout.displays.length : known;
  if (layout.windows.some((window) => window.kiosk && window.display === home)) return layout;
  return {
    displays: known < 0 ? [...layout.displays, ref] : layout.displays,
    windows: layout.windows.map((window) =>
      window.id === moved.id
        ? {
            ...window,
            display: home,
            place: { kind: 'share', share: shareOf(moved.bounds, display.workArea) },
          }
        : window,
    ),
  };
}

/**
 * The current windows as a new layout (「保存布局」). A guest is assigned to the display on which it is shown. Windows that are
 * not shown keep their missing displays.
 */
export function captureLayout(layout: Layout, placement: Placement, displays: readonly Display[]): Layout {
  const refs = refsOf(displays);
  const kept = [...refs];
  const windows: LayoutWindow[] = [];
  for (const { id, role, zoom, linked, kiosk, full, bounds, display } of placement.placed) {
    const at = displays.findIndex((each) => each.id === display);
    const area = displays[at]?.workArea;
    if (area === undefined) continue;
    const place = full
      ? ({ kind: 'full' } as const)
      : ({ kind: 'share', share: shareOf(bounds, area) } as const);
    windows.push({ id, role, zoom, linked, kiosk, place, display: at });
  }
  for (const { id } of placement.parked) {
    const window = layout.windows.find((each) => each.id === id);
    const ref = window === undefined ? undefined : layout.displays[window.display];
    if (window === undefined || ref === undefined) continue;
    const known = kept.indexOf(ref);
    if (known < 0) kept.push(ref);
    windows.push({ ...window, display: known < 0 ? kept.length - 1 : known });
  }
  return { displays: kept.slice(0, 16), windows: windows.filter(({ display }) => display < 16) };
}
