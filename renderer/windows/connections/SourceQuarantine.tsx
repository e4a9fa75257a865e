import type { ReactNode } from 'react';
import type { ConnectionsView } from '../../base/connectionsView.ts';
import { useKeptText } from '../../live/client/keptText.ts';
import { useQuarantine } from '../../live/queries/city.ts';
import { count } from '../../ui/Figure.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { remedyFor } from './advice.ts';
import styles from './connections.module.css';
import type { ConnWords } from './words.ts';

type Props = { source: string; onGo: (place: ConnectionsView) => void; words: ConnWords };

/** Quarantined rows of a source by reason, with advice; nothing when there are none. */
export function SourceQuarantine({ source, onGo, words }: Props): ReactNode {
  const keptText = useKeptText();
  const page = useQuarantine({ source, limit: 1, offset: 0 }).data;
  if (page === undefined || page.total === 0) return null;
  return (
    <section className={styles['block']}>
      <header className={styles['block-head']}>
        <h2>{words.waitingNow(count(page.total))}</h2>
        <Button onPress={() => onGo({ kind: 'quarantine', source })}>{words.toQuarantine} →</Button>
      </header>
      <ul className={styles['source-refused']}>
        {page.byReason.map((row) => (
          <li key={row.code}>
            <b data-tone="late">{count(row.count)}</b>
            <span>
              {keptText(row)}
              <small className={styles['dim']}>{words[remedyFor(row.code)]}</small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
