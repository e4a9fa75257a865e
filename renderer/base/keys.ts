import { useEffect, useRef } from 'react';
import { tinykeys } from 'tinykeys';
import { WindowRole } from '../../shared/contract/windowRole.ts';
import { openConnections } from './connectionsView.ts';
import { goTo } from './navigation.ts';
import { pressedKey } from './pressedKey.ts';

type Keys = Record<string, (event: KeyboardEvent) => void>;
/** Returns the action of a key press; null: this table does not handle it. */
type FindShortcut = (event: KeyboardEvent) => (() => void) | null;

/** True where letters are text, or choose from a list: keys without a modifier must not act there. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('[data-letters]') !== null) return true;
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true;
  return (
    target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type)
  );
}

/**
 * Binds keys (tinykeys syntax) while the component is shown; plain letters do nothing while the operator types, but
 * Ctrl and Alt combinations work (tinykeys by itself ignores both in a field). Keep `keys` stable.
 */
export function useKeys(keys: Keys): void {
  useEffect(() => {
    const guarded: Keys = {};
    for (const [name, act] of Object.entries(keys))
      guarded[name] = (event) => {
        if (isTyping(event.target) && !event.altKey && !event.ctrlKey) return;
        act(event);
      };
    return tinykeys(window, guarded, { ignore: (event) => event.repeat || event.isComposing });
  }, [keys]);
}

/**
 * Runs the action that `find` returns for a key press in this window; null: not handled here. `find` is not called for
 * presses that were handled already or that belong to an input method (输入法). It may be a new function at each render;
 * use `isTyping` in it to leave letters to fields.
 */
export function useShortcuts(find: FindShortcut): void {
  useKeyListener(find, false);
}

/** Runs the action of a key without a modifier, named as by `pressedKey`, once for each press; not while somebody types. */
export function usePlainKeys(actions: Readonly<Record<string, () => void>>): void {
  useShortcuts((event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || isTyping(event.target)) return null;
    return actions[pressedKey(event)] ?? null;
  });
}

/**
 * As `useShortcuts`, before the controls of the window and its other shortcuts, which do not receive a press that was
 * handled here. For modes that replace the shortcuts of a window.
 */
export function useOverridingShortcuts(find: FindShortcut): void {
  useKeyListener(find, true);
}

function useKeyListener(find: FindShortcut, first: boolean): void {
  const latest = useRef(find);
  latest.current = find;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const run = latest.current(event);
      if (run === null) return;
      event.preventDefault();
      if (first) event.stopImmediatePropagation();
      run();
    };
    addEventListener('keydown', onKey, first);
    return () => removeEventListener('keydown', onKey, first);
  }, [first]);
}

/** A key handler that runs the action and prevents the browser's default. */
export const preventingDefault =
  (run: () => void) =>
  (event: KeyboardEvent): void => {
    event.preventDefault();
    run();
  };

/** Alt and the place of a window in the bar. */
const byPlace: Keys = Object.fromEntries(
  WindowRole.options.map((role, index) => [`Alt+Digit${index + 1}`, preventingDefault(() => goTo(role))]),
);

/** Keys of every window: Alt and a digit, or g and a letter; g a and g i bring in data. */
export const roleKeys: Keys = {
  ...byPlace,
  'KeyG KeyW': preventingDefault(() => goTo('wall')),
  'KeyG KeyD': preventingDefault(() => goTo('desk')),
  'KeyG KeyC': preventingDefault(() => goTo('connections')),
  'KeyG KeyB': preventingDefault(() => goTo('whistles')),
  'KeyG KeyM': preventingDefault(() => goTo('meeting')),
  'KeyG KeyO': preventingDefault(() => goTo('orders')),
  'KeyG KeyK': preventingDefault(() => goTo('assessment')),
  'KeyG KeyA': preventingDefault(() => openConnections({ kind: 'address' })),
  'KeyG KeyI': preventingDefault(() => openConnections({ kind: 'file' })),
};

/** None: a key pressed by mistake must not replace the content of a kiosk wall. */
export const kioskKeys: Keys = {};
