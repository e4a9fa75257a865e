import type { WindowRole } from '../contract/windowRole.ts';
import { type Display, inReadingOrder, refsOf } from './display.ts';
import { type Share, WHOLE } from './geometry.ts';
import type { Layout, LayoutWindow, ProfileId } from './layout.ts';

type DefaultWindow = { role: WindowRole; linked: boolean };
const linkedWindow = (role: WindowRole): DefaultWindow => ({ role, linked: true });
const pinnedWindow = (role: WindowRole): DefaultWindow => ({ role, linked: false });

/**
 * The window for each display, in order: the operator's own display, the largest other one, then the rest from the left.
 * The first three are always opened; with fewer displays they share them. 日常值守: the case desk in front, whistles beside
 * it. 调度会: the large wall keeps its own filter while the desk is used for look-ups. 演练 and 应急: whistles in front; in an
 * emergency most further displays are walls.
 */
const DEFAULT_WINDOWS: Record<ProfileId, readonly DefaultWindow[]> = {
  daily: [
    linkedWindow('desk'),
    linkedWindow('wall'),
    linkedWindow('whistles'),
    linkedWindow('connections'),
    pinnedWindow('desk'),
    linkedWindow('wall'),
  ],
  meeting: [
    linkedWindow('desk'),
    pinnedWindow('wall'),
    linkedWindow('whistles'),
    linkedWindow('wall'),
    pinnedWindow('desk'),
    linkedWindow('wall'),
  ],
  drill: [
    linkedWindow('whistles'),
    linkedWindow('wall'),
    linkedWindow('desk'),
    pinnedWindow('whistles'),
    linkedWindow('wall'),
    pinnedWindow('desk'),
  ],
  emergency: [
    linkedWindow('whistles'),
    linkedWindow('wall'),
    linkedWindow('desk'),
    linkedWindow('wall'),
    linkedWindow('wall'),
    pinnedWindow('whistles'),
  ],
};
const MIN_WINDOWS = 3;
/** On a display this wide, two windows side by side are each wide enough for a case desk; DIP. */
const SIDE_BY_SIDE_WIDTH = 2560;

/** The default layout of a profile on the present displays (at least one). */
export function defaultLayout(profile: ProfileId, displays: readonly Display[]): Layout {
  const seated = inDefaultOrder(displays);
  const counts = new Map<WindowRole, number>();
  const windows: LayoutWindow[] = [];
  DEFAULT_WINDOWS[profile].forEach((seat, index) => {
    if (index >= Math.max(MIN_WINDOWS, seated.length)) return;
    const number = (counts.get(seat.role) ?? 0) + 1;
    counts.set(seat.role, number);
    // A wall on another display than the operator's fills it; otherwise it is one window among others.
    const own = index < seated.length;
    const kiosk = seat.role === 'wall' && own && index > 0;
    windows.push({
      ...seat,
      id: `${seat.role}-${number}`,
      display: own ? index : 0,
      place: kiosk ? { kind: 'full' } : { kind: 'share', share: WHOLE },
      zoom: 1,
      kiosk,
    });
  });
  return { displays: refsOf(seated), windows: sideBySide(windows, seated[0]?.workArea.width ?? 0) };
}

/** The primary display, then the one with the most pixels (the rightmost of equals), then the rest from the left. */
function inDefaultOrder(displays: readonly Display[]): Display[] {
  const [first, ...others] = inReadingOrder(displays).sort((a, b) => Number(b.primary) - Number(a.primary));
  const pixels = ({ bounds, scaleFactor }: Display) => bounds.width * bounds.height * scaleFactor ** 2;
  const most = Math.max(...others.map(pixels));
  const large = others.findLast((display) => pixels(display) === most);
  const seats = [first, large, ...others.filter((display) => display !== large)];
  return seats.filter((display) => display !== undefined);
}

/** On a wide display the operator's windows are side by side instead of stacked. */
function sideBySide(windows: LayoutWindow[], width: number): LayoutWindow[] {
  const own = windows.filter(({ display }) => display === 0);
  const columns = Math.min(own.length, Math.floor(width / (SIDE_BY_SIDE_WIDTH / 2)));
  if (columns < 2) return windows;
  const share = (index: number): Share => ({
    x: (index % columns) / columns,
    y: 0,
    width: 1 / columns,
    height: 1,
  });
  return windows.map((window) =>
    window.display === 0
      ? { ...window, place: { kind: 'share', share: share(own.indexOf(window)) } }
      : window,
  );
}
