import type { ReactNode } from 'react';
import styles from './Texts.module.css';

/** What went wrong and what to do about it; read aloud as soon as it appears. */
export function ErrorLine({ children }: { children: ReactNode }): ReactNode {
  return (
    <p className={styles['error']} role="alert">
      {children}
    </p>
  );
}
