import { type KeyPress, plainKey } from '../../base/pressedKey.ts';

/** Everything the case desk does from the keyboard. One table feeds the listener, the hints and the help. */

export type DeskAction =
  | 'search'
  | 'down'
  | 'up'
  | 'pageDown'
  | 'pageUp'
  | 'first'
  | 'last'
  | 'open'
  | 'back'
  | 'filters'
  | 'clear'
  | 'sort'
  | 'refresh'
  | 'copy'
  | 'export'
  | 'help';

/** `keys` as `plainKey` names them; the first is the one that is printed beside the action. */
export const DESK_KEYS: readonly { action: DeskAction; keys: readonly string[] }[] = [
  { action: 'search', keys: ['/'] },
  { action: 'down', keys: ['j', 'ArrowDown'] },
  { action: 'up', keys: ['k', 'ArrowUp'] },
  { action: 'pageDown', keys: ['PageDown'] },
  { action: 'pageUp', keys: ['PageUp'] },
  { action: 'first', keys: ['Home'] },
  { action: 'last', keys: ['End'] },
  { action: 'open', keys: ['Enter'] },
  { action: 'back', keys: ['Escape'] },
  { action: 'filters', keys: ['f'] },
  { action: 'clear', keys: ['x'] },
  { action: 'sort', keys: ['s'] },
  { action: 'refresh', keys: ['r'] },
  { action: 'copy', keys: ['y'] },
  { action: 'export', keys: ['e'] },
  { action: 'help', keys: ['?'] },
];

const PRINTED: Record<string, string> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  Escape: 'Esc',
  PageDown: 'PgDn',
  PageUp: 'PgUp',
};

/** How a key is written on its cap. */
export function printedKey(key: string): string {
  return PRINTED[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

/** The keys of an action as printed, e.g. `J`, `↓`. */
export function keysOf(action: DeskAction): string[] {
  return (DESK_KEYS.find((row) => row.action === action)?.keys ?? []).map(printedKey);
}

/** Where the keyboard stands: letters typed into a field belong to the field, only Esc leaves it. */
export type KeyScope = 'grid' | 'page' | 'field';

/** Moves and Enter act on the queue only while it has the focus; the rest works anywhere but in a field. */
const IN_GRID: ReadonlySet<DeskAction> = new Set(['pageDown', 'pageUp', 'first', 'last', 'open']);

/** What a key press means, null when it is not the desk's. With Ctrl, Alt or Meta it never is. */
export function actionOf(
  press: KeyPress & { ctrlKey: boolean; altKey: boolean; metaKey: boolean },
  scope: KeyScope,
): DeskAction | null {
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  const key = plainKey(press);
  const action = DESK_KEYS.find((row) => row.keys.includes(key))?.action ?? null;
  if (action === null) return null;
  if (scope === 'field') return action === 'back' ? action : null;
  if (scope === 'page' && (IN_GRID.has(action) || key.startsWith('Arrow'))) return null;
  return action;
}

/** Where the cursor goes; the same place when the action does not move it. */
export function moveCursor(action: DeskAction, index: number, total: number, page: number): number {
  if (total === 0) return 0;
  const to = {
    down: index + 1,
    up: index - 1,
    pageDown: index + page,
    pageUp: index - page,
    first: 0,
    last: total - 1,
  } as Partial<Record<DeskAction, number>>;
  return Math.min(Math.max(to[action] ?? index, 0), total - 1);
}
