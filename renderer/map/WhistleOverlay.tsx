import type { WebMercatorViewport } from '@deck.gl/core';
import { type ReactNode, useMemo } from 'react';
import { useRootSize } from '../base/theme.ts';
import { useWords } from '../base/words.ts';
import { classes } from '../ui/kit/classes.ts';
import { labelBoxes } from './Labels.tsx';
import styles from './map.module.css';
import type { StreetName } from './streetNames.ts';
import { pickWhistle, type ShownWhistles, usePickedWhistle } from './useWhistles.ts';
import { WhistleCard } from './WhistleCard.tsx';
import { WhistleLabels } from './WhistleLabels.tsx';
import { whistleMapWords } from './whistleWords.ts';

type Props = { viewport: WebMercatorViewport | null; names: readonly StreetName[]; shown: ShownWhistles };

/** Legend and switches cover these corners of the map (rem): a label there could not be read. */
const LEGEND = { width: 16, height: 21 };
const SWITCHES = { width: 25, height: 2.75 };

/** The overlay for whistles: remaining times beside the marks, a ring around the selected one. */
export function WhistleOverlay({ viewport, names, shown }: Props): ReactNode {
  const words = useWords(whistleMapWords);
  const rootSize = useRootSize();
  const id = usePickedWhistle((state) => state.id);
  const obstacles = useMemo(() => {
    if (viewport === null || shown.marks.length === 0) return [];
    const { height } = viewport;
    return [
      { left: 0, right: SWITCHES.width * rootSize, top: 0, bottom: SWITCHES.height * rootSize },
      { left: 0, right: LEGEND.width * rootSize, top: height - LEGEND.height * rootSize, bottom: height },
      ...labelBoxes(names, viewport, rootSize),
    ];
  }, [viewport, names, shown.marks, rootSize]);
  const picked = shown.marks.find((mark) => mark.id === id) ?? null;
  return (
    <>
      {viewport === null || shown.marks.length === 0 ? null : (
        <WhistleLabels
          viewport={viewport}
          marks={shown.marks}
          obstacles={obstacles}
          rootSize={rootSize}
          now={shown.now}
          words={words}
        />
      )}
      {viewport === null || picked === null ? null : <Ring at={viewport.project(picked.place)} />}
    </>
  );
}

/** The card of the selected whistle; it does not move with the map. */
export function PickedWhistle(): ReactNode {
  const id = usePickedWhistle((state) => state.id);
  return id === null ? null : <WhistleCard id={id} onClose={() => pickWhistle(null)} />;
}

function Ring({ at }: { at: number[] }): ReactNode {
  return (
    <span
      className={classes(styles['selected'], styles['whistle-selected'])}
      data-part="map-selected"
      data-x={at[0]}
      data-y={at[1]}
      style={{ transform: `translate(${at[0]}px, ${at[1]}px)` }}
      aria-hidden="true"
    />
  );
}
