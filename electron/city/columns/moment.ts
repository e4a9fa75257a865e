import { OPEN, PRESENT, type Table } from './table.ts';

/**
 * An interval of time in which no open case passes its limit: every figure that depends on «now» is the same
 * throughout, and need not be computed for each window's own millisecond.
 */
export type Moment = { id: number; after: number; until: number };

/** The widest such interval around `now`: (latest limit before it, next limit]. One pass. */
export function momentAround(table: Table, now: number, id: number): Moment {
  const { flags, length } = table;
  const { dueAt } = table.times;
  let after = Number.NEGATIVE_INFINITY;
  let until = Number.POSITIVE_INFINITY;
  for (let i = 1; i < length; i++) {
    if (flags[i] !== (PRESENT | OPEN)) continue;
    const due = dueAt[i]!;
    if (due < now) {
      if (due > after) after = due;
    } else if (due < until) until = due;
  }
  return { id, after, until };
}

/** Whether an instant lies in it. */
export function holds(moment: Moment, now: number): boolean {
  return now > moment.after && now <= moment.until;
}
