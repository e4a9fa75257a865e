import type { ReactNode } from 'react';
import type { SourceStatus } from '../../../shared/contract/sources.ts';
import { SOURCE_SHAPES } from '../../ui/sourceShapes.ts';
import styles from './connections.module.css';
import type { ConnWords } from './words.ts';

/**
 * State of a source as shape, word and colour. A file source is paused after its import; it is shown as imported, or as
 * incomplete.
 */
export function StateMark({ status, words }: { status: SourceStatus; words: ConnWords }): ReactNode {
  const { state, kind, progress } = status;
  if (kind === 'file' && state === 'paused') {
    const complete = progress?.phase === 'following';
    return (
      <span className={styles['state']} data-part="conn-state" data-state={complete ? state : 'late'}>
        <span aria-hidden="true">{complete ? '■' : '◐'}</span>{' '}
        {complete ? words.state_imported : words.state_partial}
      </span>
    );
  }
  return (
    <span className={styles['state']} data-part="conn-state" data-state={state}>
      <span aria-hidden="true">{SOURCE_SHAPES[state]}</span>{' '}
      {kind === 'push' && state === 'starting' ? words.state_waiting : words[`state_${state}`]}
    </span>
  );
}
