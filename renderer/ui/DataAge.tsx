import type { ReactNode } from 'react';
import { useWords } from '../base/words.ts';
import { useNow } from '../live/link/clock.ts';
import { ageParts, freshness } from './age.ts';
import styles from './DataAge.module.css';
import { uiWords } from './uiWords.ts';

const SHAPES = { fresh: '●', late: '◐', stale: '▲', never: '○' } as const;

/** How old a source's data is, as shape, word and number. Times UTC ms, `pollSeconds` the source's interval. */
export function DataAge(props: { lastSuccessAt: number | null; pollSeconds: number }): ReactNode {
  const words = useWords(uiWords);
  const now = useNow(1000);
  const state = freshness(props.lastSuccessAt, props.pollSeconds, now);
  const age = props.lastSuccessAt === null ? '' : ` ${words.ago(ageText(words, now - props.lastSuccessAt))}`;
  const word = words[state];
  return (
    <span className={styles['age']} data-part="data-age" data-state={state} title={words.dataAge}>
      <span aria-hidden="true">{SHAPES[state]}</span> {word}
      {age}
    </span>
  );
}

type AgeWords = Record<'seconds' | 'minutes' | 'hours' | 'days', (n: number) => string>;

/** A length of time in words. */
export function ageText(words: AgeWords, ms: number): string {
  const { unit, n } = ageParts(ms);
  return words[unit](n);
}
