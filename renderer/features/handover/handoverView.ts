import { create } from 'zustand';

export type HandoverTab = 'current' | 'past';

/**
 * The hand-over in this window: whether it is shown, its tab, its cursor (the key of a line), and the id of the hand-over
 * that was signed just now. Kept while the operator looks at a line elsewhere: Alt+J returns to it.
 */
export type HandoverView = {
  open: boolean;
  tab: HandoverTab;
  cursor: string | null;
  signed: string | null;
};

export const useHandoverView = create<HandoverView>()(() => ({
  open: false,
  tab: 'current',
  cursor: null,
  signed: null,
}));

export function showHandover(open: boolean): void {
  useHandoverView.setState(open ? { open } : { open, signed: null });
}

export function showTab(tab: HandoverTab): void {
  useHandoverView.setState({ open: true, tab });
}

export function setCursor(cursor: string): void {
  useHandoverView.setState({ cursor });
}
