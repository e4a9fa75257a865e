import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BasemapConfig } from '../../../shared/contract/basemaps.ts';
import { writeDurably } from '../store/files.ts';
import { BasemapRefused } from './refused.ts';

const File = z.object({ format: z.literal(1), entries: z.array(BasemapConfig).max(50) });

/** The settings of base maps: `basemaps.json` of the data folder. It holds no key. */
export type SettingsFile = {
  entries(): readonly BasemapConfig[];
  /** Null while the file could be read. */
  damaged(): BasemapRefused<'basemap-settings'> | null;
  /** @throws BasemapRefused `basemap-settings` where that would replace a file that could not be read */
  save(config: BasemapConfig): void;
  /** False if there is no such entry. */
  remove(id: string): boolean;
};

export function openSettingsFile(dataDir: string): SettingsFile {
  const path = join(dataDir, 'basemaps.json');
  let entries: BasemapConfig[] = [];
  let damaged: BasemapRefused<'basemap-settings'> | null = null;
  if (existsSync(path))
    try {
      ({ entries } = File.parse(JSON.parse(readFileSync(path, 'utf8'))));
    } catch {
      damaged = new BasemapRefused('basemap-settings', { path });
    }

  function write(next: BasemapConfig[]): void {
    if (damaged !== null) throw damaged;
    writeDurably(path, JSON.stringify({ format: 1, entries: next }));
    entries = next;
  }

  return {
    entries: () => entries,
    damaged: () => damaged,
    save(config) {
      const others = entries.filter(({ id }) => id !== config.id);
      const at = entries.findIndex(({ id }) => id === config.id);
      write(at < 0 ? [...others, config] : others.toSpliced(at, 0, config));
    },
    remove(id) {
      const left = entries.filter((entry) => entry.id !== id);
      if (left.length === entries.length) return false;
      write(left);
      return true;
    },
  };
}
