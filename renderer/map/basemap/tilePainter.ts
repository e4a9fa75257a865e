import { createWorkerCalls } from '../../base/workerCalls.ts';
import type { PaintAnswer, PaintOrder } from './tiles.worker.ts';

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

/** Tones and draws tiles in a worker of the window, so that a map full of streets does not hold up a hand. */
export type TilePainter = {
  /** Null: the tile cannot be read, or the painter is closed. Rejects where the worker has failed. */
  paint(
    order: WithoutId<PaintOrder>,
  ): Promise<(Pick<PaintAnswer, 'names' | 'counts'> & { bitmap: ImageBitmap }) | null>;
  close(): void;
};

export function createTilePainter(): TilePainter {
  const calls = createWorkerCalls<PaintOrder, PaintAnswer>(
    new Worker(new URL('./tiles.worker.ts', import.meta.url), { type: 'module', name: 'tiles' }),
  );
  let closed = false;
  return {
    async paint(order) {
      try {
        const { bitmap, names, counts } = await calls.ask(order, []);
        return bitmap === null ? null : { bitmap, names, ...(counts === undefined ? {} : { counts }) };
      } catch (error) {
        if (closed) return null;
        // A map whose tiles cannot be drawn is not a map without tiles.
        throw error;
      }
    },
    close() {
      closed = true;
      calls.close();
    },
  };
}
