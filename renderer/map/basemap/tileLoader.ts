import type { TileGrid } from '../../../shared/contract/basemaps.ts';
import type { TileCounts } from '../ownLayers/tileCounts.ts';
import { parentOf, refKey, type TileRef } from './tilePlan.ts';
import type { TileName } from './vectorTile.ts';

/** A picture that can be let go: an `ImageBitmap`. */
type Picture = { readonly width: number; readonly height: number; close(): void };

/** A painted tile. `counts`: of the hall's own layers alone. */
export type LoadedTile<P extends Picture> = {
  ref: TileRef;
  bitmap: P;
  names: readonly TileName[];
  counts?: TileCounts;
};

/** Null: the map has no such tile. Rejects when it cannot be had now. */
export type LoadTile<P extends Picture> = (
  ref: TileRef,
  signal: AbortSignal,
) => Promise<Pick<LoadedTile<P>, 'bitmap' | 'names' | 'counts'> | null>;

export type LoaderParts<P extends Picture> = {
  grid: TileGrid;
  load: LoadTile<P>;
  /** After how long a failed tile is tried again, ms; null: not before something changes. */
  retryAfter: (error: unknown) => number | null;
  onChange: () => void;
  /** Called with the error of a tile, and with null when one came. */
  onOutcome: (error: unknown) => void;
  /** Whether the coarser tile is loaded where the map has no tile. */
  usesCoarser: boolean;
  /** Bytes of pictures to keep, four a pixel. */
  maxBytes: number;
};

/** Tiles that are loaded at a time. */
const AT_ONCE = 4;

type State<P extends Picture> =
  | { kind: 'loading'; ref: TileRef; abort: AbortController }
  | { kind: 'ready'; tile: LoadedTile<P>; usedAt: number }
  | { kind: 'missing' }
  | { kind: 'failed' };

/**
 * Loads the tiles that a view wants, the nearest to its middle first, aborts those that it no longer wants, and keeps the
 * last ones within bounds. Where the map has no tile, the coarser one above it is loaded instead.
 */
export class TileLoader<P extends Picture> {
  readonly #parts: LoaderParts<P>;
  readonly #states = new Map<string, State<P>>();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #wanted: readonly TileRef[] = [];
  #uses = 0;
  #closed = false;

  constructor(parts: LoaderParts<P>) {
    this.#parts = parts;
  }

  /** What the view wants now. */
  want(tiles: readonly TileRef[]): void {
    this.#wanted = tiles;
    const keys = new Set(this.#withStandIns(tiles).map(refKey));
    for (const [key, state] of this.#states)
      if (state.kind === 'loading' && !keys.has(key)) {
        state.abort.abort();
        this.#states.delete(key);
      }
    this.#uses += 1;
    for (const key of keys) {
      const state = this.#states.get(key);
      if (state?.kind === 'ready') state.usedAt = this.#uses;
    }
    this.#trim();
    this.#pump();
  }

  /** The painted tiles by their keys. */
  ready(): Map<string, LoadedTile<P>> {
    const found = new Map<string, LoadedTile<P>>();
    for (const [key, state] of this.#states) if (state.kind === 'ready') found.set(key, state.tile);
    return found;
  }

  /** Whether each of these tiles is there. */
  isComplete(wanted: readonly TileRef[]): boolean {
    return wanted.every((ref) => this.#states.get(refKey(ref))?.kind === 'ready');
  }

  /** Whether none of these tiles is still to come: each is there, or the map has none. They may not have been asked for yet. */
  isSettled(wanted: readonly TileRef[]): boolean {
    return this.#withStandIns(wanted).every((ref) => {
      const kind = this.#states.get(refKey(ref))?.kind;
      return kind === 'ready' || kind === 'missing';
    });
  }

  close(): void {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    for (const state of this.#states.values()) {
      if (state.kind === 'loading') state.abort.abort();
      if (state.kind === 'ready') state.tile.bitmap.close();
    }
    this.#states.clear();
  }

  /** These tiles, and for each that the map has not the one above. */
  #withStandIns(tiles: readonly TileRef[]): TileRef[] {
    const all = new Map<string, TileRef>();
    for (const ref of tiles) {
      let at: TileRef | null = ref;
      while (at !== null) {
        all.set(refKey(at), at);
        const isMissing: boolean = this.#states.get(refKey(at))?.kind === 'missing';
        at = isMissing && this.#parts.usesCoarser ? parentOf(this.#parts.grid, at) : null;
      }
    }
    return [...all.values()];
  }

  #pump(): void {
    if (this.#closed) return;
    let loading = 0;
    for (const { kind } of this.#states.values()) if (kind === 'loading') loading += 1;
    for (const ref of this.#withStandIns(this.#wanted)) {
      if (loading >= AT_ONCE) return;
      if (this.#states.has(refKey(ref))) continue;
      loading += 1;
      void this.#load(ref);
    }
  }

  async #load(ref: TileRef): Promise<void> {
    const key = refKey(ref);
    const abort = new AbortController();
    const state: State<P> = { kind: 'loading', ref, abort };
    this.#states.set(key, state);
    try {
      const painted = await this.#parts.load(ref, abort.signal);
      if (this.#states.get(key) !== state) {
        painted?.bitmap.close();
        return;
      }
      this.#uses += 1;
      this.#states.set(
        key,
        painted === null
          ? { kind: 'missing' }
          : { kind: 'ready', tile: { ref, ...painted }, usedAt: this.#uses },
      );
      this.#parts.onOutcome(null);
      this.#trim();
      this.#parts.onChange();
    } catch (error) {
      if (this.#states.get(key) !== state) return;
      this.#states.set(key, { kind: 'failed' });
      this.#parts.onOutcome(error);
      const wait = this.#parts.retryAfter(error);
      if (wait !== null) this.#tryLater(key, wait);
    }
    this.#pump();
  }

  #tryLater(key: string, wait: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (this.#states.get(key)?.kind === 'failed') this.#states.delete(key);
      this.#pump();
    }, wait);
    this.#timers.add(timer);
  }

  /** Lets the tiles go that were wanted longest ago. */
  #trim(): void {
    const keep = new Set(this.#withStandIns(this.#wanted).map(refKey));
    const kept: { key: string; tile: LoadedTile<P>; usedAt: number }[] = [];
    let bytes = 0;
    for (const [key, state] of this.#states)
      if (state.kind === 'ready') {
        bytes += state.tile.bitmap.width * state.tile.bitmap.height * 4;
        if (!keep.has(key)) kept.push({ key, tile: state.tile, usedAt: state.usedAt });
      }
    kept.sort((a, b) => a.usedAt - b.usedAt);
    for (const { key, tile } of kept) {
      if (bytes <= this.#parts.maxBytes) return;
      bytes -= tile.bitmap.width * tile.bitmap.height * 4;
      // Not closed here: a picture on the screen may still stand in for another one until the next is drawn.
      this.#states.delete(key);
    }
  }
}
