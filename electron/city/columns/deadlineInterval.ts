import { FLAG_SUMS, GONE, LATE, LIMITED, OPEN, type Table } from './table.ts';

/** Bits of {@link DeadlineInterval.states}: open; open and past its limit or closed after it; with a limit at all. */
export const IS_OPEN = 1;
export const OVERDUE = 2;
export const HAS_LIMIT = 4;

/**
 * An interval of time in which no open case passes its limit: every figure that depends on «now» is the same
 * throughout, and need not be computed for each window's own millisecond.
 */
export type DeadlineInterval = { id: number; after: number; until: number; states: Uint8Array };

/** The widest such interval around `now`: after the latest limit before it, up to the next limit. One pass. */
export function deadlineIntervalAround(table: Table, now: number, id: number): DeadlineInterval {
  const { flags, length } = table;
  const { dueAt } = table.times;
  const states = new Uint8Array(length);
  const fixedStates = statesByFlags();
  let after = Number.NEGATIVE_INFINITY;
  let until = Number.POSITIVE_INFINITY;
  for (let i = 1; i < length; i++) {
    const flag = flags[i]!;
    states[i] = fixedStates[flag]!;
    // Few cases are open, so the branch predictor mostly guesses this right.
    if ((flag & RUNNING_MASK) !== (OPEN | LIMITED)) continue;
    const due = dueAt[i]!;
    if (due < now) {
      states[i]! |= OVERDUE;
      if (due > after) after = due;
    } else if (due < until) until = due;
  }
  return { id, after, until, states };
}

/** Whether `now` lies in the interval. */
export function contains(interval: DeadlineInterval, now: number): boolean {
  return now > interval.after && now <= interval.until;
}

/** The flags that tell whether a case still runs against its limit. */
const RUNNING_MASK = OPEN | LIMITED | GONE;

/** For each combination of row flags, the bits of the state that do not depend on the time. */
function statesByFlags(): Uint8Array {
  return Uint8Array.from({ length: FLAG_SUMS }, (_, flag) => {
    const open = (flag & OPEN) !== 0 ? IS_OPEN : 0;
    const late = (flag & LATE) !== 0 ? OVERDUE : 0;
    return open | late | ((flag & LIMITED) !== 0 ? HAS_LIMIT : 0);
  });
}
