import type { Bbox, LonLat } from '../../shared/contract/common.ts';
import type { PackView } from '../../shared/contract/packView.ts';
import type { Crs } from '../../shared/contract/sources.ts';
import { fromWgs84, toWgs84 } from '../../shared/geo/coordinates.ts';
import { boundsOf, METRES_PER_DEGREE, partsContain, partsOf } from '../../shared/geo/polygon.ts';

export type Shape = PackView['outline']['features'][number]['geometry'];

/** True when a WGS-84 point lies in the outline of the pack. */
export function inCity(pack: Pick<PackView, 'outline'>, [lon, lat]: LonLat): boolean {
  return pack.outline.features.some((feature) => partsContain(partsOf(feature.geometry), lon, lat));
}

/** The box around the outline; a pack's own box leaves room around it that a small drawing has not. */
export function cityBox(pack: Pick<PackView, 'outline'>): Bbox {
  return boundsOf(pack.outline.features.flatMap((feature) => partsOf(feature.geometry)));
}

/** Shapes that reach into a box. */
export function shapesIn(shapes: readonly Shape[], [west, south, east, north]: Bbox): Shape[] {
  return shapes.filter((shape) => {
    const [w, s, e, n] = boundsOf(partsOf(shape));
    return w <= east && e >= west && s <= north && n >= south;
  });
}

/** Where a WGS-84 point would lie had its original been read as `to` instead of `from`. */
export function movedTo([lon, lat]: LonLat, from: Crs, to: Crs): LonLat {
  if (from === to) return [lon, lat];
  const [x, y] = fromWgs84(lon, lat, from);
  return toWgs84(x, y, to);
}

/** Width of every drawing in its own units; the height follows from the box. */
const WIDTH = 100;
/** Room around the box in which points outside are kept. */
const EDGE = 12;

/** A box in degrees as a plane of 100 units' width, longitudes shrunk to their true width. */
export type Plane = {
  height: number;
  /** With a margin for points at the edge. */
  viewBox: string;
  x(lon: number): number;
  y(lat: number): number;
  /** A point, kept at the edge when outside: it must be seen to be outside, wherever it is. */
  dot(place: LonLat): { x: number; y: number; outside: boolean };
  path(shape: Shape): string;
  /** A round length in metres and its length in the plane. */
  scale: { metres: number; length: number };
};

export function planeOf([west, south, east, north]: Bbox): Plane {
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const factor = WIDTH / ((east - west) * shrink);
  const height = (north - south) * factor;
  const x = (lon: number): number => (lon - west) * shrink * factor;
  const y = (lat: number): number => (north - lat) * factor;
  const kept = (value: number, most: number): number => Math.min(Math.max(value, -EDGE), most + EDGE);
  const perMetre = factor / METRES_PER_DEGREE;
  const metres = roundLength((WIDTH / perMetre) * 0.3);
  return {
    height,
    viewBox: `${-EDGE - 3} ${-EDGE - 3} ${WIDTH + 2 * EDGE + 6} ${height + 2 * EDGE + 6}`,
    x,
    y,
    dot([lon, lat]) {
      const at = { x: kept(x(lon), WIDTH), y: kept(y(lat), height) };
      return { ...at, outside: at.x !== x(lon) || at.y !== y(lat) };
    },
    path: (shape) =>
      partsOf(shape)
        .flat()
        .map((ring) => `M${ring.map(([lon, lat]) => `${x(lon).toFixed(2)} ${y(lat).toFixed(2)}`).join('L')}Z`)
        .join(''),
    scale: { metres, length: metres * perMetre },
  };
}

/** 1, 2 or 5 times a power of ten, at most `metres`. */
export function roundLength(metres: number): number {
  const power = 10 ** Math.floor(Math.log10(metres));
  return (metres >= 5 * power ? 5 : metres >= 2 * power ? 2 : 1) * power;
}
