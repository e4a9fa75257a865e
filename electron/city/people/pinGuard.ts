import type { Clock } from '../ports.ts';
import type { OperatorRecord } from '../store/peopleTable.ts';
import type { SignInCounter, SignInTable } from '../store/signInTable.ts';
import { type BoundedQueue, boundedQueue } from './boundedQueue.ts';
import { type CountedBrowser, countedBrowser } from './browsers.ts';
import { countFailure, FAILURES_OF_KNOWN_BROWSER, FAILURES_OF_STRANGERS, lockOf } from './lockout.ts';
import { isSetTogether, verifyPin } from './pin.ts';
import type { PinWork } from './pinWork.ts';
import { lockedOut, PeopleRefused } from './refused.ts';

/** Two windows may sign at once; a program must not fill the queue of all with one operator. */
export const WAITING_FOR_ONE_COUNTER = 4;

const NOTHING_COUNTED: SignInCounter = { failures: 0, failedAt: 0, lockedUntil: null };

/** A PIN as it was typed, with the id of the browser (null: it has none). */
export type TypedPin = { pin: string; browser: string | null };

/** The counter that a right PIN is to clear, and how it stood before. */
export type Passed = { used: CountedBrowser; before: SignInCounter | null };

/**
 * Checks PINs and counts the wrong ones by operator and browser. A browser that signed the operator in before has a count
 * of its own; all others share one, which locks sooner. So whoever guesses from elsewhere locks out others who guess from
 * elsewhere, and the operator's own desk is not kept out.
 */
export type PinGuard = {
  /**
   * Checks the PIN of an operator, then runs `then`; until that has ended, no other PIN of this operator is checked for the
   * same counter. The failure that was counted beforehand is taken back only by `openSession` and `clearCounter`.
   * @param onWrong told of a wrong PIN, with the failures in a row
   * @throws PeopleRefused `locked-out`, `sign-in-busy`, `wrong-pin`
   */
  check<T>(
    operator: OperatorRecord,
    typed: TypedPin,
    reason: 'sign-in' | 'current',
    onWrong: (failures: number, browser: CountedBrowser) => void,
    then: (passed: Passed) => T | Promise<T>,
  ): Promise<T>;
  /** Until when this browser is locked for the operator, UTC ms; null: it is not. */
  lockedUntil(operator: number, browser: string | null): number | null;
  /** After a right PIN that does not suffice: neither counted nor cleared. */
  restoreCounter(operator: number, passed: Passed): void;
  /** After a right PIN that opened no session. */
  clearCounter(operator: number, passed: Passed): void;
};

export function createPinGuard(
  table: SignInTable & { operatorByKey(key: number): OperatorRecord | null },
  work: PinWork,
  clock: Clock,
): PinGuard {
  /** Checks of one counter run in turn, so that each sees earlier failures. */
  const queues = new Map<string, BoundedQueue>();

  function lockedUntil(operator: number, { key }: CountedBrowser): number | null {
    return lockOf(table.counter(operator, key), clock.now());
  }

  function refuseWhileLocked(operator: number, browser: CountedBrowser): void {
    const until = lockedUntil(operator, browser);
    if (until !== null) throw lockedOut(until, clock.now());
  }

  async function verify(
    { key }: OperatorRecord,
    browser: CountedBrowser,
    pin: string,
    reason: 'sign-in' | 'current',
    onWrong: (failures: number, browser: CountedBrowser) => void,
  ): Promise<void> {
    // Read now: while the PIN waited, another may have been set.
    const stored = table.operatorByKey(key)?.pin;
    if (stored === undefined) throw new PeopleRefused('wrong-pin', { reason });
    const allowed = browser.known ? FAILURES_OF_KNOWN_BROWSER : FAILURES_OF_STRANGERS;
    const counter = countFailure(table.counter(key, browser.key), allowed, clock.now());
    // Counted before the PIN is compared, so that killing the process in between does not give an uncounted guess.
    table.setCounter(key, browser.key, counter);
    const matches = await verifyPin(pin, stored);
    const now = table.operatorByKey(key)?.pin;
    // A PIN that was reset while the old one was compared opens nothing more.
    if (matches && now !== undefined && isSetTogether(stored, now)) return;
    onWrong(counter.failures, browser);
    refuseWhileLocked(key, browser);
    throw new PeopleRefused('wrong-pin', { reason });
  }

  return {
    async check(operator, typed, reason, onWrong, then) {
      const used = countedBrowser(table, operator.key, typed.browser);
      refuseWhileLocked(operator.key, used);
      const name = `${operator.key} ${used.key.toString('hex')}`;
      const queue = queues.get(name) ?? boundedQueue(WAITING_FOR_ONE_COUNTER);
      queues.set(name, queue);
      try {
        return await queue.run(async () => {
          refuseWhileLocked(operator.key, used);
          const before = table.counter(operator.key, used.key);
          await work.run(used.known ? 'known' : 'stranger', () =>
            verify(operator, used, typed.pin, reason, onWrong),
          );
          return then({ used, before });
        });
      } finally {
        if (queue.idle()) queues.delete(name);
      }
    },
    lockedUntil: (operator, browser) => lockedUntil(operator, countedBrowser(table, operator, browser)),
    restoreCounter(operator, { used, before }) {
      table.setCounter(operator, used.key, before ?? NOTHING_COUNTED);
    },
    clearCounter(operator, { used }) {
      table.setCounter(operator, used.key, NOTHING_COUNTED);
    },
  };
}
