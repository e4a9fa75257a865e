import { type RefObject, useLayoutEffect } from 'react';
import { useReturnedFocus } from './focus.ts';

/** Shows a dialog as a modal one for as long as it is there, and gives the focus back. */
export function useModal(dialog: RefObject<HTMLDialogElement | null>): void {
  useReturnedFocus();
  useLayoutEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, [dialog]);
}
