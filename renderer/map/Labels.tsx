import type { WebMercatorViewport } from '@deck.gl/core';
import type { ReactNode } from 'react';
import type { LonLat } from '../../shared/contract/common.ts';
import type { Box } from './labelPlaces.ts';
import styles from './map.module.css';

type Label = { name: string; at: LonLat; area: number };

/**
 * Names of streets as HTML: sharp at any size, in the bundled font, and free of the instanced text layer. Larger
 * streets come first; a name that would cover another is left out.
 */
export function Labels(props: {
  viewport: WebMercatorViewport;
  labels: Label[];
  rootSize: number;
}): ReactNode {
  const { viewport, labels, rootSize } = props;
  return (
    <div className={styles['labels']} data-part="map-labels" aria-hidden="true">
      {placedLabels(labels, (at) => viewport.project(at), viewport.width, viewport.height, rootSize).map(
        ({ key, name, x, y }) => (
          <span
            key={key}
            data-x={x}
            data-y={y}
            style={{ transform: `translate(${x}px, ${y}px) translate(-50%, -50%)` }}
          >
            {name}
          </span>
        ),
      )}
    </div>
  );
}

/** Which names fit, and where (px). Width is guessed from the number of characters. */
export function placedLabels(
  labels: readonly Label[],
  project: (at: LonLat) => number[],
  width: number,
  height: number,
  rootSize: number,
): { key: string; name: string; x: number; y: number }[] {
  const kept: { key: string; name: string; x: number; y: number; half: number }[] = [];
  for (const { name, at } of labels) {
    const [x = 0, y = 0] = project(at);
    const half = name.length * rootSize * 0.48;
    if (x < -half || y < 0 || x > width + half || y > height) continue;
    const covered = kept.some(
      (other) => Math.abs(other.x - x) < other.half + half && Math.abs(other.y - y) < rootSize * 1.3,
    );
    if (!covered) kept.push({ key: `${name}${at}`, name, x: Math.round(x), y: Math.round(y), half });
  }
  return kept;
}

/** What the names of the streets cover, px, for names that must leave it free. */
export function labelBoxes(labels: readonly Label[], viewport: WebMercatorViewport, rootSize: number): Box[] {
  return placedLabels(labels, (at) => viewport.project(at), viewport.width, viewport.height, rootSize).map(
    ({ name, x, y }) => {
      const [halfX, halfY] = [name.length * rootSize * 0.5, rootSize * 0.7];
      return { left: x - halfX, right: x + halfX, top: y - halfY, bottom: y + halfY };
    },
  );
}
