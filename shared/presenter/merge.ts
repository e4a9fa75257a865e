import { type Board, type Control, isLive, type Stamp, UNTOUCHED } from './control.ts';

/** Whether `a` was said after `b`; of two said at once the same one wins in every window. */
export function isNewer(a: Stamp, b: Stamp): boolean {
  return a.n === b.n ? a.by > b.by : a.n > b.n;
}

/**
 * Both boards as one: of each wall what was said last. The order in which boards are taken together, and how often, does
 * not matter, so that every window ends with the same whatever reached it when. The same object where nothing is new.
 */
export function merge(known: Board, heard: Board): Board {
  const newer = Object.entries(heard).filter(
    ([wall, control]) => known[wall] === undefined || isNewer(control.stamp, known[wall].stamp),
  );
  return newer.length === 0 ? known : { ...known, ...Object.fromEntries(newer) };
}

/** What is in force on a wall. */
export function controlOf(board: Board, wall: string): Control {
  return board[wall] ?? UNTOUCHED;
}

/** How long a wall that nobody drives is remembered; ms. */
const REMEMBERED = 24 * 3_600_000;

/** Without walls that were let go long ago: tabs have names of their own, which would pile up. */
export function pruned(board: Board, now: number): Board {
  return Object.fromEntries(
    Object.entries(board).filter(([, { at, content }]) => !isLive(content) || now - at < REMEMBERED),
  );
}
