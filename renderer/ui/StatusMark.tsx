import type { ReactNode } from 'react';
import type { CaseSummary } from '../../shared/contract/cases.ts';
import { useWords } from '../base/words.ts';
import styles from './StatusMark.module.css';
import { uiWords } from './uiWords.ts';

/** The four states that the map, the lists and the legend share; the order is that of `Points.state`. */
export const CASE_STATES = ['open', 'overdue', 'closed', 'closedLate'] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** The state of a case, from its status and whether it passed its limit. */
export function stateOf(row: Pick<CaseSummary, 'status' | 'overdue'>): CaseState {
  if (row.status === 'open') return row.overdue ? 'overdue' : 'open';
  return row.overdue ? 'closedLate' : 'closed';
}

/** Same shapes as on the map: disc, triangle, square, diamond. */
const SHAPES = { open: '●', overdue: '▲', closed: '■', closedLate: '◆' } as const;

/** Shape, colour and word of a state. */
export function StatusMark({ state }: { state: CaseState }): ReactNode {
  const words = useWords(uiWords);
  return (
    <span className={styles['mark']} data-part="status-mark" data-state={state}>
      <span aria-hidden="true">{SHAPES[state]}</span> {words[state]}
    </span>
  );
}
