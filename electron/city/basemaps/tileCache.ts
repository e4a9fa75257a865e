import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Clock } from '../ports.ts';

/** A kept tile, and when it came from its server; UTC ms. */
export type CachedTile = { bytes: Uint8Array; at: number };

/**
 * Tiles of servers on the disk, at most `maxBytes` together: the least recently used go first. A file's name says which
 * tile it is, its modification time when it came, its access time when it was last used.
 */
export type TileCache = {
  get(key: readonly string[]): Promise<CachedTile | null>;
  put(key: readonly string[], bytes: Uint8Array): Promise<void>;
  /** Removes the tiles of a base map; `keep`: but not those of this version. */
  drop(id: string, keep: string | null): Promise<void>;
  /** Bytes of all kept tiles. */
  size(): Promise<number>;
};

type Kept = { size: number; usedAt: number };
/** The access time on the disk is renewed when it is this old, ms: a write for every tile that is shown would be too many. */
const RENEW_AFTER_MS = 3_600_000;

export function openTileCache(dir: string, maxBytes: number, clock: Clock): TileCache {
  /** In the order of their last use, oldest first. */
  const kept = new Map<string, Kept>();
  let total = 0;
  let ready: Promise<void> | null = null;
  let temporary = 0;

  /** Reads what earlier runs kept, for the bound; once. A tile is looked for on the disk meanwhile. */
  function load(): Promise<void> {
    ready ??= (async () => {
      const names = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
      const found: [string, Kept][] = [];
      for (const entry of names) {
        if (!entry.isFile()) continue;
        const path = join(entry.parentPath, entry.name);
        // A write that a power cut ended.
        if (entry.name.endsWith('.new')) await rm(path, { force: true });
        else {
          const facts = await stat(path).catch(() => null);
          if (facts !== null)
            found.push([
              relative(dir, path).split(sep).join('/'),
              { size: facts.size, usedAt: facts.atimeMs },
            ]);
        }
      }
      found.sort(([, a], [, b]) => a.usedAt - b.usedAt);
      const usedMeanwhile = [...kept];
      for (const [name, each] of found) if (!kept.has(name)) note(name, each);
      for (const [name, each] of usedMeanwhile) note(name, each);
      await trim();
    })();
    return ready;
  }

  function note(name: string, each: Kept): void {
    forget(name);
    kept.set(name, each);
    total += each.size;
  }

  function forget(name: string): void {
    total -= kept.get(name)?.size ?? 0;
    kept.delete(name);
  }

  async function trim(): Promise<void> {
    while (total > maxBytes) {
      const oldest = kept.keys().next().value;
      if (oldest === undefined) return;
      forget(oldest);
      await rm(join(dir, oldest), { force: true });
    }
  }

  return {
    async get(key) {
      load().catch(() => undefined);
      const name = nameOf(key);
      const path = join(dir, name);
      try {
        const [bytes, facts] = [await readFile(path), await stat(path)];
        const now = clock.now();
        if (now - (kept.get(name)?.usedAt ?? facts.atimeMs) > RENEW_AFTER_MS)
          await utimes(path, new Date(now), facts.mtime).catch(() => undefined);
        note(name, { size: bytes.byteLength, usedAt: now });
        return { bytes, at: facts.mtimeMs };
      } catch {
        // It was never kept, or somebody emptied the folder.
        forget(name);
        return null;
      }
    },
    async put(key, bytes) {
      await load();
      const name = nameOf(key);
      const path = join(dir, name);
      temporary += 1;
      const fresh = `${path}.${temporary}.new`;
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      try {
        await writeFile(fresh, bytes, { mode: 0o600 });
        const now = new Date(clock.now());
        await utimes(fresh, now, now);
        await rename(fresh, path);
      } catch (error) {
        // On a full disk the rest of a tile would fill it further at every try.
        await rm(fresh, { force: true });
        throw error;
      }
      note(name, { size: bytes.byteLength, usedAt: clock.now() });
      await trim();
    },
    async drop(id, keep) {
      await load();
      for (const name of [...kept.keys()])
        if (name.startsWith(`${id}/`) && (keep === null || !name.startsWith(`${id}/${keep}/`))) {
          forget(name);
          await rm(join(dir, name), { force: true });
        }
    },
    async size() {
      await load();
      return total;
    },
  };
}

/** The path of a tile below the folder: id and version of the base map, then the tile in some hundred folders. */
function nameOf([id = '', version = '', ...tile]: readonly string[]): string {
  const hash = createHash('sha256').update(tile.join('\n')).digest('hex').slice(0, 32);
  return `${id}/${version}/${hash.slice(0, 2)}/${hash.slice(2)}`;
}
