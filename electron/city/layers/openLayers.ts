import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadableStream } from 'node:stream/web';
import type { z } from 'zod';
import type { Bbox, LonLat, SentError } from '../../../shared/contract/common.ts';
import {
  LayerConfig,
  type LayerList,
  type LayerNear,
  type LayerPlaces,
  type LayerSave,
  type LayerSettings,
  type LayerView,
} from '../../../shared/contract/layers.ts';
import type { Logger } from '../ports.ts';
import { openSettingsList } from '../store/settingsList.ts';
import { idOfLayer, openLayerFolder, settingsOfLayer } from './folder.ts';
import { type LayerHead, readHead, STORE_FORMAT } from './layerStore.ts';
import { createLayerWorker } from './layerWorker.ts';
import type { StoredLayer } from './protocol.ts';
import { LayerRefused } from './refused.ts';
import type { TileAt } from './tile.ts';

export type LayersOptions = {
  dataDir: string;
  logger: Logger;
  /** The city: features beyond are counted, and metres without a zone are placed by it. */
  bbox: Bbox;
  workers: { layers: URL; workbooks: URL };
};

/** The hall's own layers (自有图层): files of the folder, their settings, and tiles of them. */
export type Layers = {
  list(): Promise<LayerList>;
  settings(): Promise<LayerSettings>;
  /** Layers that are unknown, or not read yet, are left out. */
  tile(ids: readonly string[], at: TileAt): Promise<Uint8Array<ArrayBuffer>>;
  places(q: string, limit: number): Promise<LayerPlaces>;
  /** The nearest named feature of each layer, those within `within` metres alone. */
  near(ids: readonly string[], place: LonLat, within: number): Promise<LayerNear>;
  /** The name under which a file was kept; `confirm` is asked once all bytes are there. @throws LayerRefused */
  upload(filename: string, body: ReadableStream<Uint8Array>, confirm: () => void): Promise<string>;
  /** @throws LayerRefused */
  save(save: z.output<typeof LayerSave>): Promise<void>;
  /** False if there is no such layer. */
  remove(id: string): Promise<boolean>;
  /** Resolves once nothing is being read. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

const MAX_LAYERS = 50;

type State = { stamp: string } & (
  | { kind: 'reading'; done: Promise<void> }
  | { kind: 'ready'; path: string; head: LayerHead }
  | { kind: 'broken'; error: SentError }
);

export function openLayers({ dataDir, logger, bbox, workers }: LayersOptions): Layers {
  const settings = openSettingsList(
    join(dataDir, 'layers.json'),
    LayerConfig,
    (path) => new LayerRefused('layer-settings', { path }),
  );
  const folder = openLayerFolder(dataDir);
  const cacheDir = join(dataDir, 'layer-cache');
  mkdirSync(cacheDir, { recursive: true, mode: 0o700 });
  const states = new Map<string, State>();
  // Tiles do not wait for a file that is read.
  const reader = createLayerWorker(workers, logger);
  const tiles = createLayerWorker(workers, logger);
  let queue: Promise<void> = Promise.resolve();
  let closed = false;

  /** Saved settings in their order, then files that nobody has named. */
  async function configs(): Promise<{ config: LayerConfig; found: boolean }[]> {
    const saved = settings.entries();
    const known = new Set(saved.map(({ file }) => file));
    const found = (await folder.names()).filter((name) => !known.has(name));
    return [
      ...saved.map((config) => ({ config, found: false })),
      ...found.map((name) => ({ config: settingsOfLayer(name), found: true })),
    ];
  }

  /** What is known of a layer; begins to read it where its file or what it is read by has changed. */
  async function stateOf(config: LayerConfig): Promise<State> {
    const { id, file, crs, nameField } = config;
    const content = await folder.stamp(file);
    const known = states.get(id);
    const stamp = hashOf([STORE_FORMAT, bbox, content, crs, nameField]);
    if (known?.stamp === stamp) return known;
    const next =
      content === null
        ? broken(stamp, file, 'gone')
        : /\.dbf$/i.test(file)
          ? broken(stamp, file, 'no-shapes')
          : begin(config, stamp);
    states.set(id, next);
    return next;
  }

  function begin({ id, file, crs, nameField }: LayerConfig, stamp: string): State {
    const path = join(cacheDir, `${id}-${stamp}.layer`);
    const head = existsSync(path) ? readHead(path) : null;
    if (head !== null) return { kind: 'ready', stamp, path, head };
    const order = { path: join(folder.dir, file), file, target: path, crs, nameField, bbox };
    // One after another: each takes several times the memory of its file.
    const done = queue.then(async () => {
      if (closed || states.get(id)?.stamp !== stamp) return;
      const next = await reader.ask('read', order).then(
        (head): State => ({ kind: 'ready', stamp, path, head }),
        (error: unknown): State => {
          if (error instanceof LayerRefused) return { kind: 'broken', stamp, error: sent(error) };
          if (!closed) logger.error({ error, file }, 'a layer could not be read');
          return broken(stamp, file, 'failed');
        },
      );
      if (closed || states.get(id)?.stamp !== stamp) return;
      states.set(id, next);
      logger.info(
        { file, state: next.kind, ...(next.kind === 'ready' ? countsOf(next.head) : {}) },
        'layer read',
      );
      await dropOthers(id, stamp);
    });
    queue = done;
    return { kind: 'reading', stamp, done };
  }

  /** What was made of earlier versions of a file. */
  async function dropOthers(id: string, stamp: string | null): Promise<void> {
    for (const name of await readdir(cacheDir).catch(() => []))
      if (name.startsWith(`${id}-`) && name !== `${id}-${stamp}.layer`)
        await rm(join(cacheDir, name), { force: true });
  }

  async function stored(ids: readonly string[] | null): Promise<StoredLayer[]> {
    const ready = [...states].flatMap(([id, state]) =>
      state.kind === 'ready' ? [{ id, path: state.path }] : [],
    );
    if (ids === null) return ready;
    return ids.flatMap((id) => ready.find((each) => each.id === id) ?? []);
  }

  async function all(): Promise<{ config: LayerConfig; found: boolean; state: State }[]> {
    const known = await configs();
    const gone = new Set(states.keys()).difference(new Set(known.map(({ config }) => config.id)));
    for (const id of gone) states.delete(id);
    return Promise.all(known.map(async (each) => ({ ...each, state: await stateOf(each.config) })));
  }

  return {
    async list() {
      const list: LayerList = { layers: [], reading: [], broken: [] };
      const damaged = settings.damaged();
      if (damaged !== null) list.broken.push({ id: 'settings', name: '', error: sent(damaged) });
      for (const { config, state } of await all()) {
        const { id, name } = config;
        if (state.kind === 'ready') list.layers.push(viewOf(config, state));
        else if (state.kind === 'reading') list.reading.push(id);
        else list.broken.push({ id, name, error: state.error });
      }
      return list;
    },
    async settings() {
      return {
        entries: (await all()).map(({ config, found, state }) => ({
          ...{ config, found },
          report: state.kind === 'ready' ? state.head.report : null,
          error: state.kind === 'broken' ? state.error : null,
        })),
      };
    },
    async tile(ids, at) {
      // A window may ask before it, or this, has seen the list.
      if (states.size === 0) await all();
      return tiles.ask('tile', { layers: await stored(ids), at });
    },
    async places(q, limit) {
      if (states.size === 0) await all();
      return { places: await tiles.ask('places', { layers: await stored(null), q, limit }) };
    },
    async near(ids, place, within) {
      if (states.size === 0) await all();
      return { features: await tiles.ask('near', { layers: await stored(ids), place, within }) };
    },
    async upload(filename, body, confirm) {
      const names = await folder.names();
      if (names.length >= MAX_LAYERS && !names.includes(filename))
        throw new LayerRefused('layer-upload', { reason: 'too-many' });
      return folder.store(filename, body, confirm);
    },
    async save({ config, position }) {
      const id = idOfLayer(config.file);
      // The id follows the name, so that a file is never two layers.
      if ((await folder.stamp(config.file)) === null)
        throw new LayerRefused('layer-file', { file: config.file, reason: 'gone' });
      // What was not set yet stands above what was: it keeps its place once it is.
      if (position !== null)
        for (const each of await configs())
          if (each.found && each.config.id !== id) settings.save(each.config, null);
      settings.save({ ...config, id }, position);
    },
    async remove(id) {
      const found = (await configs()).find(({ config }) => config.id === id);
      if (found === undefined) return false;
      settings.remove(id);
      await folder.remove(found.config.file);
      states.delete(id);
      await dropOthers(id, null);
      return true;
    },
    async settled() {
      for (let before = null as Promise<void> | null; before !== queue; ) {
        before = queue;
        await before;
      }
    },
    async close() {
      closed = true;
      await Promise.all([reader.close(), tiles.close()]);
      await queue;
    },
  };
}

function viewOf(
  { file: _, nameField: __, crs: ___, ...shown }: LayerConfig,
  { head, stamp }: Extract<State, { kind: 'ready' }>,
): LayerView {
  return { ...shown, ...countsOf(head), bounds: head.bounds, version: stamp };
}

function countsOf({ points, lines, areas }: LayerHead): { points: number; lines: number; areas: number } {
  return { points, lines, areas };
}

function broken(stamp: string, file: string, reason: 'gone' | 'no-shapes' | 'failed'): State {
  return { kind: 'broken', stamp, error: sent(new LayerRefused('layer-file', { file, reason })) };
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}

function sent({ code, parameters, message }: LayerRefused): SentError {
  return { code, parameters: { ...parameters }, message };
}
