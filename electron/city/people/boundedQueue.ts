import { PeopleRefused } from './refused.ts';

/** When a refused sign-in is worth trying again, s. */
const RETRY_SECONDS = 2;

/** Runs jobs one after the other. */
export type BoundedQueue = {
  /** @throws PeopleRefused `sign-in-busy` at once where too many wait; `job` is then not called. */
  run<T>(job: () => Promise<T> | T): Promise<T>;
  /** Whether nothing runs and nothing waits. */
  idle(): boolean;
};

/** @param most jobs that may wait while one runs */
export function boundedQueue(most: number): BoundedQueue {
  let last: Promise<unknown> = Promise.resolve();
  let count = 0;
  return {
    async run(job) {
      if (count > most) throw new PeopleRefused('sign-in-busy', { seconds: RETRY_SECONDS });
      count += 1;
      const mine = last.then(job);
      last = mine.catch(() => undefined);
      try {
        return await mine;
      } finally {
        count -= 1;
      }
    },
    idle: () => count === 0,
  };
}
