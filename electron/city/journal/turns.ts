/** One piece of work at a time, in the order in which they were asked for. */
export type Turns = {
  /** Runs `work` when everything asked for before has ended, however it ended. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is under way or waiting. */
  idle(): Promise<void>;
};

/**
 * The engine awaits the journal in the middle of an act: without turns another act could be decided on a state that the
 * first one is just about to change.
 */
export function createTurns(): Turns {
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
