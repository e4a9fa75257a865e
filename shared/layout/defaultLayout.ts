import type { WindowRole } from '../contract/windowRole.ts';
import { type Display, inReadingOrder, refsOf } from './display.ts';
import { type Share, WHOLE } from './geometry.ts';
import type { Layout, LayoutWindow, ProfileId } from './layout.ts';

type Seat = { role: WindowRole; linked: boolean };
const linkedSeat = (role: WindowRole): Seat => ({ role, linked: true });
const pinnedSeat = (role: WindowRole): Seat => ({ role, linked: false });

/**
 * The window of each seat, in order: the operator's own display, the largest other one, then the rest from the left. The
 * first three are always opened; where there are fewer displays they share them.
 * 日常值守: cases in front, whistles beside. 调度会: the large picture keeps its own filter while the desk looks things up.
 * 演练 and 应急: whistles in front; in an emergency every further display is a wall.
 */
const SEATS: Record<ProfileId, readonly Seat[]> = {
  daily: [
    linkedSeat('desk'),
    linkedSeat('wall'),
    linkedSeat('whistles'),
    linkedSeat('connections'),
    pinnedSeat('desk'),
    linkedSeat('wall'),
  ],
  meeting: [
    linkedSeat('desk'),
    pinnedSeat('wall'),
    linkedSeat('whistles'),
    linkedSeat('wall'),
    pinnedSeat('desk'),
    linkedSeat('wall'),
  ],
  drill: [
    linkedSeat('whistles'),
    linkedSeat('wall'),
    linkedSeat('desk'),
    pinnedSeat('whistles'),
    linkedSeat('wall'),
    pinnedSeat('desk'),
  ],
  emergency: [
    linkedSeat('whistles'),
    linkedSeat('wall'),
    linkedSeat('desk'),
    linkedSeat('wall'),
    linkedSeat('wall'),
    pinnedSeat('whistles'),
  ],
};
const MIN_SEATS = 3;
/** On a display this wide, two windows side by side are each wide enough for a case desk; DIP. */
const SIDE_BY_SIDE_WIDTH = 2560;

/** The layout of a profile that nobody has arranged yet, on the present displays (at least one). */
export function defaultLayout(profile: ProfileId, displays: readonly Display[]): Layout {
  const seated = inSeatOrder(displays);
  const counts = new Map<WindowRole, number>();
  const windows: LayoutWindow[] = [];
  SEATS[profile].forEach((seat, index) => {
    if (index >= Math.max(MIN_SEATS, seated.length)) return;
    const number = (counts.get(seat.role) ?? 0) + 1;
    counts.set(seat.role, number);
    // A wall on a display other than the operator's has it to itself; else it is one window among others.
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
function inSeatOrder(displays: readonly Display[]): Display[] {
  const [first, ...others] = inReadingOrder(displays).sort((a, b) => Number(b.primary) - Number(a.primary));
  const pixels = ({ bounds, scaleFactor }: Display) => bounds.width * bounds.height * scaleFactor ** 2;
  const most = Math.max(...others.map(pixels));
  const large = others.findLast((display) => pixels(display) === most);
  const seats = [first, large, ...others.filter((display) => display !== large)];
  return seats.filter((display) => display !== undefined);
}

/** On a wide display the operator's windows lie beside each other instead of on top of each other. */
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
