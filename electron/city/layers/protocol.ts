import type { LonLat } from '../../../shared/contract/common.ts';
import type { LayerPlaces, NearFeature } from '../../../shared/contract/layers.ts';
import type { LayerHead } from './layerStore.ts';
import type { ReadOrder } from './readFile.ts';
import type { TileAt } from './tile.ts';

/** A layer that was read: its id and the file that holds it, whose name changes with its content. */
export type StoredLayer = { id: string; path: string };

/** What the worker is asked. */
export type Asked = {
  read: { order: ReadOrder; answer: LayerHead };
  tile: { order: { layers: StoredLayer[]; at: TileAt }; answer: Uint8Array<ArrayBuffer> };
  places: { order: { layers: StoredLayer[]; q: string; limit: number }; answer: LayerPlaces['places'] };
  near: { order: { layers: StoredLayer[]; place: LonLat; within: number }; answer: NearFeature[] };
};
export type LayerRequest = {
  [K in keyof Asked]: { id: number; op: K; order: Asked[K]['order'] };
}[keyof Asked];

/** A refusal comes back as its code and parameters, since classes do not travel between threads. */
export type LayerAnswer =
  | { id: number; value: Asked[keyof Asked]['answer'] }
  | { id: number; refused: { code: string; parameters: object } }
  | { id: number; failed: string };
