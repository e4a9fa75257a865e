import type { Placed } from './placeWindows.ts';

/** The query of a window's address: its role, its id in the layout, kiosk and pinned. Needs no escaping. */
export function windowSearch(window: Pick<Placed, 'id' | 'role' | 'kiosk' | 'linked'>): string {
  const parts = [`role=${window.role}`, `slot=${window.id}`];
  if (window.kiosk) parts.push('kiosk=1');
  if (!window.linked) parts.push('pinned=1');
  return `?${parts.join('&')}`;
}
