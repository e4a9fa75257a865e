import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { Size } from './useElementSize.ts';
import type { ViewState } from './view.ts';
import { type Shift, shiftOf } from './viewShift.ts';

/** After this long without a movement the overlay is laid out again. Longer than a frame takes on a slow machine; ms. */
const IDLE_MS = 180;
/** While the map still moves, the overlay is laid out again beyond this share of the map or this many zoom levels. */
const MAX_SHIFT = 0.2;
const MAX_ZOOM_LEVELS = 0.4;

/**
 * Moves names, times and rings with the map while a person pans or zooms. The compositor moves each element, so that
 * nothing is laid out or painted; one layer for all of them would have to be blended whole for every frame.
 * `laidOutView` is the view for which the overlay was laid out; `publishView` asks React to lay it out for another one.
 */
export function useOverlayMotion(
  overlay: RefObject<HTMLDivElement | null>,
  laidOutView: ViewState | null,
  size: Size | null,
  publishView: (view: ViewState) => void,
): {
  onMove: (view: ViewState) => void;
  currentView: () => ViewState | null;
  isOwn: (view: ViewState) => boolean;
} {
  const now = useRef<ViewState | null>(null);
  const published = useRef<ViewState | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef({ laidOutView, size, publishView });
  latest.current = { laidOutView, size, publishView };
  const isOwn = useCallback((view: ViewState): boolean => view === published.current, []);
  const currentView = useCallback((): ViewState | null => now.current ?? latest.current.laidOutView, []);

  const shiftOverlay = useCallback((): Shift | null => {
    const from = latest.current.laidOutView;
    if (from === null || now.current === null) return null;
    const shift = shiftOf(from, now.current);
    if (overlay.current !== null) shiftAll(overlay.current, shift);
    return shift;
  }, [overlay]);
  const publish = useCallback((): void => {
    clearTimeout(timer.current);
    if (now.current === null) return;
    published.current = now.current;
    latest.current.publishView(now.current);
  }, []);
  const onMove = useCallback(
    (view: ViewState): void => {
      now.current = view;
      const shift = shiftOverlay();
      clearTimeout(timer.current);
      const mapSize = latest.current.size;
      const far =
        shift !== null &&
        mapSize !== null &&
        (Math.abs(shift.x) > mapSize.width * MAX_SHIFT ||
          Math.abs(shift.y) > mapSize.height * MAX_SHIFT ||
          Math.abs(Math.log2(shift.scale)) > MAX_ZOOM_LEVELS);
      if (far) publish();
      else timer.current = setTimeout(publish, IDLE_MS);
    },
    [shiftOverlay, publish],
  );
  // A view from elsewhere (a key, «whole district») replaces the one that the pointer made.
  useLayoutEffect(() => {
    if (laidOutView !== null && !isOwn(laidOutView)) {
      now.current = laidOutView;
      clearTimeout(timer.current);
    }
    shiftOverlay();
  }, [laidOutView, shiftOverlay, isOwn]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return { onMove, currentView, isOwn };
}

/** Moves all that has a place (`data-x`, `data-y`, px from the top left); the transform that React set stays. */
function shiftAll(overlay: HTMLElement, { x, y, scale }: Shift): void {
  const still = x === 0 && y === 0 && scale === 1;
  const [middleX, middleY] = scale === 1 ? [0, 0] : [overlay.clientWidth / 2, overlay.clientHeight / 2];
  for (const element of overlay.querySelectorAll<HTMLElement>('[data-x]')) {
    const dx = x + (Number(element.dataset['x']) - middleX) * (scale - 1);
    const dy = y + (Number(element.dataset['y']) - middleY) * (scale - 1);
    element.style.translate = still ? '' : `${dx}px ${dy}px`;
  }
}
