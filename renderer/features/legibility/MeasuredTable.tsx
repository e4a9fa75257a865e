import type { ReactNode } from 'react';
import type { MeasuredText } from '../../../shared/legibility/legibility.ts';
import styles from './legibility.module.css';
import type { LegibilityWords } from './legibilityWords.ts';

const MARKS = { good: '✓', tight: '△', small: '▲' } as const;

/** The measured texts, smallest first; each size and script once. */
export function MeasuredTable(props: { rows: readonly MeasuredText[]; words: LegibilityWords }): ReactNode {
  const { rows, words } = props;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by key
    <section className={styles['scroll']} aria-label={words.title} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.example}</th>
            <th scope="col">{words.size}</th>
            <th scope="col">{words.height}</th>
            <th scope="col">{words.angle}</th>
            <th scope="col">{words.verdict}</th>
            <th scope="col">{words.count}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ script, size, example, millimetres, minutes, verdict, count }) => (
            <tr key={`${script}/${size}`} data-verdict={verdict}>
              <td>{example}</td>
              <td>{size}</td>
              <td>{millimetres.toFixed(1)}</td>
              <td>{minutes.toFixed(1)}</td>
              <td>
                {MARKS[verdict]} {words[`verdict_${verdict}`]}
              </td>
              <td>{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
