import type { ReactNode } from 'react';
import type { CityStatus } from '../../../shared/contract/status.ts';
import { goTo } from '../../base/navigation.ts';
import { useWords } from '../../base/words.ts';
import { EMPTY_FILTER } from '../../live/link/filter.ts';
import { setFilter, useLink } from '../../live/link/filters.ts';
import { useStatus } from '../../live/queries/city.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import styles from './wall.module.css';
import { wallWords } from './words.ts';

/** Over the map when there is nothing to draw: whether nothing is connected, nothing came, or nothing matches. */
export function NoCases({ matching }: { matching: number | undefined }): ReactNode {
  const words = useWords(wallWords);
  const known = useStatus(knownOf);
  const period = useLink((state) => state.filter.period);
  if (known === undefined) return null;
  const { connected } = known;
  // Until the columns stand, every count is 0 over a full database: nothing may be said about there being no case.
  if (known.building) {
    return (
      <div className={styles['no-cases']} data-part="no-cases">
        <Empty title={words.buildingTitle} text={words.buildingText} />
      </div>
    );
  }
  if (known.empty) {
    return (
      <div className={styles['no-cases']} data-part="no-cases">
        <Empty
          title={connected ? words.waitingTitle : words.emptyTitle}
          text={connected ? words.waitingText : words.emptyText}
        >
          <Button onPress={() => goTo('connections')}>{words.toConnections}</Button>
        </Empty>
      </div>
    );
  }
  if (matching !== 0) return null;
  return (
    <div className={styles['no-cases']} data-part="no-cases">
      <Empty title={words.noMatchTitle} text={words.noMatchText}>
        <p className={styles['no-cases-do']}>
          {period === 'all' ? null : (
            <Button onPress={() => setFilter({ period: 'all', range: null })}>{words.showAll}</Button>
          )}
          <Button onPress={() => setFilter({ ...EMPTY_FILTER, period })}>{words.clear}</Button>
        </p>
      </Empty>
    </div>
  );
}

/** What it takes to say why there is nothing, without following every poll. */
function knownOf({ cases, sources, warnings }: CityStatus): {
  empty: boolean;
  connected: boolean;
  building: boolean;
} {
  return {
    empty: cases.total === 0,
    connected: sources.length > 0,
    building: warnings.some(({ code }) => code === 'columns-rebuilding'),
  };
}
