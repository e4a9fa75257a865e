import type { Bounds } from '../../../../shared/layout/geometry.ts';
import { ownBounds } from './ownBounds.ts';

/** Browsers have no event for a moved window, so its bounds are read this often. ms */
const INTERVAL_MS = 700;
/** Readings without a change after which a window has come to rest. */
const REST_READINGS = 3;
/** After displays were connected or disconnected the desktop itself moves windows for a while; ms. */
const DISPLAY_CHANGE_MS = 4000;

export type UserMoves = {
  /** While the program moves the window itself. */
  pause(): void;
  resume(): void;
  /** The displays changed: moves are the desktop's for a while. */
  ignoreForAWhile(): void;
  /** The operator is moving the window, or did so a moment ago. */
  inProgress(): boolean;
};

/** Calls `onMoved` once this window has come to rest at another place and nothing but the operator moved it. */
export function watchUserMoves(onMoved: () => void): UserMoves {
  let known = ownBounds();
  let last = known;
  let unchanged = 0;
  let pauses = 0;
  let ignoreUntil = 0;
  const isSame = (a: Bounds, b: Bounds): boolean => JSON.stringify(a) === JSON.stringify(b);
  setInterval(() => {
    const now = ownBounds();
    unchanged = isSame(now, last) ? unchanged + 1 : 0;
    last = now;
    if (pauses > 0 || Date.now() < ignoreUntil || document.fullscreenElement !== null) {
      known = now;
      return;
    }
    if (unchanged < REST_READINGS || isSame(now, known)) return;
    known = now;
    onMoved();
  }, INTERVAL_MS);
  return {
    inProgress: () => pauses === 0 && Date.now() >= ignoreUntil && !isSame(ownBounds(), known),
    pause: () => {
      pauses += 1;
    },
    resume: () => {
      pauses -= 1;
      known = ownBounds();
    },
    ignoreForAWhile: () => {
      ignoreUntil = Date.now() + DISPLAY_CHANGE_MS;
    },
  };
}
