import { create } from 'zustand';
import type { WindowRole } from '../../shared/contract/windowRole.ts';
import { settleAddress } from './address.ts';
import { parseWindowAddress, searchForRole, type WindowAddress } from './windowAddress.ts';

/** Role and chrome of this window, from the address; going to another role does not reload the page. */
export const useWindowAddress = create<WindowAddress>()(() => parseWindowAddress(location.search));

/** Opens a role in this window. */
export function goTo(role: WindowRole): void {
  if (role === useWindowAddress.getState().role) return;
  settleAddress();
  history.pushState(null, '', searchForRole(role, location.search));
  useWindowAddress.setState(parseWindowAddress(location.search));
}

/**
 * Opens a role in a window of its own, with the filters of this one. It is opened with `noopener`, so that it gets a
 * process of its own and does not freeze together with this window.
 */
export function openWindow(role: WindowRole): void {
  settleAddress();
  const params = new URLSearchParams(location.search);
  // The new window has no place in the layout.
  params.delete('slot');
  window.open(searchForRole(role, params.toString()), '_blank', 'noopener,popup,width=1600,height=900');
}

addEventListener('popstate', () => useWindowAddress.setState(parseWindowAddress(location.search)));
