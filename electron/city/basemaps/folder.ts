import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileBasemap } from '../../../shared/contract/basemaps.ts';
import { openMbtilesFile } from './mbtilesFile.ts';
import { openPmtiles } from './pmtilesFile.ts';
import { BasemapRefused } from './refused.ts';
import type { TileFile } from './tileFile.ts';

/** An open file, and a text that changes with its content. */
export type OpenFile = { file: TileFile; stamp: string };

/** Files of tiles in the folder `basemaps` of the data folder: found by themselves, opened when they are needed. */
export type BasemapFolder = {
  /** Names of the files, sorted. */
  names(): Promise<string[]>;
  /** Opened anew after the file was replaced. @throws BasemapRefused `basemap-file` */
  open(name: string): Promise<OpenFile>;
  close(): Promise<void>;
};

const ENDINGS = ['.pmtiles', '.mbtiles'];

export function openBasemapFolder(dataDir: string): BasemapFolder {
  const dir = join(dataDir, 'basemaps');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const opened = new Map<string, { stamp: string; file: Promise<TileFile> }>();

  async function stampOf(name: string): Promise<string> {
    // The name comes from the settings, and must not lead out of the folder.
    const isPlain = ENDINGS.some((ending) => name.toLowerCase().endsWith(ending)) && !/[/\\\0]/.test(name);
    const facts = isPlain ? await stat(join(dir, name)).catch(() => null) : null;
    if (facts?.isFile() !== true) throw new BasemapRefused('basemap-file', { file: name, reason: 'gone' });
    return `${facts.size}-${Math.floor(facts.mtimeMs)}`;
  }

  async function forget(name: string): Promise<void> {
    const before = opened.get(name);
    opened.delete(name);
    await before?.file.then((file) => file.close()).catch(() => undefined);
  }

  return {
    async names() {
      const found = await readdir(dir).catch(() => []);
      return found.filter((name) => ENDINGS.some((ending) => name.toLowerCase().endsWith(ending))).sort();
    },
    async open(name) {
      const stamp = await stampOf(name).catch(async (error: unknown) => {
        await forget(name);
        throw error;
      });
      const known = opened.get(name);
      if (known !== undefined && known.stamp === stamp) return { file: await known.file, stamp };
      const path = join(dir, name);
      const file = name.toLowerCase().endsWith('.pmtiles')
        ? openPmtiles(path, name)
        : Promise.resolve().then(() => openMbtilesFile(path, name));
      // Before anything is waited for: two windows that ask at once share one open file.
      opened.set(name, { stamp, file });
      file.catch(() => undefined);
      known?.file.then((before) => before.close()).catch(() => undefined);
      return { file: await file, stamp };
    },
    async close() {
      for (const name of [...opened.keys()]) await forget(name);
    },
  };
}

/** The settings of a file that nobody has named: what it says of itself, else its name. */
export function settingsOfFile(name: string, file: TileFile | null): FileBasemap {
  const plain = name.replace(/\.(pmtiles|mbtiles)$/i, '');
  return {
    kind: 'file',
    id: idOfFile(name),
    name: (file?.name?.trim() || plain).slice(0, 100),
    attribution: file?.attribution ?? '',
    approval: '',
    datum: 'wgs84',
    imagery: false,
    file: name,
  };
}

/** Names of files may be of any letters; an id is not. */
export function idOfFile(name: string): string {
  return `file-${createHash('sha256').update(name).digest('hex').slice(0, 12)}`;
}
