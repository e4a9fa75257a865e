import type { ReactNode } from 'react';
import type { SourceEntry } from '../../../shared/contract/routes/sources.ts';
import type { ConnectionsView } from '../../base/connectionsView.ts';
import { useQuarantine } from '../../live/queries/city.ts';
import { DataAge } from '../../ui/DataAge.tsx';
import { count } from '../../ui/Figure.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { classes } from '../../ui/kit/classes.ts';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import styles from './connections.module.css';
import { StateMark } from './StateMark.tsx';
import type { ConnWords } from './words.ts';

type Props = {
  entries: SourceEntry[];
  waiting: number;
  place: ConnectionsView;
  onGo: (place: ConnectionsView) => void;
  words: ConnWords;
};

/** Navigation: buttons that add a source, the sources with state, age and quarantined rows, and the quarantine. */
export function SourceRail({ entries, waiting, place, onGo, words }: Props): ReactNode {
  return (
    <nav className={styles['rail']} aria-label={words.sources}>
      <div className={styles['rail-add']}>
        <Button pressed={place.kind === 'address'} onPress={() => onGo({ kind: 'address' })}>
          + {words.addAddress}
        </Button>
        <Button pressed={place.kind === 'file'} onPress={() => onGo({ kind: 'file' })}>
          + {words.addFile}
        </Button>
        <Button pressed={place.kind === 'database'} onPress={() => onGo({ kind: 'database' })}>
          + {words.addDatabase}
        </Button>
        <Button pressed={place.kind === 'push'} onPress={() => onGo({ kind: 'push' })}>
          + {words.addPush}
        </Button>
      </div>
      <ul>
        {entries.map(({ config, status }) => (
          <li key={config.id}>
            <RowButton
              aria-current={place.kind === 'source' && place.id === config.id}
              onClick={() => onGo({ kind: 'source', id: config.id })}
              className={styles['card']}
            >
              <span className={styles['card-name']} data-part="conn-card-name">
                {config.name}
              </span>
              <StateMark status={status} words={words} />
              <span className={styles['card-sub']}>
                {words[`kind_${config.kind}`]} · {words.received} {count(status.received)}
              </span>
              {status.quarantined > 0 ? <Waiting source={config.id} words={words} /> : null}
              {config.kind === 'file' || config.paused || status.state === 'incomplete' ? null : (
                <span className={classes(styles['card-sub'], styles['card-age'])}>
                  <DataAge lastSuccessAt={status.lastSuccessAt} pollSeconds={config.pollSeconds} />
                </span>
              )}
            </RowButton>
          </li>
        ))}
      </ul>
      <RowButton
        aria-current={place.kind === 'quarantine'}
        onClick={() => onGo({ kind: 'quarantine', source: null })}
        className={classes(styles['card'], styles['card-quarantine'])}
      >
        <span className={styles['card-name']} data-part="conn-card-name">
          {words.quarantine}
        </span>
        <span data-tone={waiting > 0 ? 'late' : undefined}>{words.rows(count(waiting))}</span>
      </RowButton>
      <RowButton
        aria-current={place.kind === 'calendar'}
        onClick={() => onGo({ kind: 'calendar' })}
        className={styles['card']}
      >
        <span className={styles['card-name']} data-part="conn-card-name">
          {words.calendar}
        </span>
      </RowButton>
      <RowButton
        aria-current={place.kind === 'basemaps'}
        onClick={() => onGo({ kind: 'basemaps' })}
        className={styles['card']}
      >
        <span className={styles['card-name']} data-part="conn-card-name">
          {words.basemaps}
        </span>
      </RowButton>
      <RowButton
        aria-current={place.kind === 'layers'}
        onClick={() => onGo({ kind: 'layers' })}
        className={styles['card']}
      >
        <span className={styles['card-name']} data-part="conn-card-name">
          {words.layers}
        </span>
      </RowButton>
    </nav>
  );
}

/** Number of rows of a source in quarantine now. Its accounting counts how often such rows were received. */
function Waiting({ source, words }: { source: string; words: ConnWords }): ReactNode {
  const waiting = useQuarantine({ source, limit: 1, offset: 0 }).data?.total ?? 0;
  if (waiting === 0) return null;
  return (
    <span className={styles['card-refused']}>
      {words.refused} {words.rows(count(waiting))}
    </span>
  );
}
