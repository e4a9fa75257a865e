import { boundedQueue } from './boundedQueue.ts';

/**
 * Whose PIN is computed. Each kind has a queue of its own, so that a flood of one kind delays no other: `known` a browser
 * that signed the operator in, `stranger` any other, `nobody` an operator that does not exist, `signed-in` a new PIN.
 */
export type PinLane = 'known' | 'stranger' | 'nobody' | 'signed-in';

/** PINs waiting in each lane. At some 60 ms each the last of them waits a second. */
export const WAITING_AT_MOST = 16;

/**
 * Bounds the computing of PIN hashes, 32 MiB and some 60 ms each: one at a time in each lane, some waiting. Node has four
 * threads for such work, which the lanes together cannot exceed.
 */
export type PinWork = {
  /** @throws PeopleRefused `sign-in-busy` at once where too many wait; `job` is then not called. */
  run<T>(lane: PinLane, job: () => Promise<T>): Promise<T>;
};

export function createPinWork(): PinWork {
  const lanes = {
    known: boundedQueue(WAITING_AT_MOST),
    stranger: boundedQueue(WAITING_AT_MOST),
    nobody: boundedQueue(WAITING_AT_MOST),
    'signed-in': boundedQueue(WAITING_AT_MOST),
  } satisfies Record<PinLane, unknown>;
  return { run: (lane, job) => lanes[lane].run(job) };
}
