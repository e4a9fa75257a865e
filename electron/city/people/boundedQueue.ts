import { createSerialQueue } from '../journal/serialQueue.ts';
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
  const queue = createSerialQueue();
  let count = 0;
  return {
    async run(job) {
      if (count > most) throw new PeopleRefused('sign-in-busy', { seconds: RETRY_SECONDS });
      count += 1;
      try {
        return await queue.run(async () => job());
      } finally {
        count -= 1;
      }
    },
    idle: () => count === 0,
  };
}
