import { create } from 'zustand';
import { type Add, addressOf, type Place, placeOf, type Role } from './role.ts';

/** Role and chrome of this window, from the address; going to another role does not reload the page. */
export const usePlace = create<Place>()(() => placeOf(location.search));

/** Opens a role in this window. */
export function goTo(role: Role): void {
  if (role === usePlace.getState().role) return;
  moveTo(addressOf(role, location.search, null));
}

/** Opens the connections window where a source or a file is added. */
export function goToAdd(add: Add): void {
  moveTo(addressOf('connections', location.search, add));
}

/** The connections window has taken the operator there: going back to it must not do so again. */
export function addTaken(): void {
  history.replaceState(null, '', addressOf('connections', location.search, null));
  usePlace.setState({ add: null });
}

function moveTo(address: string): void {
  history.pushState(null, '', address);
  usePlace.setState(placeOf(location.search));
}

/**
 * Opens a role in a window of its own, with the filters of this one. Cut off from this page, so that it has a process of
 * its own: one that hangs leaves the other alone.
 */
export function openWindow(role: Role): void {
  const params = new URLSearchParams(location.search);
  // What this window is in the layout, the new one is not.
  params.delete('slot');
  window.open(addressOf(role, params.toString(), null), '_blank', 'noopener,popup,width=1600,height=900');
}

addEventListener('popstate', () => usePlace.setState(placeOf(location.search)));
