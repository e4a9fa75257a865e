import type { ReactNode } from 'react';
import styles from './Spacer.module.css';

/** Takes the room that is left in a row, so that what follows stands at its end. */
export function Spacer(): ReactNode {
  return <span className={styles['spacer']} />;
}
