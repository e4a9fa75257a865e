import { drawLayers, type LayersOrder } from '../ownLayers/drawLayers.ts';
import type { TileCounts } from '../ownLayers/tileCounts.ts';
import { type Toning, tonePixels } from './tone.ts';
import { drawVectorTile, type TileName, type VectorOrder } from './vectorTile.ts';

/** What the window asks: a picture of a server to be toned, or a vector tile or one of the hall's own layers to be drawn. */
export type PaintOrder =
  | { id: number; kind: 'raster'; blob: Blob; toning: Toning }
  | { id: number; kind: 'vector'; order: VectorOrder }
  | { id: number; kind: 'layers'; order: LayersOrder };
/** `bitmap` null: the tile could not be read. `counts`: of layers alone. */
export type PaintAnswer = {
  id: number;
  bitmap: ImageBitmap | null;
  names: TileName[];
  counts?: TileCounts;
};

/** No picture of a tile is larger, px; a file that says so is broken or an attack. */
const MAX_SIDE = 2048;

self.onmessage = ({ data }: MessageEvent<PaintOrder>): void => {
  void paint(data).then(
    (painted) => {
      const { bitmap } = painted;
      self.postMessage({ ...painted, id: data.id } satisfies PaintAnswer, {
        transfer: bitmap === null ? [] : [bitmap],
      });
    },
    () => self.postMessage({ id: data.id, bitmap: null, names: [] } satisfies PaintAnswer),
  );
};

async function paint(order: PaintOrder): Promise<Omit<PaintAnswer, 'id'>> {
  if (order.kind === 'vector') {
    const { side } = order.order;
    const canvas = new OffscreenCanvas(side, side);
    const pen = canvas.getContext('2d');
    if (pen === null) return { bitmap: null, names: [] };
    const names = drawVectorTile(order.order, pen);
    return { bitmap: canvas.transferToImageBitmap(), names };
  }
  if (order.kind === 'layers') {
    const { canvas, names, counts } = drawLayers(order.order, canvasOf);
    // A tile with nothing in it takes no memory.
    return { bitmap: (canvas ?? blank()).transferToImageBitmap(), names, counts };
  }
  const image = await createImageBitmap(order.blob);
  const { width, height } = image;
  if (width > MAX_SIDE || height > MAX_SIDE) return { bitmap: null, names: [] };
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (pen === null) return { bitmap: null, names: [] };
  pen.drawImage(image, 0, 0);
  image.close();
  const pixels = pen.getImageData(0, 0, width, height);
  tonePixels(pixels.data, order.toning);
  pen.putImageData(pixels, 0, 0);
  return { bitmap: canvas.transferToImageBitmap(), names: [] };
}

function canvasOf(side: number): OffscreenCanvas {
  return new OffscreenCanvas(side, side);
}

/** The smallest picture, without colour. */
function blank(): OffscreenCanvas {
  const canvas = canvasOf(1);
  canvas.getContext('2d');
  return canvas;
}
