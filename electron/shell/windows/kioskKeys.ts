import type { Input } from 'electron';

type Key = Pick<Input, 'type' | 'key' | 'control' | 'meta' | 'alt' | 'shift'>;

/** Keys that would close, shrink, leave or open up a window, in lower case; with Ctrl (or ⌘). */
const withControl = new Set(['w', 'f4', 'q', 'n', 't', 'r', 'm', 'h', '+', '-', '=', '0']);
const alone = new Set(['f11', 'f12', 'f5']);

/**
 * True for what an operator might press by mistake on a kiosk wall. Alt+F4 may not come by here on every system (the
 * window manager keeps it): the window's own `close` is refused as well. Profiles, the panel and the sign-in stay.
 */
export function isBlockedKioskKey(input: Key): boolean {
  if (input.type !== 'keyDown') return false;
  const key = input.key.toLowerCase();
  if (alone.has(key)) return true;
  if (input.alt && (key === 'f4' || key === ' ')) return true;
  if (!(input.control || input.meta) || input.alt) return false;
  return withControl.has(key) || (input.shift && ['i', 'j', 'c'].includes(key));
}
