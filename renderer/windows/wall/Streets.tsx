import { memo, type ReactNode, useState } from 'react';
import type { Tally } from '../../../shared/contract/figures.ts';
import { useWords } from '../../base/words.ts';
import { setFilter, useLink } from '../../live/link/filters.ts';
import { useStreetNames } from '../../live/queries/city.ts';
import { count } from '../../ui/Figure.tsx';
import { classes } from '../../ui/kit/classes.ts';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import { Panel } from '../../ui/Panel.tsx';
import listStyles from './lists.module.css';
import { RowsShown } from './RowsShown.tsx';
import { useWholeRows } from './useWholeRows.ts';
import { wallWords } from './words.ts';

type By = 'count' | 'open' | 'overdue';

/** Streets ranked by one figure, all three shown. A press filters by the street. */
export const Streets = memo(function Streets({ rows }: { rows: Tally[] | undefined }): ReactNode {
  const words = useWords(wallWords);
  const [by, setBy] = useState<By>('count');
  const chosen = useLink((state) => state.filter.street);
  const streets = useStreetNames();
  const names = new Map(streets.map((street) => [street.code, street.name]));
  const sorted = [...(rows ?? [])].sort((a, b) => b[by] - a[by] || a.key.localeCompare(b.key));
  const [list, whole] = useWholeRows<HTMLDivElement>(sorted.length);
  const largest = Math.max(1, ...sorted.map((row) => row[by]));
  const columns: [By, string][] = [
    ['count', words.sortCount],
    ['open', words.sortOpen],
    ['overdue', words.sortOverdue],
  ];
  return (
    <Panel title={words.streets} extra={<RowsShown whole={whole} all={sorted.length} />}>
      <div className={listStyles['rows-room']}>
        <div
          className={classes(listStyles['whole-rows'], listStyles['street-rows'])}
          data-part="street-rows"
          ref={list}
        >
          <table className={listStyles['streets']}>
            <thead>
              <tr>
                <th scope="col">
                  <span className="visually-hidden">{words.street}</span>
                </th>
                {columns.map(([each, name]) => (
                  <th key={each} scope="col" aria-sort={by === each ? 'descending' : 'none'}>
                    <RowButton
                      title={each === 'overdue' ? words.ruleOverdueSum : undefined}
                      onClick={() => setBy(each)}
                    >
                      {name}
                      {by === each ? ' ▼' : ''}
                    </RowButton>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sorted.map((row) => (
                <tr key={row.key} data-chosen={chosen.includes(row.key)}>
                  <th scope="row">
                    <RowButton
                      disabled={row.key === ''}
                      aria-pressed={chosen.includes(row.key)}
                      onClick={() => setFilter({ street: chosen.includes(row.key) ? [] : [row.key] })}
                    >
                      <i
                        className={listStyles['street-bar']}
                        style={{ width: `${(row[by] / largest) * 100}%` }}
                        aria-hidden="true"
                      />
                      <span>{names.get(row.key) ?? (row.key === '' ? words.noStreet : row.key)}</span>
                    </RowButton>
                  </th>
                  {columns.map(([each]) => (
                    <td key={each} data-figure={each} data-zero={row[each] === 0}>
                      {count(row[each])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </Panel>
  );
});
