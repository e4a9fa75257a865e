import type { ReactNode } from 'react';
import type { CaseSummary } from '../../../shared/contract/cases.ts';
import markStyles from '../../ui/StatusMark.module.css';
import { stateOf } from '../../ui/StatusMark.tsx';
import type { DeskWords } from './words.ts';

const SHAPES = { open: '●', overdue: '▲', closed: '■', closedLate: '◆' } as const;

/** Shape and colour of the state with the stage as word; the bare status where the upstream gives no stage. */
export function StageMark({ row, words }: { row: CaseSummary; words: DeskWords }): ReactNode {
  const state = stateOf(row);
  const status = {
    open: words.open,
    overdue: words.overdueOpen,
    closed: words.closed,
    closedLate: words.closed,
  }[state];
  return (
    <span className={markStyles['mark']} data-part="status-mark" data-state={state}>
      <span aria-hidden="true">{SHAPES[state]}</span>{' '}
      {row.stage === null ? status : words[`stage_${row.stage}`]}
      {state === 'overdue' && row.stage !== null ? <span className="visually-hidden"> {status}</span> : null}
    </span>
  );
}
