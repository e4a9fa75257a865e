import type { PaintAnswer, PaintOrder } from './tiles.worker.ts';

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

/** Tones and draws tiles in a worker of the window, so that a map full of streets does not hold up a hand. */
export type TilePainter = {
  /** Null: the tile cannot be read, or the painter is closed. */
  paint(order: WithoutId<PaintOrder>): Promise<(Pick<PaintAnswer, 'names'> & { bitmap: ImageBitmap }) | null>;
  close(): void;
};

export function createTilePainter(): TilePainter {
  const worker = new Worker(new URL('./tiles.worker.ts', import.meta.url), { type: 'module', name: 'tiles' });
  const waiting = new Map<number, (answer: PaintAnswer | null) => void>();
  let next = 0;
  worker.onmessage = ({ data }: MessageEvent<PaintAnswer>) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  };
  worker.onerror = () => {
    for (const answer of waiting.values()) answer(null);
    waiting.clear();
  };
  return {
    async paint(order) {
      next += 1;
      const id = next;
      const answer = await new Promise<PaintAnswer | null>((resolve) => {
        waiting.set(id, resolve);
        worker.postMessage({ ...order, id } satisfies PaintOrder);
      });
      if (answer === null || answer.bitmap === null) return null;
      return { bitmap: answer.bitmap, names: answer.names };
    },
    close() {
      worker.terminate();
      for (const answer of waiting.values()) answer(null);
      waiting.clear();
    },
  };
}
