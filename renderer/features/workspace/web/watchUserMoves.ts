import type { Bounds } from '../../../../shared/layout/geometry.ts';
import { ownBounds } from './movement.ts';

/** Browsers do not tell a page that its window moved, so it looks itself, this often. ms */
const LOOK = 700;
/** Looks without a change after which a window has come to rest. */
const STILL = 3;
/** Displays that come and go shove windows about for a while; ms. */
const SHOVED = 4000;

/** Follows where a person puts this window. `hold` while something else moves it, `go` when that is done. */
export type Moves = {
  hold(): void;
  go(): void;
  shoved(): void;
  /** Somebody is moving it, or did so a moment ago. */
  inHand(): boolean;
};

/** Calls `moved` once this window came to rest at another place than it was at, and nothing but a person moved it. */
export function watchMoves(moved: () => void): Moves {
  let known = ownBounds();
  let last = known;
  let still = 0;
  let holds = 0;
  let deafUntil = 0;
  const isSame = (a: Bounds, b: Bounds): boolean => JSON.stringify(a) === JSON.stringify(b);
  setInterval(() => {
    const now = ownBounds();
    still = isSame(now, last) ? still + 1 : 0;
    last = now;
    if (holds > 0 || Date.now() < deafUntil || document.fullscreenElement !== null) {
      known = now;
      return;
    }
    if (still < STILL || isSame(now, known)) return;
    known = now;
    moved();
  }, LOOK);
  return {
    inHand: () => holds === 0 && Date.now() >= deafUntil && !isSame(ownBounds(), known),
    hold: () => {
      holds += 1;
    },
    go: () => {
      holds -= 1;
      known = ownBounds();
    },
    shoved: () => {
      deafUntil = Date.now() + SHOVED;
    },
  };
}
