import type { ReactNode } from 'react';
import { useWords } from '../../base/words.ts';
import { useBasemaps } from '../../live/queries/basemaps.ts';
import type { BasemapTiles } from '../basemap/useBasemapTiles.ts';
import styles from './surroundings.module.css';
import { surroundingsWords } from './surroundingsWords.ts';

/** Why there is no base map on a map, in a sentence; nothing where there is one. */
export function BasemapGap({
  shown: { basemap, isLoaded, drawn, problem },
}: {
  shown: Pick<BasemapTiles, 'basemap' | 'isLoaded' | 'drawn' | 'problem'>;
}): ReactNode {
  const words = useWords(surroundingsWords);
  const all = useBasemaps().data?.basemaps;
  // Not before it is known, and a failure is told beside the credit.
  if (all === undefined || problem !== null) return null;
  const isEmpty = isLoaded && drawn.every(({ tiles }) => tiles.length === 0);
  const text =
    all.length === 0
      ? words.noBasemap
      : basemap === null
        ? words.basemapOff
        : isEmpty
          ? words.basemapElsewhere
          : null;
  if (text === null) return null;
  return (
    <p className={styles['gap']} data-part="surroundings-gap">
      {text}
    </p>
  );
}
