import type { ReactNode } from 'react';
import type { SnapshotRowsQuery } from '../../../shared/contract/assessmentPublication.ts';
import { goTo } from '../../base/navigation.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { useZone } from '../../live/link/clock.ts';
import { select } from '../../live/link/filters.ts';
import { useSnapshotRows } from '../../live/queries/assessment.ts';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import styles from './assessment.module.css';
import { momentText } from './periods.ts';
import type { AssessmentWords } from './words.ts';

type Props = {
  publication: string;
  query: Pick<SnapshotRowsQuery, 'kind' | 'unit' | 'count'>;
  words: AssessmentWords;
};

/** The cases of a frozen figure as they stood then; a press opens the case as it is now. */
export function FrozenRows({ publication, query, words }: Props): ReactNode {
  const zone = useZone();
  const errorText = useErrorText();
  const asked = useSnapshotRows(publication, query);
  if (asked.isError) return <p role="alert">{errorText(asked.error)}</p>;
  const found = asked.data;
  if (found === undefined) return <p role="status">{words.reading}</p>;
  return (
    <>
      <h3>{found.total === 0 ? words.noRows : words.rows(found.rows.length, found.total)}</h3>
      <ul className={styles['rows']}>
        {found.rows.map(({ id, standing, dueAt, closedAt }) => (
          <li key={id}>
            <RowButton
              aria-label={words.openCase(id)}
              onClick={() => {
                select(id);
                goTo('desk');
              }}
            >
              <code>{id}</code> {words[`standing_${standing ?? 'none'}`]}
              <span className={styles['parts']}>
                {dueAt === null ? '' : words.dueAt(momentText(dueAt, zone))}
                {closedAt === null ? '' : ` · ${words.closedAt(momentText(closedAt, zone))}`}
              </span>
            </RowButton>
          </li>
        ))}
      </ul>
    </>
  );
}
