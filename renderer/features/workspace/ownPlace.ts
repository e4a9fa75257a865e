import type { WorkspaceView } from '../../../shared/layout/workspaceView.ts';
import { useWindowAddress } from '../../base/navigation.ts';
import { changeAddress, ownSlot } from '../../base/slot.ts';
import { parseWindowAddress } from '../../base/windowAddress.ts';
import { setPinned, useLink } from '../../live/link/filters.ts';
import { windowHost } from './ownWindowHost.ts';

let lastTurn: number | null = null;
let lastLinked: boolean | null = null;

/**
 * Gives this window the role, link, zoom and kiosk mode that the layout has for it. The role only when the profile was
 * switched, the link also when the layout changed it: in between the operator may change both in the window itself.
 */
export function applyOwnPlace(view: WorkspaceView): void {
  const id = ownSlot();
  const own = view.windows.find((window) => window.id === id);
  const switched = lastTurn !== null && lastTurn !== view.turn;
  lastTurn = view.turn;
  if (id === null) return;
  if (own === undefined) {
    if (switched && view.parked.every((window) => window.id !== id)) windowHost.closeWindow();
    return;
  }
  changeAddress({
    kiosk: own.kiosk ? '1' : null,
    ...(switched ? { role: own.role } : {}),
  });
  const relinked = lastLinked !== null && lastLinked !== own.linked;
  lastLinked = own.linked;
  if ((switched || relinked) && useLink.getState().pinned === own.linked) setPinned(!own.linked);
  const [now, next] = [useWindowAddress.getState(), parseWindowAddress(location.search)];
  if (now.role !== next.role || now.kiosk !== next.kiosk) useWindowAddress.setState(next);
  applyZoom(own.zoom);
}

/** Sizes are multiples of the root size; what draws on a canvas learns of it as of a new window size. */
function applyZoom(factor: number): void {
  const { style } = document.documentElement;
  if (Number(style.getPropertyValue('--zoom') || 1) === factor) return;
  style.setProperty('--zoom', String(factor));
  dispatchEvent(new Event('resize'));
}
