import type { ReactNode } from 'react';
import styles from './Empty.module.css';

/** Nothing to show: why, and what to do about it. `children` are the actions. */
export function Empty(props: { title: string; text: string; children?: ReactNode }): ReactNode {
  return (
    <div className={styles['empty']} data-part="empty" role="status">
      <strong>{props.title}</strong>
      <p>{props.text}</p>
      {props.children}
    </div>
  );
}
