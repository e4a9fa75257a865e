import { create } from 'zustand';
import type { WindowRole } from '../../shared/contract/windowRole.ts';
import { addressOf, placeOf, type WindowAddress } from './role.ts';

/** Role and chrome of this window, from the address; going to another role does not reload the page. */
export const usePlace = create<WindowAddress>()(() => placeOf(location.search));

/** Opens a role in this window. */
export function goTo(role: WindowRole): void {
  if (role === usePlace.getState().role) return;
  history.pushState(null, '', addressOf(role, location.search));
  usePlace.setState(placeOf(location.search));
}

/**
 * Opens a role in a window of its own, with the filters of this one. Cut off from this page, so that it has a process of
 * its own: one that hangs leaves the other alone.
 */
export function openWindow(role: WindowRole): void {
  const params = new URLSearchParams(location.search);
  // What this window is in the layout, the new one is not.
  params.delete('slot');
  window.open(addressOf(role, params.toString()), '_blank', 'noopener,popup,width=1600,height=900');
}

addEventListener('popstate', () => usePlace.setState(placeOf(location.search)));
