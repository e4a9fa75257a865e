import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { clampOffset, type Frame, isScaled, offsetOf, scrollTopOf } from './scroll.ts';

export type Scroller = {
  ref: RefObject<HTMLDivElement | null>;
  /** Offset into the rows, px. */
  offset: number;
  frame: Frame;
  scrollTo: (offset: number) => void;
  onScroll: () => void;
};

/** Keeps the offset into the rows and the browser's scroll bar in step, scaled where the rows are too tall for it. */
export function useScroller(total: number, rowHeight: number): Scroller {
  const ref = useRef<HTMLDivElement>(null);
  const [viewport, setViewport] = useState(0);
  const [offset, setOffset] = useState(0);
  const frame: Frame = { total, rowHeight, viewport };
  const latest = useRef({ frame, offset, written: 0 });
  latest.current = { ...latest.current, frame, offset };

  const scrollTo = useCallback((wanted: number) => {
    const { frame: now } = latest.current;
    const to = clampOffset(wanted, now);
    latest.current.offset = to;
    setOffset(to);
    const element = ref.current;
    if (element === null) return;
    element.scrollTop = scrollTopOf(to, now);
    // Read back: the browser rounds, and the scroll event that follows must be known as our own.
    latest.current.written = element.scrollTop;
  }, []);

  const onScroll = useCallback(() => {
    const top = ref.current?.scrollTop ?? 0;
    if (Math.abs(top - latest.current.written) < 1) return;
    latest.current.written = top;
    setOffset(offsetOf(top, latest.current.frame));
  }, []);

  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setViewport(element.clientHeight));
    observer.observe(element);
    // In a scaled list one px of scroll bar is many rows: the wheel moves the rows themselves.
    const onWheel = (event: WheelEvent): void => {
      const { frame: now, offset: at } = latest.current;
      if (!isScaled(now) || event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault();
      const unit = event.deltaMode === 1 ? now.rowHeight : event.deltaMode === 2 ? now.viewport : 1;
      scrollTo(at + event.deltaY * unit);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      observer.disconnect();
      element.removeEventListener('wheel', onWheel);
    };
  }, [scrollTo]);

  // Another total or another size: the same rows must stay in view.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the frame changes, with the offset of then
  useLayoutEffect(() => {
    if (viewport > 0) scrollTo(latest.current.offset);
  }, [total, rowHeight, viewport, scrollTo]);

  return { ref, offset, frame, scrollTo, onScroll };
}
