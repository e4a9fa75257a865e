import type { WebMercatorViewport } from '@deck.gl/core';
import { type ReactNode, useEffect, useRef } from 'react';
import type { LonLat } from '../../shared/contract/common.ts';
import type { Mark } from '../../shared/presenter/control.ts';
import { useFrozen } from '../live/stream/freeze.ts';
import { annotationShape } from './annotationShapes.ts';
import styles from './annotations.module.css';
import { useAnnotations } from './annotations.ts';
import { isSameView } from './flight.ts';
import { setMap, useMap } from './mapState.ts';
import type { ViewState } from './view.ts';

/**
 * The presenter's annotations over the map: a spotlight and strokes. Each is anchored to a place, so that it moves with
 * the map.
 */
export function Annotations({
  viewport,
  rem,
}: {
  viewport: WebMercatorViewport | null;
  rem: number;
}): ReactNode {
  const spot = useAnnotations((drawn) => drawn.spot);
  const marks = useAnnotations((drawn) => drawn.marks);
  usePublishedBounds(viewport);
  useSpotlightInView(spot, viewport);
  // An empty layer over the whole map would be blended with all of it in every frame.
  if (viewport === null || (spot === null && marks.length === 0)) return null;
  const project = (at: LonLat): number[] => viewport.project(at);
  return (
    <div className={styles['drawn']} aria-hidden="true">
      {spot === null ? null : <Spotlight at={project(spot)} />}
      {marks.map((mark) => (
        <Stroke key={mark.id} mark={mark} project={project} rem={rem} />
      ))}
    </div>
  );
}

function Spotlight({ at: [x = 0, y = 0] }: { at: number[] }): ReactNode {
  return (
    <span
      className={styles['drawn-light']}
      data-part="drawn-light"
      data-x={x}
      data-y={y}
      style={{ transform: `translate(${x}px, ${y}px) translate(-50%, -50%)` }}
    />
  );
}

type StrokeProps = { mark: Mark; project: (at: LonLat) => number[]; rem: number };

function Stroke({ mark, project, rem }: StrokeProps): ReactNode {
  const shape = annotationShape(mark, project, rem);
  if (shape === null) return null;
  const { x, y, path } = shape;
  const style = { transform: `translate(${x}px, ${y}px)` };
  if (mark.kind === 'text')
    return (
      <span
        className={styles['drawn-text']}
        data-part="drawn-text"
        data-colour={mark.colour}
        data-x={x}
        data-y={y}
        style={style}
      >
        {mark.text}
      </span>
    );
  return (
    <svg
      className={styles['drawn-stroke']}
      data-part="drawn-stroke"
      data-colour={mark.colour}
      data-kind={mark.kind}
      data-x={x}
      data-y={y}
      style={style}
    >
      <title>{mark.kind}</title>
      <path className={styles['drawn-halo']} d={path} />
      <path d={path} />
    </svg>
  );
}

/** Reports the visible area of the map, for the presenter's preview. */
function usePublishedBounds(viewport: WebMercatorViewport | null): void {
  useEffect(() => {
    useAnnotations.setState({ visibleBox: viewport === null ? null : viewport.getBounds() });
    return () => useAnnotations.setState({ visibleBox: null });
  }, [viewport]);
}

/**
 * Moves the map to a spotlight outside the view, and back when the spotlight is removed. A frozen map does not move.
 */
function useSpotlightInView(spot: LonLat | null, viewport: WebMercatorViewport | null): void {
  const moved = useRef<{ before: ViewState | null; to: ViewState } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new light moves the map, not the hand that leaves it
  useEffect(() => {
    if (viewport === null || useFrozen.getState().at !== null) return;
    const now = useMap.getState().view;
    const { current: previous } = moved;
    if (spot === null) {
      moved.current = null;
      if (previous !== null && isSameView(now, previous.to)) setMap({ view: previous.before });
      return;
    }
    const [x = 0, y = 0] = viewport.project(spot);
    const { width, height, zoom } = viewport;
    if (x > width * 0.1 && x < width * 0.9 && y > height * 0.1 && y < height * 0.9) return;
    const to = { longitude: spot[0], latitude: spot[1], zoom };
    moved.current = { before: previous !== null && isSameView(now, previous.to) ? previous.before : now, to };
    setMap({ view: to });
  }, [spot, viewport === null]);
}
