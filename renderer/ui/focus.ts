import { useEffect, useLayoutEffect } from 'react';

/**
 * Puts the focus into the window itself: keys work from there, and no button is pressed by a chance Enter. Never
 * `blur()`: the page's body is no place for whoever works by keys.
 */
export function focusWindow(): void {
  document.querySelector('main')?.focus({ preventScroll: true });
}

/** What takes the focus for a while (a dialog, a form) leaves it where it was before. */
export function useReturnedFocus(): void {
  useLayoutEffect(() => {
    const before = document.activeElement;
    // As soon as it is gone from the page; not with the next picture, which a window behind others waits for in vain.
    return () => queueMicrotask(() => giveBack(before));
  }, []);
}

/**
 * Whatever has the focus may be taken away or made useless: by another operator at this desk, by a whistle that went on.
 * The browser then leaves the focus nowhere; here it falls to the window around it, with the same change of the page.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let held: Element | null = null;
    const onFocus = ({ target }: FocusEvent): void => {
      held = target instanceof Element ? target : null;
    };
    const keep = (): void => {
      if (held !== null && isNowhere() && isUseless(held) && !isDialogOpen()) focusWindow();
    };
    const onBlur = ({ relatedTarget }: FocusEvent): void => {
      if (relatedTarget === null) queueMicrotask(keep);
    };
    const changes = new MutationObserver(keep);
    changes.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', onFocus);
    document.addEventListener('focusout', onBlur);
    return () => {
      changes.disconnect();
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('focusout', onBlur);
    };
  }, []);
}

function giveBack(before: Element | null): void {
  const main = document.querySelector('main');
  if (!(isNowhere() || document.activeElement === main) || isDialogOpen()) return;
  if (before instanceof HTMLElement && before !== document.body && !isUseless(before))
    before.focus({ preventScroll: true });
  if (isNowhere()) focusWindow();
}

function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function isDialogOpen(): boolean {
  return document.querySelector('dialog[open]') !== null;
}

/** A press on empty ground also leaves the focus nowhere; that is a hand's wish, and what had it is still of use. */
function isUseless(element: Element): boolean {
  return !element.isConnected || element.matches(':disabled') || !element.checkVisibility();
}
