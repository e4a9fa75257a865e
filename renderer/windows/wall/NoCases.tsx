import type { ReactNode } from 'react';
import { goTo } from '../../app/place.ts';
import { useWords } from '../../app/words.ts';
import { ANY, setFilter, useLink } from '../../live/filters.ts';
import { useStatus } from '../../live/queries.ts';
import { Empty } from '../../ui/Empty.tsx';
import { wallWords } from './words.ts';

/** Over the map when there is nothing to draw: whether nothing is connected, nothing came, or nothing matches. */
export function NoCases(props: { total: number | undefined; matching: number | undefined }): ReactNode {
  const words = useWords(wallWords);
  const status = useStatus().data;
  const sources = status?.sources.length;
  const period = useLink((state) => state.filter.period);
  if (props.total === undefined || sources === undefined) return null;
  // Until the columns stand, every count is 0 over a full database: nothing may be said about there being no case.
  if (status?.warnings.some((warning) => warning.code === 'columns-rebuilding')) {
    return (
      <div className="no-cases">
        <Empty title={words.buildingTitle} text={words.buildingText} />
      </div>
    );
  }
  if (props.total === 0) {
    const connected = sources > 0;
    return (
      <div className="no-cases">
        <Empty
          title={connected ? words.waitingTitle : words.emptyTitle}
          text={connected ? words.waitingText : words.emptyText}
        >
          <button type="button" className="plain-button" onClick={() => goTo('connections')}>
            {words.toConnections}
          </button>
        </Empty>
      </div>
    );
  }
  if (props.matching !== 0) return null;
  return (
    <div className="no-cases">
      <Empty title={words.noMatchTitle} text={words.noMatchText}>
        <p className="no-cases-do">
          {period === 'all' ? null : (
            <button
              type="button"
              className="plain-button"
              onClick={() => setFilter({ period: 'all', range: null })}
            >
              {words.showAll}
            </button>
          )}
          <button type="button" className="plain-button" onClick={() => setFilter({ ...ANY, period })}>
            {words.clear}
          </button>
        </p>
      </Empty>
    </div>
  );
}
