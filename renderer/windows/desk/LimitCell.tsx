import type { ReactNode } from 'react';
import type { CaseSummary } from '../../../shared/contract/cases.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { ProvisionalMark } from '../../ui/ProvisionalMark.tsx';
import styles from './desk.module.css';
import { limitState, spanText } from './remaining.ts';
import type { DeskWords } from './words.ts';

type Props = { row: CaseSummary; now: number; zone: string; words: DeskWords };

/** Time left or gone (时限剩余), with whose limit it is. Spans are natural time; the detail has the working clock's. */
export function LimitCell({ row, now, zone, words }: Props): ReactNode {
  const state = limitState(row, now);
  if (state.kind === 'void') return <span className={styles['limit-none']}>{words.noLimitVoid}</span>;
  if (state.kind === 'resting')
    return (
      <span className={styles['limit-none']} title={words.restingHint}>
        <span aria-hidden="true">‖ </span>
        {words.resting}
      </span>
    );
  if (state.kind === 'none' || row.dueAt === null)
    return <span className={styles['limit-none']}>{words.noLimit}</span>;
  const span = (ms: number): string =>
    spanText(ms, { days: words.spanDays, hours: words.spanHours, minutes: words.spanMinutes });
  const text = {
    left: () => words.left(span('ms' in state ? state.ms : 0)),
    past: () => words.past(span('ms' in state ? state.ms : 0)),
    'closed-in-time': () => words.closedInTime,
    'closed-unknown': () => words.closedUnknown,
    'closed-late': () => words.closedLate(span('ms' in state ? state.ms : 0)),
  }[state.kind]();
  const tone = state.kind === 'left' && state.soon ? 'soon' : state.kind;
  const basis = row.dueBasis;
  const hint = [
    words.dueBy(shortTime(row.dueAt, zone, now)),
    basis === null ? '' : words[`basisHint_${basis}`],
    words.naturalTime,
  ].filter((part) => part !== '');
  return (
    <span className={styles['limit']} data-tone={tone} title={hint.join(' · ')}>
      <span className={styles['limit-text']}>
        {tone === 'soon' ? <span aria-hidden="true">◐ </span> : null}
        {tone === 'past' ? <span aria-hidden="true">▲ </span> : null}
        {text}
      </span>
      <ProvisionalMark of={row.status === 'closed' ? null : row.provisional} />
      {basis === null ? null : <span className={styles['limit-basis']}>{words[`basis_${basis}`]}</span>}
    </span>
  );
}
