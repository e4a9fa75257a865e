import { isTyping, useShortcuts } from '../../base/keys.ts';
import { pressedKey } from '../../base/pressedKey.ts';
import { actionOf, BOARD_KEYS, type BoardAction, FIGURES_KEYS, PAGE_KEYS } from './keys.ts';
import type { BoardState } from './useBoardState.ts';

/** The keys of the board, of an open page (1 to 9 choose its department) and of the indicators. */
export function useBoardKeys(state: BoardState, act: Record<BoardAction, () => void>): void {
  const pageOpen = state.selection.open;
  useShortcuts((event) => {
    if (document.querySelector('dialog[open]') !== null) return null;
    const typing = isTyping(event.target);
    const onButton = event.target instanceof HTMLButtonElement && event.target.dataset['part'] !== 'w-card';
    if ((event.key === 'Enter' || event.key === ' ') && onButton) return null;
    const key = pressedKey(event);
    if (pageOpen && !typing && /^[1-9]$/.test(key)) return () => state.setChild(Number(key) - 1);
    const keys = pageOpen ? PAGE_KEYS : state.panels.indicators ? FIGURES_KEYS : BOARD_KEYS;
    const action = actionOf(keys, event, typing);
    return action === null ? null : act[action];
  });
}
