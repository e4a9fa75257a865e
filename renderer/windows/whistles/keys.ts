import { type KeyPress, pressedKey } from '../../base/pressedKey.ts';

/** Keys of the board and of a whistle's page; acts on a whistle have theirs in acts.ts. */
export type BoardAction =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'open'
  | 'back'
  | 'blow'
  | 'again'
  | 'search'
  | 'mine'
  | 'refresh'
  | 'clear'
  | 'list'
  | 'figures'
  | 'ack'
  | 'shelve'
  | 'mark'
  | 'markDown'
  | 'markUp'
  | 'signAll'
  | 'approveAll'
  | 'help';

/** `keys` as `pressedKey` names them: a capital is the letter with Shift. */
type Row = { action: BoardAction; keys: readonly string[] };

/** With the board in sight. The first key is the one printed. */
export const BOARD_KEYS: readonly Row[] = [
  { action: 'down', keys: ['ArrowDown', 'j'] },
  { action: 'up', keys: ['ArrowUp', 'k'] },
  { action: 'left', keys: ['ArrowLeft'] },
  { action: 'right', keys: ['ArrowRight'] },
  { action: 'open', keys: ['Enter'] },
  { action: 'mark', keys: [' '] },
  { action: 'markDown', keys: ['Shift+ArrowDown'] },
  { action: 'markUp', keys: ['Shift+ArrowUp'] },
  { action: 'signAll', keys: ['s'] },
  { action: 'approveAll', keys: ['p'] },
  { action: 'blow', keys: ['b'] },
  { action: 'mine', keys: ['m'] },
  { action: 'search', keys: ['/'] },
  { action: 'clear', keys: ['x'] },
  { action: 'refresh', keys: ['r'] },
  { action: 'list', keys: ['l'] },
  { action: 'figures', keys: ['i'] },
  { action: 'ack', keys: ['a'] },
  { action: 'shelve', keys: ['h'] },
  { action: 'back', keys: ['Escape'] },
  { action: 'help', keys: ['?'] },
];

/** With a page open; its acts take the other letters. */
export const PAGE_KEYS: readonly Row[] = [
  { action: 'down', keys: ['ArrowDown', 'j'] },
  { action: 'up', keys: ['ArrowUp', 'k'] },
  { action: 'left', keys: ['ArrowLeft'] },
  { action: 'right', keys: ['ArrowRight'] },
  { action: 'blow', keys: ['b'] },
  { action: 'again', keys: ['B'] },
  { action: 'search', keys: ['/'] },
  { action: 'refresh', keys: ['r'] },
  { action: 'back', keys: ['Escape'] },
  { action: 'help', keys: ['?'] },
];

/** With the indicators in sight, which walk their own lists. */
export const FIGURES_KEYS: readonly Row[] = [
  { action: 'figures', keys: ['i'] },
  { action: 'back', keys: ['Escape'] },
  { action: 'help', keys: ['?'] },
];

type Press = KeyPress & { ctrlKey: boolean; altKey: boolean; metaKey: boolean };

/** What a press means in a table; null when it is not the table's. In a field only Esc leaves. */
export function actionOf(rows: readonly Row[], press: Press, typing: boolean): BoardAction | null {
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  const pressed = pressedKey(press);
  const key = press.shiftKey && /^Arrow(Up|Down)$/.test(pressed) ? `Shift+${pressed}` : pressed;
  const action = rows.find((row) => row.keys.includes(key))?.action ?? null;
  return typing && action !== 'back' ? null : action;
}

const PRINTED: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  ' ': 'Space',
  'Shift+ArrowDown': '⇧↓',
  'Shift+ArrowUp': '⇧↑',
};

export function capOf(key: string): string {
  return PRINTED[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}
