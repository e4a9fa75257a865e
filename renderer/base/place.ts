import { create } from 'zustand';
import type { WindowRole } from '../../shared/contract/windowRole.ts';
import { parseWindowAddress, searchForRole, type WindowAddress } from './role.ts';

/** Role and chrome of this window, from the address; going to another role does not reload the page. */
export const useWindowAddress = create<WindowAddress>()(() => parseWindowAddress(location.search));

/** Opens a role in this window. */
export function goTo(role: WindowRole): void {
  if (role === useWindowAddress.getState().role) return;
  history.pushState(null, '', searchForRole(role, location.search));
  useWindowAddress.setState(parseWindowAddress(location.search));
}

/**
 * Opens a role in a window of its own, with the filters of this one. Cut off from this page, so that it has a process of
 * its own: one that hangs leaves the other alone.
 */
export function openWindow(role: WindowRole): void {
  const params = new URLSearchParams(location.search);
  // What this window is in the layout, the new one is not.
  params.delete('slot');
  window.open(searchForRole(role, params.toString()), '_blank', 'noopener,popup,width=1600,height=900');
}

addEventListener('popstate', () => useWindowAddress.setState(parseWindowAddress(location.search)));
