import type { Bbox, LonLat } from '../../../shared/contract/common.ts';
import { segmentWithin } from '../../../shared/geo/segment.ts';
import { fromGridUnits, MERCATOR_HALF, mercatorY, type TileCorners } from '../../../shared/geo/tileGrid.ts';
import type { ViewState } from '../view.ts';

type Size = { width: number; height: number };
type Spot = [x: number, y: number];

/** A map that nobody moves: its view, its size in CSS px, the box that it shows, and where places lie on it. */
export type StillView = ViewState &
  Size & { box: Bbox; project(at: LonLat): Spot; unproject(at: Spot): LonLat };

/** The surroundings of a place in the middle; `metresPerPixel` on the ground at the place, per CSS px. */
export function stillView(
  [longitude, latitude]: LonLat,
  { width, height }: Size,
  metresPerPixel: number,
): StillView {
  const ground = 2 * MERCATOR_HALF * Math.cos((latitude * Math.PI) / 180);
  const world = ground / metresPerPixel;
  const [middleX, middleY] = [longitude / 360 + 0.5, 0.5 - mercatorY(latitude) / 2];
  const unproject = ([x, y]: Spot): LonLat => [
    (middleX + (x - width / 2) / world - 0.5) * 360,
    fromGridUnits('metre', 0, (0.5 - middleY - (y - height / 2) / world) * 2 * MERCATOR_HALF)[1],
  ];
  const [west, north] = unproject([0, 0]);
  const [east, south] = unproject([width, height]);
  return {
    ...{ longitude, latitude, width, height, zoom: Math.log2(world / 512) },
    box: [west, south, east, north],
    unproject,
    project: ([lon, lat]) => [
      (lon / 360 + 0.5 - middleX) * world + width / 2,
      (0.5 - mercatorY(lat) / 2 - middleY) * world + height / 2,
    ],
  };
}

export type Rect = { x: number; y: number; width: number; height: number };

/**
 * Where a tile is drawn, in whole pixels of the picture: neighbours share corners, and so their rounded sides, without a gap or
 * an overlap. A tile in GCJ-02 is askew by less than a pixel at these scales, which is left out. `ratio`: pixels of the picture
 * per CSS px.
 */
export function tileRect({ project }: StillView, corners: TileCorners, ratio: number): Rect {
  const [a, b, c, d] = corners.map(project) as [Spot, Spot, Spot, Spot];
  const middle = (first: number, second: number): number => Math.round(((first + second) / 2) * ratio);
  const [left, right] = [middle(a[0], d[0]), middle(b[0], c[0])];
  const [top, bottom] = [middle(a[1], b[1]), middle(d[1], c[1])];
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** A point on the map, or where the line to it from `from` leaves the map, `margin` px within its sides. */
export function keptInside(from: Spot, to: Spot, { width, height }: Size, margin: number): Spot {
  const sides = { left: margin, top: margin, right: width - margin, bottom: height - margin };
  const share = segmentWithin(from, to, sides)?.[1] ?? 0;
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
}
