import type { ReactNode } from 'react';
import './shell.css';

/** A calm full-area message: what is the case, and what to do. */
export function Notice(props: { title: string; text: string; children?: ReactNode }): ReactNode {
  return (
    <div className="notice" role="status">
      <h1>{props.title}</h1>
      {props.text === '' ? null : <p>{props.text}</p>}
      {props.children}
    </div>
  );
}
