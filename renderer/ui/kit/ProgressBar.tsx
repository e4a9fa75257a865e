import type { ReactNode } from 'react';
import { ProgressBar as AriaProgressBar } from 'react-aria-components';
import styles from './ProgressBar.module.css';

/** How far something is: `percent` 0 to 100; null while that is not known. */
export function ProgressBar({ label, percent }: { label: string; percent: number | null }): ReactNode {
  return (
    <AriaProgressBar
      className={styles['bar'] ?? ''}
      aria-label={label}
      value={percent ?? 0}
      isIndeterminate={percent === null}
    >
      <span className={styles['done']} style={{ width: `${percent ?? 100}%` }} />
    </AriaProgressBar>
  );
}
