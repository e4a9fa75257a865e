import type { RefObject } from 'react';
import { isTyping, useShortcuts } from '../../base/keys.ts';
import { actionOf, type DeskAction } from './keys.ts';

/** The desk's keys in the whole window; what is typed into a field stays there. */
export function useDeskKeys(act: Record<DeskAction, () => void>, root: RefObject<HTMLElement | null>): void {
  useShortcuts((event) => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    const inGrid = target?.closest('[data-part="q-grid"]') !== null && target?.closest('button') === null;
    // On nothing in particular: dialogs that close give the focus to the whole window.
    const nowhere = target === document.body || target?.tagName === 'MAIN';
    const inside = root.current?.contains(target) === true || nowhere;
    if (!inside && event.key !== 'Escape') return null;
    const action = actionOf(event, isTyping(target) ? 'field' : inGrid || nowhere ? 'grid' : 'page');
    return action === null ? null : act[action];
  });
}
