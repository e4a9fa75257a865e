import type { ReactNode } from 'react';
import type { SourceStatus } from '../../../shared/contract/sources.ts';
import type { ConnWords } from './words.ts';

const SHAPES = { starting: '○', fresh: '●', late: '◐', down: '▲', paused: '‖' } as const;

/** State of a source: shape, word and colour. A file that was read is done, not paused, unless its import was cut short. */
export function StateMark({ status, words }: { status: SourceStatus; words: ConnWords }): ReactNode {
  const { state, kind, progress } = status;
  if (kind === 'file' && state === 'paused') {
    const whole = progress?.phase === 'following';
    return (
      <span className="conn-state" data-state={whole ? state : 'late'}>
        <span aria-hidden="true">{whole ? '■' : '◐'}</span>{' '}
        {whole ? words.state_imported : words.state_partial}
      </span>
    );
  }
  return (
    <span className="conn-state" data-state={state}>
      <span aria-hidden="true">{SHAPES[state]}</span> {words[`state_${state}`]}
    </span>
  );
}
