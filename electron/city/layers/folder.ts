import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync } from 'node:fs';
import { readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { LAYER_ZOOMS, type LayerColour, type LayerConfig } from '../../../shared/contract/layers.ts';
import { LayerRefused } from './refused.ts';

/** Files of features in the folder `layers` of the data folder: found by themselves, read when they change. */
export type LayerFolder = {
  dir: string;
  /** Names of the files that are layers, sorted: a Shapefile is its `.shp`. */
  names(): Promise<string[]>;
  /** A text that changes with the content of a layer and of all files beside it; null: there is no such file. */
  stamp(name: string): Promise<string | null>;
  /**
   * Takes a file in under its name; one of before is replaced. `confirm` throws where the sender may no longer do that once
   * all bytes are there. @throws LayerRefused `layer-upload`
   */
  store(filename: string, body: ReadableStream<Uint8Array>, confirm: () => void): Promise<string>;
  /** Removes a layer with all of its files. */
  remove(name: string): Promise<void>;
};

const LAYERS = /\.(?:shp|geojson|json|ndjson|kml|csv|txt|xlsx|xls)$/i;
/** Endings that may be uploaded: those of layers, and what belongs to a Shapefile. */
const UPLOADS = new Set([
  '.shp',
  '.dbf',
  '.prj',
  '.cpg',
  '.geojson',
  '.json',
  '.kml',
  '.csv',
  '.xlsx',
  '.xls',
]);
const BESIDE = /\.(?:dbf|prj|cpg|shx|sbn|sbx|qpj|shp\.xml)$/i;
const MAX_BYTES = 1 << 30;
/** Free space that an upload leaves for the database and its backups, bytes. */
const KEPT_FREE = 1 << 30;

export function openLayerFolder(dataDir: string): LayerFolder {
  const dir = join(dataDir, 'layers');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const all = async (): Promise<string[]> => (await readdir(dir).catch(() => [])).filter(isPlain).sort();

  /** The files of a layer: of a Shapefile those of the same name. */
  async function filesOf(name: string): Promise<string[]> {
    if (!/\.(?:shp|dbf)$/i.test(name)) return [name];
    const stem = stemOf(name);
    return (await all()).filter((each) =>
      /\.shp$/i.test(each) ? stemOf(each) === stem : BESIDE.test(each) && stemOf(each) === stem,
    );
  }

  return {
    dir,
    async names() {
      const found = await all();
      const shapes = new Set(found.filter((name) => /\.shp$/i.test(name)).map(stemOf));
      // A table without its shapes is told as such.
      return found.filter((name) => LAYERS.test(name) || (/\.dbf$/i.test(name) && !shapes.has(stemOf(name))));
    },
    async stamp(name) {
      if (!isPlain(name)) return null;
      const facts = await Promise.all(
        (await filesOf(name)).map(async (each) => {
          const found = await stat(join(dir, each)).catch(() => null);
          return found?.isFile() === true ? `${each} ${found.size} ${Math.floor(found.mtimeMs)}` : null;
        }),
      );
      const known = facts.filter((fact) => fact !== null);
      return known.some((fact) => fact.startsWith(`${name} `)) ? known.join('|') : null;
    },
    async store(filename, body, confirm) {
      const name = basename(filename.replaceAll('\\', '/')).trim();
      if (!isPlain(name) || !UPLOADS.has(extname(name).toLowerCase()))
        throw new LayerRefused('layer-upload', { reason: 'ending' });
      const { bavail, bsize } = await statfs(dir);
      const room = bavail * bsize - KEPT_FREE;
      if (room <= 0) throw new LayerRefused('layer-upload', { reason: 'no-space' });
      const path = join(dir, `.upload-${randomUUID()}`);
      let bytes = 0;
      const counting = new Transform({
        transform(chunk: Uint8Array, _encoding, done) {
          bytes += chunk.byteLength;
          const reason = bytes > MAX_BYTES ? 'too-large' : bytes > room ? 'no-space' : null;
          done(reason === null ? null : new LayerRefused('layer-upload', { reason }), chunk);
        },
      });
      try {
        await pipeline(Readable.fromWeb(body), counting, createWriteStream(path, { mode: 0o600 }));
        confirm();
        await rename(path, join(dir, name));
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
      return name;
    },
    async remove(name) {
      for (const each of await filesOf(name)) await rm(join(dir, each), { force: true });
    },
  };
}

/** Hidden files and names that lead out of the folder are none. */
function isPlain(name: string): boolean {
  return name !== '' && name.length <= 200 && !name.startsWith('.') && !/[/\\\0]/.test(name);
}

/** Name without its ending, in one case: `ROADS.DBF` belongs to `roads.shp`. */
function stemOf(name: string): string {
  return name
    .replace(/\.shp\.xml$/i, '')
    .replace(/\.[^.]*$/, '')
    .toLowerCase();
}

/** Names of files may be of any letters; an id is not. */
export function idOfLayer(name: string): string {
  return `layer-${createHash('sha256').update(name).digest('hex').slice(0, 12)}`;
}

const CAMERAS = /监控|摄像|探头|camera/i;
/** What words in the name of a file say of its colour. Teal is that of the density of cases: it is only ever chosen. */
const KINDS: readonly (readonly [RegExp, LayerColour])[] = [
  [/水系|河|湖|塘|水面|water|river/i, 'indigo'],
  [/绿地|公园|林|green|park/i, 'green'],
  [/路|街|road|street/i, 'slate'],
  [/建筑|房屋|楼|building/i, 'brown'],
  [CAMERAS, 'rose'],
];
const PLAIN_COLOURS: readonly LayerColour[] = ['plum', 'olive', 'brown', 'slate'];

/** What a file that nobody has set anything for looks like; words in its name tell what it is. */
export function settingsOfLayer(name: string): LayerConfig {
  const id = idOfLayer(name);
  const plain = name.replace(/\.[^.]*$/, '');
  const [, colour] = KINDS.find(([words]) => words.test(plain)) ?? [];
  const any = PLAIN_COLOURS[Number.parseInt(id.slice(-4), 16) % PLAIN_COLOURS.length] ?? 'slate';
  return {
    ...{ id, file: name, name: plain.slice(0, 100), nameField: null, crs: null },
    colour: colour ?? any,
    icon: CAMERAS.test(plain) ? 'camera' : /消火栓|消防栓|hydrant/i.test(plain) ? 'drop' : 'dot',
    ...{ minZoom: LAYER_ZOOMS.min, maxZoom: LAYER_ZOOMS.max, names: true, shown: true },
  };
}
