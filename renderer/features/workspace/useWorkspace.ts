import { create } from 'zustand';
import type { HallView } from '../../../shared/layout/hallView.ts';
import { usePlace } from '../../base/place.ts';
import { placeOf } from '../../base/role.ts';
import { changeAddress, ownSlot } from '../../base/slot.ts';
import { setPinned, useLink } from '../../live/filters.ts';
import { GoneWindows } from './lostWindows.ts';
import { desk } from './ownWindowHost.ts';

type State = {
  view: HallView | null;
  /** Windows that were open and are not any more, and windows that hang. */
  gone: readonly string[];
  silent: readonly string[];
  /** This window's picture was lost more often than it is started again by itself. */
  drawingLost: boolean;
  /** The panel 「窗口布局」 is shown. */
  panel: boolean;
  /** Time until which the number of this display is shown, UTC ms of this machine; 0: not. */
  numberUntil: number;
  /** The browser waits for a key or a click before this window may fill its display. */
  actWanted: boolean;
};
export const useHall = create<State>()(() => ({
  view: null,
  gone: [],
  silent: [],
  drawingLost: false,
  panel: false,
  numberUntil: 0,
  actWanted: false,
}));

/** How long the number of a display is shown, ms. */
export const IDENTIFY = 5000;

const goneWindows = new GoneWindows();
let turn: number | null = null;
let linked: boolean | null = null;
let reading: Promise<void> | null = null;
let again = false;

/** Looks at the hall again and takes this window's place in it; while it looks, further calls are one. */
export function readHall(): Promise<void> {
  if (reading !== null) {
    again = true;
    return reading;
  }
  reading = read().finally(() => {
    reading = null;
    if (again) {
      again = false;
      void readHall();
    }
  });
  return reading;
}

async function read(): Promise<void> {
  const view = await desk.view();
  useHall.setState({ view, gone: goneWindows.take(view), silent: desk.silent() });
  takePlace(view);
  const mine = view.windows.find(({ id }) => id === ownSlot());
  if (mine !== undefined) await desk.settleThis(mine);
}

/**
 * Role, link, zoom and kiosk as the layout has them. Role only with a switch, link also when the layout's changed: an
 * operator may change both in the window itself.
 */
function takePlace(view: HallView): void {
  const id = ownSlot();
  const mine = view.windows.find((window) => window.id === id);
  const switched = turn !== null && turn !== view.turn;
  turn = view.turn;
  if (id === null) return;
  if (mine === undefined) {
    if (switched && view.parked.every((window) => window.id !== id)) desk.closeThis();
    return;
  }
  changeAddress({
    kiosk: mine.kiosk ? '1' : null,
    ...(switched ? { role: mine.role } : {}),
  });
  const relinked = linked !== null && linked !== mine.linked;
  linked = mine.linked;
  if ((switched || relinked) && useLink.getState().pinned === mine.linked) setPinned(!mine.linked);
  const [now, next] = [usePlace.getState(), placeOf(location.search)];
  if (now.role !== next.role || now.kiosk !== next.kiosk) usePlace.setState(next);
  zoom(mine.zoom);
}

/** Sizes are multiples of the root size; what draws by itself learns of it as of a new window size. */
function zoom(factor: number): void {
  const { style } = document.documentElement;
  if (Number(style.getPropertyValue('--zoom') || 1) === factor) return;
  style.setProperty('--zoom', String(factor));
  dispatchEvent(new Event('resize'));
}

/** The operator wants no window back of those that are gone. */
export function forgetGone(): void {
  goneWindows.forget(useHall.getState().gone);
  useHall.setState({ gone: [] });
}

export function showPanel(panel: boolean): void {
  useHall.setState({ panel });
  if (panel) void readHall();
}

desk.onEvent((event) => {
  if (event === 'changed') void readHall();
  else if (event === 'identify') useHall.setState({ numberUntil: Date.now() + IDENTIFY });
  else useHall.setState({ actWanted: event === 'act-wanted' });
});
// What is pinned or linked in the window itself is so in the layout too, and stays so over a restart.
useLink.subscribe(({ pinned }, before) => {
  const mine = useHall.getState().view?.windows.find(({ id }) => id === ownSlot());
  if (pinned === before.pinned || mine === undefined || mine.linked !== pinned) return;
  void desk.adjust(mine.id, { zoom: mine.zoom, linked: !pinned });
});
void readHall();
