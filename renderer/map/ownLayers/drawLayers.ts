import type { LayerColour, LayerIcon } from '../../../shared/contract/layers.ts';
import { decodeTile, TILE_EXTENT, type TileLayer } from '../../../shared/geo/layerTile.ts';
import type { Theme } from '../../base/prefs.ts';
import type { TileName } from '../basemap/vectorTile.ts';
import { ICON_PATHS, LAYER_COLOURS } from './layerLook.ts';
import { ICON, namesIn } from './layerNames.ts';
import type { TileCounts } from './tileCounts.ts';

/** How a layer of a tile is drawn. */
export type LayerStyle = { id: string; colour: LayerColour; icon: LayerIcon; names: boolean };
export type LayersOrder = {
  bytes: ArrayBuffer;
  /** From the lowest to the highest. */
  styles: readonly LayerStyle[];
  /** Side of the picture, px. */
  side: number;
  theme: Theme;
};

/** Sizes in CSS px of a tile of 512. */
const LINE = 1.75;
const EDGE = 1;
const HALO: Readonly<Record<Theme, string>> = { dark: '#0e1217', light: '#f4f5f6' };

/**
 * Draws a tile of layers: areas, then lines, then points of each, layer by layer, so that the order is the one that was set.
 * Null: there is nothing in it. @throws when the bytes are no tile of layers
 */
export function drawLayers(
  { bytes, styles, side, theme }: LayersOrder,
  open: (side: number) => OffscreenCanvas,
): { canvas: OffscreenCanvas | null; names: TileName[]; counts: TileCounts } {
  const tile = new Map(decodeTile(bytes).map((layer) => [layer.id, layer]));
  const names: TileName[] = [];
  const counts: TileCounts = { of: 0, shown: 0 };
  let canvas: OffscreenCanvas | null = null;
  for (const style of styles) {
    const layer = tile.get(style.id);
    if (layer === undefined) continue;
    counts.of += layer.of;
    counts.shown += layer.shown;
    if (layer.points.length + layer.specks.length + layer.shapes.length === 0) continue;
    canvas ??= open(side);
    const pen = canvas.getContext('2d');
    if (pen === null) continue;
    drawLayer(layer, style, pen, side, theme, open);
    if (style.names) names.push(...namesIn(layer));
  }
  return { canvas, names, counts };
}

function drawLayer(
  { shapes, specks, points }: TileLayer,
  { colour, icon }: LayerStyle,
  pen: OffscreenCanvasRenderingContext2D,
  side: number,
  theme: Theme,
  open: (side: number) => OffscreenCanvas,
): void {
  const unit = side / 512;
  const scale = side / TILE_EXTENT;
  const ink = LAYER_COLOURS[theme][colour];
  [pen.fillStyle, pen.strokeStyle, pen.lineJoin, pen.lineCap] = [ink, ink, 'round', 'round'];
  const trace = (parts: readonly Int16Array[], closed: boolean): void => {
    pen.beginPath();
    for (const part of parts) {
      pen.moveTo((part[0] ?? 0) * scale, (part[1] ?? 0) * scale);
      for (let i = 2; i < part.length; i += 2) pen.lineTo((part[i] ?? 0) * scale, (part[i + 1] ?? 0) * scale);
      if (closed) pen.closePath();
    }
  };
  for (const { area, parts } of shapes) {
    if (!area) continue;
    trace(parts, true);
    // The ground stays readable through it.
    pen.globalAlpha = 0.22;
    pen.fill('evenodd');
    pen.globalAlpha = 0.75;
    pen.lineWidth = EDGE * unit;
    pen.stroke();
  }
  pen.globalAlpha = 0.6;
  for (let i = 0; i < specks.length; i += 2)
    pen.fillRect((specks[i] ?? 0) * scale - unit, (specks[i + 1] ?? 0) * scale - unit, 2 * unit, 2 * unit);
  pen.globalAlpha = 0.9;
  pen.lineWidth = LINE * unit;
  for (const { area, parts } of shapes) {
    if (area) continue;
    trace(parts, false);
    pen.stroke();
  }
  pen.globalAlpha = 1;
  if (points.length === 0) return;
  // Drawn once, and copied ten thousand times.
  const sprite = iconSprite(icon, ink, HALO[theme], Math.round(ICON * unit), open);
  const half = sprite.width / 2;
  for (let i = 0; i < points.length; i += 2)
    pen.drawImage(
      sprite,
      Math.round((points[i] ?? 0) * scale - half),
      Math.round((points[i + 1] ?? 0) * scale - half),
    );
}

function iconSprite(
  icon: LayerIcon,
  ink: string,
  halo: string,
  size: number,
  open: (side: number) => OffscreenCanvas,
): OffscreenCanvas {
  const sprite = open(size);
  const pen = sprite.getContext('2d');
  if (pen === null) return sprite;
  // A little more than the square of 16, for the halo.
  pen.setTransform(size / 19, 0, 0, size / 19, size / 2, size / 2);
  const path = new Path2D(ICON_PATHS[icon]);
  [pen.strokeStyle, pen.lineWidth, pen.lineJoin] = [halo, 2.5, 'round'];
  pen.stroke(path);
  pen.fillStyle = ink;
  pen.fill(path, 'evenodd');
  return sprite;
}
