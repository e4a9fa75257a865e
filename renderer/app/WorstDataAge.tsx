import type { ReactNode } from 'react';
import { useWords } from '../base/words.ts';
import { useClockOffset } from '../live/link/clock.ts';
import { sourcesOf, useStatus } from '../live/queries/city.ts';
import styles from '../ui/DataAge.module.css';
import { DataAge } from '../ui/DataAge.tsx';
import { uiWords } from '../ui/uiWords.ts';

/**
 * Data age of the window: the age of the source that is furthest behind its poll interval. Paused sources and files do
 * not count.
 */
export function WorstDataAge(): ReactNode {
  const words = useWords(uiWords);
  const sources = useStatus(sourcesOf);
  const clockKnown = useClockOffset() !== null;
  if (sources === undefined || !clockKnown) return null;
  const counted = sources.filter((source) => source.state !== 'paused' && source.kind !== 'file');
  if (counted.length === 0)
    return sources.length === 0 ? <span className={styles['age']}>○ {words.noSource}</span> : null;
  const behind = (source: (typeof counted)[number]): number =>
    source.lastSuccessAt === null
      ? Number.NEGATIVE_INFINITY
      : source.lastSuccessAt + source.pollSeconds * 1000;
  const worst = counted.reduce((a, b) => (behind(b) < behind(a) ? b : a));
  return <DataAge lastSuccessAt={worst.lastSuccessAt} pollSeconds={worst.pollSeconds} />;
}
