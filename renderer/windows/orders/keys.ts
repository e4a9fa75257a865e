import { type KeyPress, plainKey } from '../../base/pressedKey.ts';

export type RegisterAction =
  | 'search'
  | 'down'
  | 'up'
  | 'first'
  | 'last'
  | 'open'
  | 'back'
  | 'new'
  | 'overdue'
  | 'check'
  | 'recheck'
  | 'suspended'
  | 'clear'
  | 'sort'
  | 'export'
  | 'draws'
  | 'help';

/** Everything the register does from the keyboard; the first key is the one that is printed beside the action. */
export const REGISTER_KEYS: Readonly<Record<RegisterAction, readonly string[]>> = {
  search: ['/'],
  down: ['j', 'ArrowDown'],
  up: ['k', 'ArrowUp'],
  first: ['Home'],
  last: ['End'],
  open: ['Enter'],
  back: ['Escape'],
  new: ['n'],
  overdue: ['o'],
  check: ['c'],
  recheck: ['h'],
  suspended: ['p'],
  clear: ['x'],
  sort: ['s'],
  export: ['e'],
  draws: ['d'],
  help: ['?'],
};

/** The key of an action as printed. */
export function printed(action: RegisterAction): string {
  const [key = ''] = REGISTER_KEYS[action];
  return key.length === 1 ? key.toUpperCase() : key === 'Escape' ? 'Esc' : key;
}

/** What a key press means; a digit is the act of that place on the page; null: not the register's. */
export function actionOf(
  press: KeyPress & { ctrlKey: boolean; altKey: boolean; metaKey: boolean },
  typing: boolean,
): RegisterAction | number | null {
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  const key = plainKey(press);
  if (typing) return key === 'Escape' ? 'back' : null;
  if (/^[1-9]$/.test(key)) return Number(key);
  const actions = Object.keys(REGISTER_KEYS) as RegisterAction[];
  return actions.find((action) => REGISTER_KEYS[action].includes(key)) ?? null;
}
