import type { TimelineAnswer, TimelineOrder } from './timeline.worker.ts';
import type { TimelineHolder } from './timelines.ts';

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

/** A holder in a worker of the window, so that no sum holds up a hand. */
export function openTimelineWorker(): TimelineHolder {
  const worker = new Worker(new URL('./timeline.worker.ts', import.meta.url), {
    type: 'module',
    name: 'timeline',
  });
  const waiting = new Map<number, { resolve(answer: TimelineAnswer): void; reject(error: Error): void }>();
  let next = 0;
  const failAll = (): void => {
    for (const { reject } of waiting.values()) reject(new Error('the time line is gone'));
    waiting.clear();
  };
  worker.onmessage = ({ data }: MessageEvent<TimelineAnswer>) => {
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.failed) asked?.reject(new Error('the time line cannot be read'));
    else asked?.resolve(data);
  };
  worker.onerror = failAll;
  const ask = (order: WithoutId<TimelineOrder>, transfer: Transferable[]): Promise<TimelineAnswer> => {
    next += 1;
    const id = next;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker.postMessage({ ...order, id }, transfer);
    });
  };
  return {
    hold: async (bytes, raster) => (await ask({ kind: 'hold', bytes, raster }, [bytes])).revision,
    async sum(period) {
      const { sum } = await ask({ kind: 'sum', period }, []);
      if (sum === null) throw new Error('the time line says nothing');
      return sum;
    },
    close() {
      worker.terminate();
      failAll();
    },
  };
}
