import type { ReactNode } from 'react';
import type { ClockView } from '../../../shared/contract/whistles.ts';
import { ProvisionalMark } from '../../ui/ProvisionalMark.tsx';
import { remainingOf, spanText } from '../../ui/whistleClock.ts';
import styles from './whistles.module.css';
import type { WhistleWords } from './words.ts';

/** Time left of a clock as words with a shape before it: ▲ past, ◐ close, ○ running, ‖ standing still. */
export function ClockText({
  clock,
  now,
  words,
}: {
  clock: ClockView;
  now: number;
  words: WhistleWords;
}): ReactNode {
  const left = remainingOf(clock, now);
  if (left.kind === 'gap')
    return (
      <span className={styles['clock']} data-state="gap" title={left.why}>
        <i aria-hidden="true">?</i> {words.gap}
      </span>
    );
  if (left.kind === 'paused')
    return (
      <span className={styles['clock']} data-state="paused">
        <i aria-hidden="true">‖</i> {words.paused}
      </span>
    );
  const state = left.kind === 'past' ? 'past' : left.soon ? 'soon' : 'left';
  const shape = { past: '▲', soon: '◐', left: '○' }[state];
  const span = spanText(left.ms, words);
  return (
    <span className={styles['clock']} data-state={state}>
      <i aria-hidden="true">{shape}</i> {left.kind === 'past' ? words.past(span) : words.left(span)}{' '}
      <ProvisionalMark of={clock.provisional} />
    </span>
  );
}
