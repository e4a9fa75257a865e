import { HAS_LIMIT, IS_OPEN, OVERDUE } from '../../../shared/case/deadlineState.ts';
import { CLOSED_LATE, FLAG_COMBINATIONS, GONE, OPEN, type Table, WITH_LIMIT } from './table.ts';

/**
 * An interval of time (UTC ms) in which no open case passes its limit. Every figure that depends on the current time is
 * the same throughout, so one result serves requests from all windows at slightly different times. `states` are those of
 * shared/case/deadlineState.ts.
 */
export type DeadlineInterval = { id: number; after: number; until: number; states: Uint8Array };

/**
 * The widest such interval that contains `now`: from the latest limit before it (excluded) to the next limit. One
 * pass.
 */
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
    // Few cases are open, so the branch predictor is mostly right.
    if ((flag & RUNNING_MASK) !== (OPEN | WITH_LIMIT)) continue;
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

/** The flags that tell whether the limit of a case is still running. */
const RUNNING_MASK = OPEN | WITH_LIMIT | GONE;

/** For each combination of row flags, the state bits that do not depend on the current time. */
function statesByFlags(): Uint8Array {
  return Uint8Array.from({ length: FLAG_COMBINATIONS }, (_, flag) => {
    const open = (flag & OPEN) !== 0 ? IS_OPEN : 0;
    const late = (flag & CLOSED_LATE) !== 0 ? OVERDUE : 0;
    return open | late | ((flag & WITH_LIMIT) !== 0 ? HAS_LIMIT : 0);
  });
}
