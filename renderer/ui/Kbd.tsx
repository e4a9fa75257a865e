import type { ReactNode } from 'react';
import styles from './Kbd.module.css';

/** A key with a modifier, which gives way where there is little room; the button's tooltip then still names it. */
export function ModKbd({ mod, keys }: { mod: string; keys: string }): ReactNode {
  return (
    <kbd className={styles['key']} data-part="key">
      <span data-part="key-mod">{mod}</span>
      {keys}
    </kbd>
  );
}

/** A key, shown beside the action it triggers. */
export function Kbd({ keys }: { keys: string }): ReactNode {
  return (
    <kbd className={styles['key']} data-part="key">
      {keys}
    </kbd>
  );
}
