import { type ReactNode, useId } from 'react';
import './ui.css';

/** A titled part of a window. `extra` stands at the right of the title. */
export function Panel(props: { title: string; extra: ReactNode; children: ReactNode }): ReactNode {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
      <header className="panel-head">
        <h2 id={id}>{props.title}</h2>
        {props.extra}
      </header>
      <div className="panel-body">{props.children}</div>
    </section>
  );
}
