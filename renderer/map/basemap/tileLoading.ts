import { useEffect, useState } from 'react';
import { asApiError } from '../../live/client/apiError.ts';
import { TileLater } from '../../live/queries/basemaps.ts';
import { type LoadedTile, type LoadTile, TileLoader } from './tileLoader.ts';
import { borrowTilePainter, type PainterKind, type TilePainter } from './tilePainter.ts';
import { type drawnGrid, refKey, standIns, type TileRef } from './tilePlan.ts';

/** Pictures of tiles that are kept, bytes: those of a large screen two or three times. */
const MAX_BYTES = 64 * 1024 * 1024;
/** Tiles that come together are drawn together: each picture of the map costs without a GPU. ms */
const TOGETHER_MS = 120;
/** After how long a tile is asked for again: where the server is slow, off line, or refuses; ms. */
const AGAIN = { slow: 2_000, offline: 15_000, refused: 60_000 };

/** The worker of this window that draws tiles, while one is wanted. */
export function usePainter(kind: PainterKind, wanted: boolean): TilePainter | null {
  const [painter, setPainter] = useState<TilePainter | null>(null);
  useEffect(() => {
    if (!wanted) return;
    const { painter: borrowed, giveBack } = borrowTilePainter(kind);
    setPainter(borrowed);
    return () => {
      setPainter(null);
      giveBack();
    };
  }, [kind, wanted]);
  return painter;
}

export type Loading = { annotation: boolean; loader: TileLoader<ImageBitmap> };

type Layers = readonly { annotation: boolean; load: LoadTile<ImageBitmap> }[];
const NONE: readonly Loading[] = [];

/** Loaders of the layers of a map; new ones, without tiles, whenever the layers change. */
export function useLoaders(
  layers: Layers,
  grid: ReturnType<typeof drawnGrid> | null,
  changed: () => void,
  setProblem: (problem: unknown) => void,
): readonly Loading[] {
  const [made, setMade] = useState<{ layers: Layers; loaders: readonly Loading[] } | null>(null);
  useEffect(() => {
    if (grid === null || layers.length === 0) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const created = layers.map(({ annotation, load }) => ({
      annotation,
      loader: new TileLoader({
        ...{ grid, load, maxBytes: MAX_BYTES, retryAfter },
        // Names of a coarser level, blown up, would be taken for those of the map.
        usesCoarser: !annotation,
        onChange() {
          timer ??= setTimeout(() => {
            timer = undefined;
            changed();
          }, TOGETHER_MS);
        },
        onOutcome: (error) => setProblem(error === null || isSlow(error) ? null : error),
      }),
    }));
    setMade({ layers, loaders: created });
    setProblem(null);
    return () => {
      clearTimeout(timer);
      for (const { loader } of created) loader.close();
      setMade(null);
    };
  }, [layers, grid, changed, setProblem]);
  // Those of the layers before are about to be closed, and their pictures with them.
  return made?.layers === layers ? made.loaders : NONE;
}

const isSlow = (error: unknown): boolean => error instanceof TileLater;

function retryAfter(error: unknown): number {
  if (isSlow(error)) return AGAIN.slow;
  const { code, status } = asApiError(error);
  return code === 'basemap-offline' || status === 0 || status === 503 ? AGAIN.offline : AGAIN.refused;
}

/** The loaded tiles that are drawn for those that are wanted: these, or coarser and finer ones until they come. */
export function standingIn(
  grid: ReturnType<typeof drawnGrid>,
  wanted: readonly TileRef[],
  ready: ReadonlyMap<string, LoadedTile<ImageBitmap>>,
): LoadedTile<ImageBitmap>[] {
  const refs = new Map([...ready].map(([key, { ref }]) => [key, ref]));
  return standIns(grid, wanted, refs).flatMap((ref) => ready.get(refKey(ref)) ?? []);
}
