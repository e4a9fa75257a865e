import { create } from 'zustand';

/** Whether the sign-in dialog is shown; a window opens it when an act needs an operator. */
export const useSignIn = create<{ open: boolean }>()(() => ({ open: false }));

export function openSignIn(open: boolean): void {
  useSignIn.setState({ open });
}
