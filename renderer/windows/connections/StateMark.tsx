import type { ReactNode } from 'react';
import type { SourceState } from '../../../shared/contract/sources.ts';
import type { ConnWords } from './words.ts';

const SHAPES = { starting: '◌', fresh: '●', late: '◐', down: '▲', paused: '‖' } as const;

/** State of a source: shape, word and colour. */
export function StateMark({ state, words }: { state: SourceState; words: ConnWords }): ReactNode {
  return (
    <span className="conn-state" data-state={state}>
      <span aria-hidden="true">{SHAPES[state]}</span> {words[`state_${state}`]}
    </span>
  );
}
