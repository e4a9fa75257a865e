import type { ReactNode } from 'react';
import type { ClockView } from '../../shared/contract/whistles.ts';
import { ProvisionalMark } from '../ui/ProvisionalMark.tsx';
import { remainingOf, spanText } from '../ui/whistleClock.ts';
import { toneOf } from './whistleMarks.ts';
import whistleStyles from './whistles.module.css';
import type { WhistleMapWords } from './whistleWords.ts';

/** Time left of a clock in words: «剩 35 分», «超时 2 天 3 时», or why it does not run. */
export function clockText(nearest: ClockView | null, now: number, words: WhistleMapWords): string {
  if (nearest === null) return words.noClock;
  const left = remainingOf(nearest, now);
  if (left.kind === 'gap') return words.gap;
  if (left.kind === 'paused') return words.paused;
  const span = spanText(left.ms, words);
  return left.kind === 'past' ? words.over(span) : words.remains(span);
}

const SHAPES = { past: '▲', soon: '◐', left: '○', still: '‖' } as const;

/** The same with shape and colour: ▲ past, ◐ close, ○ running, ‖ standing still. */
export function WhistleClock(props: {
  clock: ClockView | null;
  now: number;
  words: WhistleMapWords;
}): ReactNode {
  const { clock, now, words } = props;
  const tone = toneOf({ nearest: clock }, now);
  return (
    <span className={whistleStyles['whistle-clock']} data-part="whistle-clock" data-tone={tone}>
      <i aria-hidden="true">{SHAPES[tone]}</i> {clockText(clock, now, words)}{' '}
      <ProvisionalMark of={clock?.provisional} />
    </span>
  );
}
