import type { ReactNode } from 'react';
import type { SourceKind, SourceState } from '../../../shared/contract/sources.ts';
import type { ConnWords } from './words.ts';

const SHAPES = { starting: '◌', fresh: '●', late: '◐', down: '▲', paused: '‖' } as const;

type Props = { state: SourceState; kind: SourceKind; words: ConnWords };

/** State of a source: shape, word and colour. A file that was read is done, not paused. */
export function StateMark({ state, kind, words }: Props): ReactNode {
  const imported = kind === 'file' && state === 'paused';
  return (
    <span className="conn-state" data-state={state}>
      <span aria-hidden="true">{imported ? '■' : SHAPES[state]}</span>{' '}
      {imported ? words.state_imported : words[`state_${state}`]}
    </span>
  );
}
