import { type ReactNode, useMemo } from 'react';
import type { Bbox, LonLat } from '../../shared/contract/common.ts';
import type { PackView } from '../../shared/contract/packView.ts';
import { useWords } from '../base/words.ts';
import styles from './city-map.module.css';
import { inCity, planeOf, type Shape } from './cityShape.ts';
import { uiWords } from './uiWords.ts';

/** A point and what it is: one of many samples, the case, or where the upstream had put the case. */
export type MapPoint = { place: LonLat; kind: 'sample' | 'case' | 'original' };

type Props = {
  pack: Pick<PackView, 'outline' | 'streets'>;
  /** The box that is drawn, WGS-84 degrees. */
  box: Bbox;
  /** An area to stand out, e.g. the case's grid. */
  area: Shape | null;
  points: readonly MapPoint[];
  /** What the drawing shows, for those who cannot see it. */
  label: string;
};

/**
 * A drawing of the city's outline (轮廓图) with a few points: for places where a map would cost a GL context, and for
 * machines without one. A point outside the box stands at its edge as a cross.
 */
export function CityMap({ pack, box, area, points, label }: Props): ReactNode {
  const words = useWords(uiWords);
  const [west, south, east, north] = box;
  const plane = useMemo(() => planeOf([west, south, east, north]), [west, south, east, north]);
  const land = useMemo(
    () => ({
      outline: pack.outline.features.map((feature) => plane.path(feature.geometry)).join(''),
      streets: pack.streets.features.map((feature) => plane.path(feature.geometry)).join(''),
    }),
    [pack, plane],
  );
  const { metres, length } = plane.scale;
  const bottom = plane.height + 11;
  const moved = points.find((point) => point.kind === 'original');
  const real = points.find((point) => point.kind === 'case');
  return (
    <svg className={styles['map']} data-part="city-map" viewBox={plane.viewBox} role="img" aria-label={label}>
      <path className={styles['land']} d={land.outline} />
      <path className={styles['streets']} d={land.streets} />
      {area === null ? null : <path className={styles['area']} d={plane.path(area)} />}
      <path className={styles['outline']} d={land.outline} />
      {moved === undefined || real === undefined ? null : (
        <Line from={plane.dot(moved.place)} to={plane.dot(real.place)} />
      )}
      {points.map((point, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: points have no name of their own and never move in the list
        <Dot key={index} {...plane.dot(point.place)} kind={point.kind} away={!inCity(pack, point.place)} />
      ))}
      <path className={styles['scale']} d={`M0 ${bottom - 2}V${bottom}H${length}V${bottom - 2}`} />
      <text className={styles['scale-text']} x={length + 2} y={bottom}>
        {metres >= 1000 ? words.kilometres(metres / 1000) : words.metres(metres)}
      </text>
    </svg>
  );
}

type Spot = { x: number; y: number };

function Line({ from, to }: { from: Spot; to: Spot }): ReactNode {
  return <path className={styles['moved']} d={`M${from.x} ${from.y}L${to.x} ${to.y}`} />;
}

/** Shape says the same as colour: a disc inside the city, a cross outside it or at the edge. */
function Dot(props: Spot & { outside: boolean; away: boolean; kind: MapPoint['kind'] }): ReactNode {
  const { x, y, kind } = props;
  const size = kind === 'sample' ? 1.1 : 2.4;
  const crossed = props.outside || (props.away && kind === 'sample') || kind === 'original';
  if (crossed) {
    return (
      <path
        className={styles['cross']}
        data-kind={kind}
        d={`M${x - size} ${y - size}l${size * 2} ${size * 2}m0 ${-size * 2}l${-size * 2} ${size * 2}`}
      />
    );
  }
  return (
    <>
      {kind === 'case' ? <circle className={styles['ring']} cx={x} cy={y} r={size * 2.2} /> : null}
      <circle className={styles['dot']} cx={x} cy={y} r={size} />
    </>
  );
}
