import { type ReactNode, useMemo } from 'react';
import type { LonLat } from '../../../shared/contract/common.ts';
import { classes } from '../../ui/kit/classes.ts';
import type { Box } from '../labelPlaces.ts';
import styles from '../map.module.css';
import { type MapName, placeNames } from './mapNames.ts';

/** Names of roads and places of a vector base map, as HTML: sharp at any size and in the bundled font. */
export function MapNames(props: {
  viewport: { width: number; height: number; project(at: LonLat): number[] };
  names: readonly MapName[];
  obstacles: readonly Box[];
  rem: number;
}): ReactNode {
  const { viewport, names, obstacles, rem } = props;
  // Not again for every place that the pointer passes.
  const placed = useMemo(() => {
    const { width, height } = viewport;
    return placeNames(names, (at) => viewport.project(at), { width, height, rem }, obstacles);
  }, [viewport, names, rem, obstacles]);
  return (
    <div className={styles['labels']} data-part="map-names" aria-hidden="true">
      {placed.map(({ text, kind, x, y, angle }) => {
        // Along a road that runs up and down, the letters stand upright one below the other, as on printed maps.
        const isStacked = Math.abs(angle) > 60;
        const turn = isStacked ? (angle > 0 ? angle - 90 : angle + 90) : angle;
        return (
          <span
            key={`${text}${x},${y}`}
            className={classes(styles['map-name'], isStacked ? styles['stacked'] : undefined)}
            data-kind={kind}
            data-x={x}
            data-y={y}
            style={{ transform: `translate(${x}px, ${y}px) translate(-50%, -50%) rotate(${turn}deg)` }}
          >
            {text}
          </span>
        );
      })}
    </div>
  );
}
