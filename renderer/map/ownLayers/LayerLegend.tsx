import type { ReactNode } from 'react';
import type { Theme } from '../../base/prefs.ts';
import { useWords } from '../../base/words.ts';
import { count } from '../../ui/Figure.tsx';
import { LayerSymbol } from './LayerSymbol.tsx';
import styles from './ownLayers.module.css';
import { ownLayerWords } from './ownLayerWords.ts';
import type { OwnLayerTiles } from './useOwnLayerTiles.ts';

/** Layers that the legend has room for; the list of switches has all of them. */
const MOST = 8;

/** What the marks of the hall's own layers mean, and that some were left out where they lie too close (抽稀). */
export function LayerLegend({
  shown,
  theme,
}: {
  shown: Pick<OwnLayerTiles, 'visible' | 'counts' | 'isLoaded' | 'problem'>;
  theme: Theme;
}): ReactNode {
  const words = useWords(ownLayerWords);
  const { visible, counts, isLoaded, problem } = shown;
  if (visible.length === 0) return null;
  return (
    <section
      className={styles['legend']}
      aria-label={words.layers}
      data-part="map-layer-legend"
      data-loaded={isLoaded}
    >
      <ul>
        {visible.slice(0, MOST).map((layer) => (
          <li key={layer.id}>
            <LayerSymbol layer={layer} theme={theme} />
            <span>{layer.name}</span>
          </li>
        ))}
      </ul>
      {counts.shown < counts.of ? (
        <p data-part="map-thinned">{words.thinned(count(counts.shown), count(counts.of))}</p>
      ) : null}
      {problem === null ? null : <p data-tone="late">◆ {words.unavailable}</p>}
    </section>
  );
}
