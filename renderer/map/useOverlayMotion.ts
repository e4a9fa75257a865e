import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { Size } from './useElementSize.ts';
import type { ViewState } from './view.ts';
import { type Shift, shiftOf } from './viewShift.ts';

/** The hand rests: what stands over the map is placed anew. Longer than a picture takes on a slow machine. */
const REST_MS = 180;
/** Share of the map, and levels of zoom, after which it is placed anew while the hand still moves. */
const FAR = 0.2;
const LEVELS = 0.4;

/**
 * Names, times and rings over the map follow a moving hand: each is moved by the compositor, with no layout and nothing
 * painted anew. One layer for all of them would have to be blended whole for each picture. `placed` is the view that
 * they were placed for, `settle` asks for another one.
 */
export function useMoving(
  over: RefObject<HTMLDivElement | null>,
  placed: ViewState | null,
  size: Size | null,
  settle: (view: ViewState) => void,
): { moved: (view: ViewState) => void; live: () => ViewState | null; isOwn: (view: ViewState) => boolean } {
  const now = useRef<ViewState | null>(null);
  const told = useRef<ViewState | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef({ placed, size, settle });
  latest.current = { placed, size, settle };
  const isOwn = useCallback((view: ViewState): boolean => view === told.current, []);
  const live = useCallback((): ViewState | null => now.current ?? latest.current.placed, []);

  const follow = useCallback((): Shift | null => {
    const { placed: from } = latest.current;
    if (from === null || now.current === null) return null;
    const shift = shiftOf(from, now.current);
    if (over.current !== null) shiftAll(over.current, shift);
    return shift;
  }, [over]);
  const tell = useCallback((): void => {
    clearTimeout(timer.current);
    if (now.current === null) return;
    told.current = now.current;
    latest.current.settle(now.current);
  }, []);
  const moved = useCallback(
    (view: ViewState): void => {
      now.current = view;
      const shift = follow();
      clearTimeout(timer.current);
      const { size: whole } = latest.current;
      const far =
        shift !== null &&
        whole !== null &&
        (Math.abs(shift.x) > whole.width * FAR ||
          Math.abs(shift.y) > whole.height * FAR ||
          Math.abs(Math.log2(shift.scale)) > LEVELS);
      if (far) tell();
      else timer.current = setTimeout(tell, REST_MS);
    },
    [follow, tell],
  );
  // Another view from outside (a key, «whole district»): the hand's is over.
  useLayoutEffect(() => {
    if (placed !== null && !isOwn(placed)) {
      now.current = placed;
      clearTimeout(timer.current);
    }
    follow();
  }, [placed, follow, isOwn]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return { moved, live, isOwn };
}

/** Moves all that has a place (`data-x`, `data-y`, px from the top left); the transform that React set stays. */
function shiftAll(over: HTMLElement, { x, y, scale }: Shift): void {
  const still = x === 0 && y === 0 && scale === 1;
  const [middleX, middleY] = scale === 1 ? [0, 0] : [over.clientWidth / 2, over.clientHeight / 2];
  for (const element of over.querySelectorAll<HTMLElement>('[data-x]')) {
    const dx = x + (Number(element.dataset['x']) - middleX) * (scale - 1);
    const dy = y + (Number(element.dataset['y']) - middleY) * (scale - 1);
    element.style.translate = still ? '' : `${dx}px ${dy}px`;
  }
}
