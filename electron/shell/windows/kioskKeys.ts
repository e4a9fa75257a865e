import type { Input } from 'electron';

type Key = Pick<Input, 'type' | 'key' | 'control' | 'meta' | 'alt' | 'shift'>;

/** Keys, in lower case, that with Ctrl (or ⌘) would close, resize, reload or open a window. */
const withControl = new Set(['w', 'f4', 'q', 'n', 't', 'r', 'm', 'h', '+', '-', '=', '0']);
const withoutModifier = new Set(['f11', 'f12', 'f5']);

/**
 * True for keys that an operator might press by mistake on a kiosk wall. On some systems the window manager handles Alt+F4
 * itself, so the window's `close` event is refused too. Profiles, the layout panel and sign-in still work.
 */
export function isBlockedKioskKey(input: Key): boolean {
  if (input.type !== 'keyDown') return false;
  const key = input.key.toLowerCase();
  if (withoutModifier.has(key)) return true;
  if (input.alt && (key === 'f4' || key === ' ')) return true;
  if (!(input.control || input.meta) || input.alt) return false;
  return withControl.has(key) || (input.shift && ['i', 'j', 'c'].includes(key));
}
