import { create } from 'zustand';

export type HandoverTab = 'current' | 'past';

/**
 * Whether the hand-over is shown in this window, where its cursor is (a line's key), and which signed one was just made.
 * Kept while a line is looked at elsewhere: Alt+J goes back to it.
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

export function moveTo(cursor: string): void {
  useHandoverView.setState({ cursor });
}
