import type { ReactNode } from 'react';
import styles from './Texts.module.css';

/** What a form or list is for and how it is used, in a line that steps back behind it. */
export function HelpText({ children }: { children: ReactNode }): ReactNode {
  return <p className={styles['help']}>{children}</p>;
}
