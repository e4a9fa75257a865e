import { FLAG_SUMS, GONE, LATE, LIMITED, OPEN, type Table } from './table.ts';

/** Bits of {@link Moment.states}: open; open and past its limit or closed after it; with a limit at all. */
export const IS_OPEN = 1;
export const OVERDUE = 2;
export const HAS_LIMIT = 4;

/**
 * An interval of time in which no open case passes its limit: every figure that depends on «now» is the same
 * throughout, and need not be computed for each window's own millisecond.
 */
export type Moment = { id: number; after: number; until: number; states: Uint8Array };

/** The widest such interval around `now`: (latest limit before it, next limit]. One pass. */
export function momentAround(table: Table, now: number, id: number): Moment {
  const { flags, length } = table;
  const { dueAt } = table.times;
  const states = new Uint8Array(length);
  const decided = decidedStates();
  let after = Number.NEGATIVE_INFINITY;
  let until = Number.POSITIVE_INFINITY;
  for (let i = 1; i < length; i++) {
    const flag = flags[i]!;
    states[i] = decided[flag]!;
    // Few cases are open, so that this is mostly guessed right.
    if ((flag & RUNNING) !== (OPEN | LIMITED)) continue;
    const due = dueAt[i]!;
    if (due < now) {
      states[i]! |= OVERDUE;
      if (due > after) after = due;
    } else if (due < until) until = due;
  }
  return { id, after, until, states };
}

/** Whether an instant lies in it. */
export function holds(moment: Moment, now: number): boolean {
  return now > moment.after && now <= moment.until;
}

const RUNNING = OPEN | LIMITED | GONE;

/** By a row's flags: what of its state the clock has no part in. */
function decidedStates(): Uint8Array {
  return Uint8Array.from({ length: FLAG_SUMS }, (_, flag) => {
    const open = (flag & OPEN) !== 0 ? IS_OPEN : 0;
    const late = (flag & LATE) !== 0 ? OVERDUE : 0;
    return open | late | ((flag & LIMITED) !== 0 ? HAS_LIMIT : 0);
  });
}
