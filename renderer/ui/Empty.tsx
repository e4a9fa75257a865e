import type { ReactNode } from 'react';
import './ui.css';

/** Nothing to show: why, and what to do about it. `children` are the actions. */
export function Empty(props: { title: string; text: string; children?: ReactNode }): ReactNode {
  return (
    <div className="empty" role="status">
      <strong>{props.title}</strong>
      <p>{props.text}</p>
      {props.children}
    </div>
  );
}
