import type { BasemapDatum, TileGrid } from '../../../shared/contract/basemaps.ts';
import type { LonLat } from '../../../shared/contract/common.ts';
import { tileCorners } from '../../../shared/geo/tileGrid.ts';
import type { Shape } from '../../../shared/pack/schema.ts';
import { themeToken } from '../../base/theme.ts';
import type { LoadedTile } from '../basemap/tileLoader.ts';
import { polygonsOf } from '../geometry.ts';
import type { NearbyCase } from './nearby.ts';
import { type StillView, tileRect } from './stillView.ts';

export type TilePictures = {
  grid: TileGrid;
  datum: BasemapDatum;
  tiles: readonly LoadedTile<ImageBitmap>[];
  /** Of a base map. */
  isGround: boolean;
};

export type Drawing = {
  view: StillView;
  /** Pixels of the picture per CSS px, and root size in CSS px. */
  ratio: number;
  rem: number;
  /** The city, and the lines on it. */
  land: readonly Shape[];
  grids: readonly Shape[];
  streets: readonly Shape[];
  /** Pictures of tiles from the ground up; `above`: over the lines. */
  below: readonly TilePictures[];
  above: readonly TilePictures[];
  cases: readonly NearbyCase[];
  /** Of the circle in which cases are counted, px; null: it is not drawn. */
  radius: number | null;
};

/** Draws the surroundings of a place on a canvas of two dimensions: windows have few contexts of WebGL. */
export function drawSurroundings(canvas: HTMLCanvasElement, drawing: Drawing): void {
  const { view, ratio, rem, land, grids, streets, below, above, cases, radius } = drawing;
  canvas.width = Math.round(view.width * ratio);
  canvas.height = Math.round(view.height * ratio);
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  const scale = (): void => pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  scale();
  pen.fillStyle = themeToken('map-ground');
  pen.fillRect(0, 0, view.width, view.height);
  trace(pen, view, land);
  pen.fillStyle = themeToken('map-land');
  pen.fill('evenodd');
  pen.setTransform(1, 0, 0, 1, 0, 0);
  for (const pictures of below) drawTiles(pen, pictures, view, ratio);
  scale();
  const onBasemap = below.some(({ isGround, tiles }) => isGround && tiles.length > 0);
  const line = (shapes: readonly Shape[], width: number, dash: number[]): void => {
    trace(pen, view, shapes);
    pen.lineJoin = 'round';
    [pen.strokeStyle, pen.lineWidth, pen.globalAlpha] = [themeToken('map-line'), width * rem, 1];
    pen.setLineDash(dash.map((length) => length * rem));
    pen.stroke();
    pen.setLineDash([]);
  };
  // Among drawn streets boundaries are dotted and dashed, as on printed maps; alone they are lines.
  line(grids, 0.06, onBasemap ? [0.08, 0.28] : [0.4, 0.25]);
  line(streets, 0.12, onBasemap ? [0.7, 0.25, 0.12, 0.25] : []);
  pen.setTransform(1, 0, 0, 1, 0, 0);
  for (const pictures of above) drawTiles(pen, pictures, view, ratio);
  scale();
  if (radius !== null) drawCircle(pen, view, radius, rem);
  // The nearest last, so that it is not covered.
  for (const each of cases.toReversed()) drawCase(pen, view.project(each.at), each.overdue, rem);
}

function drawTiles(
  pen: CanvasRenderingContext2D,
  { grid, datum, tiles }: TilePictures,
  view: StillView,
  ratio: number,
): void {
  pen.imageSmoothingQuality = 'high';
  for (const { ref, bitmap } of tiles) {
    const level = grid.levels[ref.level];
    // One that stands in for others may have been let go since.
    if (level === undefined || bitmap.width === 0) continue;
    const { x, y, width, height } = tileRect(view, tileCorners(grid, level, ref, datum), ratio);
    pen.drawImage(bitmap, x, y, width, height);
  }
}

function trace(pen: CanvasRenderingContext2D, { project }: StillView, shapes: readonly Shape[]): void {
  pen.beginPath();
  for (const ring of shapes.flatMap((shape) => polygonsOf(shape).flat())) {
    for (const [index, at] of ring.entries()) {
      const [x, y] = project(at as LonLat);
      if (index === 0) pen.moveTo(x, y);
      else pen.lineTo(x, y);
    }
    pen.closePath();
  }
}

function drawCircle(pen: CanvasRenderingContext2D, view: StillView, radius: number, rem: number): void {
  pen.beginPath();
  pen.arc(view.width / 2, view.height / 2, radius, 0, 2 * Math.PI);
  [pen.strokeStyle, pen.lineWidth] = [themeToken('map-halo'), 0.25 * rem];
  pen.stroke();
  [pen.strokeStyle, pen.lineWidth] = [themeToken('ink-2'), 0.09 * rem];
  pen.setLineDash([0.5 * rem, 0.3 * rem]);
  pen.stroke();
  pen.setLineDash([]);
}

/** Disc or triangle, as on the large maps. */
function drawCase(
  pen: CanvasRenderingContext2D,
  [x, y]: [number, number],
  overdue: boolean,
  rem: number,
): void {
  const size = 0.3 * rem;
  pen.beginPath();
  if (overdue) {
    pen.moveTo(x, y - 1.2 * size);
    pen.lineTo(x + 1.1 * size, y + 0.8 * size);
    pen.lineTo(x - 1.1 * size, y + 0.8 * size);
    pen.closePath();
  } else pen.arc(x, y, size, 0, 2 * Math.PI);
  [pen.strokeStyle, pen.lineWidth, pen.lineJoin] = [themeToken('map-halo'), 0.2 * rem, 'round'];
  pen.stroke();
  pen.fillStyle = themeToken(overdue ? 'overdue' : 'open');
  pen.fill();
}
