import type { Placed } from './placeWindows.ts';

/** The query of a window's address: its role and place in the layout, and how it begins. Needs no escaping. */
export function windowSearch(window: Pick<Placed, 'id' | 'role' | 'kiosk' | 'linked'>): string {
  const parts = [`role=${window.role}`, `slot=${window.id}`];
  if (window.kiosk) parts.push('kiosk=1');
  if (!window.linked) parts.push('pinned=1');
  return `?${parts.join('&')}`;
}
