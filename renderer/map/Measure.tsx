import type { ReactNode } from 'react';
import type { LonLat } from '../../shared/contract/common.ts';
import { areaMetres, lengthMetres } from '../../shared/geo/measure.ts';
import { useWords } from '../base/words.ts';
import { count } from '../ui/Figure.tsx';
import { Button } from '../ui/kit/Button.tsx';
import styles from './map.module.css';
import { mapWords } from './mapWords.ts';

/** The line that is measured; anchored to its first place, so that it moves with the map. */
export function MeasuredLine({
  places,
  project,
}: {
  places: readonly LonLat[];
  project: (at: LonLat) => number[];
}): ReactNode {
  const [first, ...others] = places.map((at) => project([...at]));
  if (first === undefined) return null;
  const [x = 0, y = 0] = first;
  const points = [[0, 0], ...others.map(([px = 0, py = 0]) => [px - x, py - y])];
  const path = points.map(([px, py], i) => `${i === 0 ? 'M' : 'L'}${px} ${py}`).join('');
  return (
    <svg
      className={styles['measured']}
      data-part="map-measured"
      data-x={x}
      data-y={y}
      style={{ transform: `translate(${x}px, ${y}px)` }}
      aria-hidden="true"
    >
      {points.length > 2 ? <path className={styles['measured-area']} d={`${path}Z`} /> : null}
      <path className={styles['measured-halo']} d={path} />
      <path d={path} />
      {points.map(([px, py], i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: places are told apart by their order alone
        <circle key={i} cx={px} cy={py} r="0.3rem" />
      ))}
    </svg>
  );
}

/** What was measured, and how to go on. */
export function MeasureCard({ places, onEnd }: { places: readonly LonLat[]; onEnd: () => void }): ReactNode {
  const words = useWords(mapWords);
  return (
    <section className={styles['measure-card']} role="status" data-part="map-measure">
      {places.length < 2 ? (
        <span>{words.measureHow}</span>
      ) : (
        <>
          <strong>{words.measuredLength(metresText(lengthMetres(places)))}</strong>
          {places.length > 2 ? <span>{words.measuredArea(areaText(areaMetres(places)))}</span> : null}
        </>
      )}
      <Button onPress={onEnd} kbd="Esc">
        {words.measureEnd}
      </Button>
    </section>
  );
}

function metresText(metres: number): string {
  return metres < 1000 ? `${count(Math.round(metres))} m` : `${(metres / 1000).toFixed(2)} km`;
}

function areaText(area: number): string {
  return area < 100_000 ? `${count(Math.round(area))} m²` : `${(area / 1_000_000).toFixed(2)} km²`;
}
