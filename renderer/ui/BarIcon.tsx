import type { ReactNode } from 'react';
import styles from './BarIcon.module.css';

/** A sign of the bar, drawn in lines on 16 by 16; the button around it says what it means. */
export function BarIcon({ path }: { path: string }): ReactNode {
  return (
    <svg className={styles['icon']} viewBox="0 0 16 16" aria-hidden="true">
      <path d={path} fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}
