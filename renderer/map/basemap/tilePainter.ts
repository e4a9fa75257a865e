import { createWorkerCalls } from '../../base/workerCalls.ts';
import type { PaintAnswer, PaintOrder } from './tiles.worker.ts';

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

/** Tones and draws tiles in a worker of the window, so that a map full of streets does not hold up a hand. */
export type TilePainter = {
  /** Null: the tile cannot be read, or the worker was closed. Rejects where the worker has failed. */
  paint(
    order: WithoutId<PaintOrder>,
  ): Promise<(Pick<PaintAnswer, 'names' | 'counts'> & { bitmap: ImageBitmap }) | null>;
};

/** The worker is kept so long after the last map has gone: the page of the next case opens one within moments. ms */
const KEEP_MS = 10_000;

type Kept = {
  painter: TilePainter;
  close(): void;
  users: number;
  timer: ReturnType<typeof setTimeout> | undefined;
};
/** One for base maps and one for the hall's own layers, which are drawn at the same time. */
export type PainterKind = 'basemap' | 'layers';
const kept = new Map<PainterKind, Kept>();

/** The painter that all maps of this window share; `giveBack` once, when its map goes. */
export function borrowTilePainter(kind: PainterKind): { painter: TilePainter; giveBack(): void } {
  const borrowed = kept.get(kind) ?? { ...createTilePainter(forget), users: 0, timer: undefined };
  kept.set(kind, borrowed);
  clearTimeout(borrowed.timer);
  borrowed.users += 1;
  return {
    painter: borrowed.painter,
    giveBack() {
      borrowed.users -= 1;
      if (borrowed.users > 0) return;
      borrowed.timer = setTimeout(() => {
        forget(borrowed.painter);
        borrowed.close();
      }, KEEP_MS);
    },
  };
}

/** Whoever comes next gets another one. */
function forget(painter: TilePainter): void {
  for (const [kind, each] of kept) if (each.painter === painter) kept.delete(kind);
}

function createTilePainter(onFailure: (painter: TilePainter) => void): Pick<Kept, 'painter' | 'close'> {
  const calls = createWorkerCalls<PaintOrder, PaintAnswer>(
    new Worker(new URL('./tiles.worker.ts', import.meta.url), { type: 'module', name: 'tiles' }),
  );
  let closed = false;
  const painter: TilePainter = {
    async paint(order) {
      try {
        const { bitmap, names, counts } = await calls.ask(order, []);
        return bitmap === null ? null : { bitmap, names, ...(counts === undefined ? {} : { counts }) };
      } catch (error) {
        if (closed) return null;
        onFailure(painter);
        // A map whose tiles cannot be drawn is not a map without tiles.
        throw error;
      }
    },
  };
  return {
    painter,
    close() {
      closed = true;
      calls.close();
    },
  };
}
