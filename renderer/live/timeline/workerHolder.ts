import { createWorkerCalls } from '../../base/workerCalls.ts';
import type { TimelineAnswer, TimelineOrder } from './timeline.worker.ts';
import type { TimelineHolder } from './timelines.ts';

/** A holder in a worker of the window, so that no sum holds up a hand. */
export function openTimelineWorker(): TimelineHolder {
  const calls = createWorkerCalls<TimelineOrder, TimelineAnswer>(
    new Worker(new URL('./timeline.worker.ts', import.meta.url), { type: 'module', name: 'timeline' }),
  );
  return {
    async hold(bytes, raster) {
      const { failed, revision } = await calls.ask({ kind: 'hold', bytes, raster }, [bytes]);
      if (failed) throw new Error('the time line cannot be read');
      return revision;
    },
    async sum(period) {
      const { sum } = await calls.ask({ kind: 'sum', period }, []);
      if (sum === null) throw new Error('the time line says nothing');
      return sum;
    },
    close: calls.close,
  };
}
