import { create } from 'zustand';
import { showWhistleOnMaps, useLink } from '../link/filters.ts';

/** The whistle under the cursor, and whether its page is open; the open one is part of the address. */
export type Selection = { id: string | null; open: boolean };

export const useSelection = create<Selection>()(() => {
  const id = new URLSearchParams(location.search).get('whistle');
  return { id, open: id !== null };
});

export function selectWhistle(id: string | null): void {
  useSelection.setState((before) => ({ ...before, id }));
  if (useSelection.getState().open) updateAddress();
}

/** Opens the page of a whistle, or returns to the board with the cursor where it was. */
export function openWhistle(id: string | null): void {
  useSelection.setState((before) => ({ id: id ?? before.id, open: id !== null }));
  updateAddress();
}

function updateAddress(): void {
  const params = new URLSearchParams(location.search);
  const { id, open } = useSelection.getState();
  // The maps of the other windows show the one whose page is open here.
  if (open) showWhistleOnMaps(id);
  else if (useLink.getState().whistleId === id) showWhistleOnMaps(null);
  if (open && id !== null) params.set('whistle', id);
  else params.delete('whistle');
  history.replaceState(history.state, '', `?${params.toString()}`);
}
