import { memo, type ReactNode } from 'react';
import type { Tally } from '../../../shared/contract/figures.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { useWords } from '../../base/words.ts';
import { setFilter, useLink } from '../../live/link/filters.ts';
import { count } from '../../ui/Figure.tsx';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import { channelPlaces } from './channelPlaces.ts';
import styles from './wall.module.css';
import { wallWords } from './words.ts';

/** Cases by 问题来源 as bars with numbers; a press filters by one, another press takes it back. */
export const Channels = memo(function Channels({ rows }: { rows: Tally[] | undefined }): ReactNode {
  const words = useWords(wallWords);
  const { comma } = usePunctuation();
  const chosen = useLink((state) => state.filter.channel);
  const { shown, rest } = channelPlaces(rows ?? []);
  const others = rest.reduce((sum, row) => sum + row.count, 0);
  const largest = Math.max(1, others, ...shown.map((row) => row.count));
  const restKeys = rest.map((row) => row.key).filter((key) => key !== '');
  return (
    <div className={styles['channels']} data-part="channels" title={words.ruleChannel}>
      <h2>{words.byChannel}</h2>
      <ul>
        {shown.map((row) => (
          <li key={row.key}>
            <RowButton
              disabled={row.key === ''}
              aria-pressed={chosen.includes(row.key)}
              onClick={() => setFilter({ channel: chosen.includes(row.key) ? [] : [row.key] })}
            >
              <span className={styles['channel-name']}>{row.key === '' ? words.noChannel : row.key}</span>
              <span className={styles['bar-track']} aria-hidden="true">
                <i style={{ width: `${(row.count / largest) * 100}%` }} />
              </span>
              <span>{count(row.count)}</span>
            </RowButton>
          </li>
        ))}
        {rest.length === 0 ? null : (
          <li>
            <RowButton
              title={rest
                .map((row) => `${row.key === '' ? words.noChannel : row.key} ${count(row.count)}`)
                .join(comma)}
              aria-pressed={restKeys.length > 0 && restKeys.every((key) => chosen.includes(key))}
              onClick={() => setFilter({ channel: chosen.length > 0 ? [] : restKeys })}
            >
              <span className={styles['channel-name']}>{words.otherChannels(rest.length)}</span>
              <span className={styles['bar-track']} aria-hidden="true">
                <i style={{ width: `${(others / largest) * 100}%` }} />
              </span>
              <span>{count(others)}</span>
            </RowButton>
          </li>
        )}
      </ul>
    </div>
  );
});
