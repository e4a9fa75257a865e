import { type RefObject, useLayoutEffect } from 'react';

/**
 * Shows a dialog as a modal one for as long as it is there, and leaves the focus where it was before, or in the window
 * under it: whoever works by keys must never have to look for a starting point. The browser gives it back by itself only
 * when a dialog is closed, not when it is taken away.
 */
export function useModal(dialog: RefObject<HTMLDialogElement | null>): void {
  useLayoutEffect(() => {
    const before = document.activeElement;
    if (dialog.current?.open === false) dialog.current.showModal();
    // A frame later: what closed the dialog may have its own idea of where to go on.
    return () => void requestAnimationFrame(() => giveBack(before));
  }, [dialog]);
}

function giveBack(before: Element | null): void {
  const nowhere = (): boolean => document.activeElement === null || document.activeElement === document.body;
  if (!nowhere() || document.querySelector('dialog[open]') !== null) return;
  if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  if (nowhere()) document.querySelector('main')?.focus({ preventScroll: true });
}
