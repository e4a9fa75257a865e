import { create } from 'zustand';

/** Whether the check «看得清» is shown in this window. */
export const useLegibilityOpen = create<{ open: boolean }>()(() => ({ open: false }));

export function openLegibility(open: boolean): void {
  useLegibilityOpen.setState({ open });
}
