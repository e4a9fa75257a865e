import type { ReactNode } from 'react';
import type { MeasuredText } from '../../../shared/legibility/legibility.ts';
import { ScrollTable } from '../../ui/ScrollTable.tsx';
import type { LegibilityWords } from './legibilityWords.ts';

const MARKS = { good: '✓', tight: '△', small: '▲' } as const;

/** The measured texts, smallest first; each size and script once. */
export function MeasuredTable(props: { rows: readonly MeasuredText[]; words: LegibilityWords }): ReactNode {
  const { rows, words } = props;
  return (
    <ScrollTable
      label={words.title}
      heads={[words.example, words.size, words.height, words.angle, words.verdict, words.count]}
    >
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
    </ScrollTable>
  );
}
