import { type ReactNode, useEffect, useId, useRef } from 'react';
import styles from './Panel.module.css';

/** A titled part of a window. `extra` stands at the right of the title. */
export function Panel(props: { title: string; extra: ReactNode; children: ReactNode }): ReactNode {
  const id = useId();
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = body.current;
    if (element === null) return;
    // What scrolls must be reachable without a mouse; what does not should cost no press of Tab.
    const look = (): void => {
      if (element.scrollHeight > element.clientHeight) element.tabIndex = 0;
      else element.removeAttribute('tabindex');
    };
    const sizes = new ResizeObserver(look);
    const contents = new MutationObserver(look);
    sizes.observe(element);
    contents.observe(element, { childList: true, subtree: true });
    return () => {
      sizes.disconnect();
      contents.disconnect();
    };
  }, []);
  return (
    <section className={styles['panel']} data-part="panel" aria-labelledby={id}>
      <header className={styles['head']} data-part="panel-head">
        <h2 id={id}>{props.title}</h2>
        {props.extra}
      </header>
      <div className={styles['body']} data-part="panel-body" ref={body}>
        {props.children}
      </div>
    </section>
  );
}
