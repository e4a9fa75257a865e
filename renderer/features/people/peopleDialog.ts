import { create } from 'zustand';

/** Whether the dialog «人员与权限» is shown. */
export const usePeopleOpen = create<{ open: boolean }>()(() => ({ open: false }));

export function openPeople(open: boolean): void {
  usePeopleOpen.setState({ open });
}
