import type { ReactNode } from 'react';
import type { Tally } from '../../../shared/contract/figures.ts';
import { useWords } from '../../app/words.ts';
import { setFilter, useLink } from '../../live/filters.ts';
import { count } from '../../ui/Figure.tsx';
import { wallWords } from './words.ts';

const MOST = 6;

/** Cases by 问题来源 as bars with numbers; a press filters by one, another press takes it back. */
export function Channels({ rows }: { rows: Tally[] | undefined }): ReactNode {
  const words = useWords(wallWords);
  const chosen = useLink((state) => state.filter.channel);
  const largest = Math.max(1, ...(rows ?? []).map((row) => row.count));
  return (
    <div className="channels" title={words.ruleChannel}>
      <h2>{words.byChannel}</h2>
      <ul>
        {(rows ?? []).slice(0, MOST).map((row) => (
          <li key={row.key}>
            <button
              type="button"
              aria-pressed={chosen.includes(row.key)}
              onClick={() => setFilter({ channel: chosen.includes(row.key) ? [] : [row.key] })}
            >
              <span className="channel-name">{row.key}</span>
              <span className="bar-track" aria-hidden="true">
                <i style={{ width: `${(row.count / largest) * 100}%` }} />
              </span>
              <span className="channel-count">{count(row.count)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
