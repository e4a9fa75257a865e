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
  const worker = new Worker(new URL('./tiles.worker.ts', import.meta.url), { type: 'module', name: 'tiles' });
  const waiting = new Map<
    number,
    { resolve(answer: PaintAnswer | null): void; reject(error: Error): void }
  >();
  let next = 0;
  let closed = false;
  worker.onmessage = ({ data }: MessageEvent<PaintAnswer>) => {
    waiting.get(data.id)?.resolve(data);
    waiting.delete(data.id);
  };
  worker.onerror = () => {
    // A map whose tiles cannot be drawn is not a map without tiles.
    for (const { reject } of waiting.values()) reject(new Error('the painter of tiles has failed'));
    waiting.clear();
  };
  return {
    async paint(order) {
      if (closed) return null;
      next += 1;
      const id = next;
      const answer = await new Promise<PaintAnswer | null>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        worker.postMessage({ ...order, id } satisfies PaintOrder);
      });
      if (answer === null || answer.bitmap === null) return null;
      const { bitmap, names, counts } = answer;
      return { bitmap, names, ...(counts === undefined ? {} : { counts }) };
    },
    close() {
      closed = true;
      worker.terminate();
      for (const { resolve } of waiting.values()) resolve(null);
      waiting.clear();
    },
  };
}
