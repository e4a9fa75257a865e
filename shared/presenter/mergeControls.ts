import { type Control, isLive, NO_CONTROL, type Stamp, type WallControls } from './control.ts';

/** Whether stamp `a` is later than `b`; every window decides equal numbers the same way. */
function isNewer(a: Stamp, b: Stamp): boolean {
  return a.n === b.n ? a.by > b.by : a.n > b.n;
}

/**
 * Merges two sets of controls: for each wall the later one. Merging is commutative and idempotent, so all windows end
 * with the same controls whatever reached them in which order. Returns `known` itself when nothing is newer.
 */
export function mergeControls(known: WallControls, received: WallControls): WallControls {
  const newer = Object.entries(received).filter(
    ([wall, control]) => known[wall] === undefined || isNewer(control.stamp, known[wall].stamp),
  );
  return newer.length === 0 ? known : { ...known, ...Object.fromEntries(newer) };
}

/** The control of a wall; none where nothing was ever done to it. */
export function controlOfWall(board: WallControls, wall: string): Control {
  return board[wall] ?? NO_CONTROL;
}

/** How long the control of a wall without a driver is kept, ms. */
const KEEP_IDLE_MS = 24 * 3_600_000;

/** Drops walls that were released long ago: each tab has a name of its own, and they would pile up. */
export function withoutIdleWalls(board: WallControls, now: number): WallControls {
  return Object.fromEntries(
    Object.entries(board).filter(([, { at, content }]) => !isLive(content) || now - at < KEEP_IDLE_MS),
  );
}
