import { parentPort, workerData } from 'node:worker_threads';
import { encodeTile } from '../../../shared/geo/layerTile.ts';
import { createWorkbooks } from '../sync/file/workbook/readWorkbook.ts';
import { type LayerArrays, readLayer } from './layerStore.ts';
import { nearestNamed } from './near.ts';
import type { Asked, LayerAnswer, LayerRequest, StoredLayer } from './protocol.ts';
import { readLayerFile } from './readFile.ts';
import { LayerRefused } from './refused.ts';
import { findPlaces, type NameIndex, nameIndexOf } from './search.ts';
import { tileOf } from './tile.ts';

/** Entry point of the worker thread: reads files of features, makes tiles of them, and finds their names. */
if (parentPort === null) throw new Error('This file must run in a worker thread');
const port = parentPort;
const workbooks = createWorkbooks(new URL(String(workerData)));

/** Bytes of arrays that are kept; the layer that was asked for longest ago goes first. */
const MAX_BYTES = 768 << 20;
type Opened = { path: string; arrays: LayerArrays; bytes: number; names: NameIndex | null };
const opened = new Map<string, Opened>();

function open({ id, path }: StoredLayer): Opened | null {
  const known = opened.get(id);
  opened.delete(id);
  if (known?.path === path) {
    opened.set(id, known);
    return known;
  }
  const found = readLayer(path);
  if (found === null) return null;
  const { arrays } = found;
  const bytes = arrays.vertex.buffer.byteLength;
  const made = { path, arrays, bytes, names: null };
  opened.set(id, made);
  let kept = [...opened.values()].reduce((sum, each) => sum + each.bytes, 0);
  for (const [other, each] of opened) {
    if (kept <= MAX_BYTES || other === id) break;
    opened.delete(other);
    kept -= each.bytes;
  }
  return made;
}

async function answer(request: LayerRequest): Promise<Asked[keyof Asked]['answer']> {
  switch (request.op) {
    case 'read':
      return readLayerFile(request.order, workbooks);
    case 'tile': {
      const { layers, at } = request.order;
      return encodeTile(
        layers.flatMap((layer) => {
          const found = open(layer);
          return found === null ? [] : [tileOf(layer.id, found.arrays, at)];
        }),
      );
    }
    case 'near': {
      const { layers, place, within } = request.order;
      const found = layers.flatMap((layer) => {
        const each = open(layer);
        return each === null ? [] : (nearestNamed(layer.id, each.arrays, place, within) ?? []);
      });
      return found.sort((a, b) => a.metres - b.metres);
    }
    case 'places': {
      const { layers, q, limit } = request.order;
      const found = layers.flatMap((layer) => {
        const each = open(layer);
        if (each === null) return [];
        each.names ??= nameIndexOf(each.arrays.names);
        return findPlaces(layer.id, each.arrays, each.names, q, limit);
      });
      return found
        .sort((a, b) => a.rank - b.rank || a.name.length - b.name.length)
        .slice(0, limit)
        .map(({ rank: _, ...place }) => place);
    }
  }
}

port.on('message', (request: LayerRequest) => {
  const { id } = request;
  answer(request).then(
    (value) => {
      const transfer = value instanceof Uint8Array ? [value.buffer] : [];
      port.postMessage({ id, value } satisfies LayerAnswer, transfer);
    },
    (error: unknown) => {
      if (error instanceof LayerRefused)
        port.postMessage({
          id,
          refused: { code: error.code, parameters: { ...error.parameters } },
        } satisfies LayerAnswer);
      else
        port.postMessage({
          id,
          failed: error instanceof Error ? (error.stack ?? error.message) : String(error),
        } satisfies LayerAnswer);
    },
  );
});
