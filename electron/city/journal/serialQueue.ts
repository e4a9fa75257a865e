/** Runs pieces of asynchronous work one at a time, in the order of the calls. */
export type SerialQueue = {
  /** Runs `work` when all earlier work has ended, successfully or not. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is running or queued. */
  idle(): Promise<void>;
};

/**
 * A queue, as of the journal: executing a command awaits the journal halfway, and without one, another command could be
 * decided on a state that the first one is about to change.
 */
export function createSerialQueue(): SerialQueue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(work) {
      const mine = last.then(work, work);
      last = mine.catch(() => undefined);
      return mine;
    },
    async idle() {
      for (let seen: unknown = null; seen !== last; ) {
        seen = last;
        await last;
      }
    },
  };
}
