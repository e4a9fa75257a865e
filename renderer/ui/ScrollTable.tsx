import type { ReactNode } from 'react';
import styles from './ScrollTable.module.css';

/** A table that scrolls under its heads, by key too. `children` are the rows. */
export function ScrollTable(props: {
  label: string;
  heads: readonly string[];
  children: ReactNode;
}): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by key
    <section className={styles['scroll']} aria-label={props.label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {props.heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </section>
  );
}
