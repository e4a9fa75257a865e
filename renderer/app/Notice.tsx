import type { ReactNode } from 'react';
import styles from './shell.module.css';

/** A message that fills the area: what is wrong, and what to do. */
export function Notice(props: { title: string; text: string; children?: ReactNode }): ReactNode {
  return (
    <div className={styles['notice']} role="status">
      <h1>{props.title}</h1>
      {props.text === '' ? null : <p>{props.text}</p>}
      {props.children}
    </div>
  );
}
