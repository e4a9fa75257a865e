import { type RefObject, useLayoutEffect } from 'react';

/** Shows a dialog as a modal one for as long as it is there, and gives the focus back. */
export function useModal(dialog: RefObject<HTMLDialogElement | null>): void {
  useReturnedFocus();
  useLayoutEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, [dialog]);
}

/**
 * What takes the focus for a while (a dialog, a form) leaves it where it was before, or in the window around it: whoever
 * works by keys must never have to look for a starting point. The browser gives it back by itself only when a dialog is
 * closed, not when something is taken away.
 */
export function useReturnedFocus(): void {
  useLayoutEffect(() => {
    const before = document.activeElement;
    // A frame later: what closed it may have its own idea of where to go on.
    return () => void requestAnimationFrame(() => giveBack(before));
  }, []);
}

function giveBack(before: Element | null): void {
  const nowhere = (): boolean => document.activeElement === null || document.activeElement === document.body;
  if (!nowhere() || document.querySelector('dialog[open]') !== null) return;
  if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  if (nowhere()) document.querySelector('main')?.focus({ preventScroll: true });
}
