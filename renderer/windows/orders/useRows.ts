import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** Height of a row, rem. */
const ROW_REM = 2.25;
/** Rows drawn beyond the edges, so that a slow frame shows no gap. */
const MARGIN = 8;

/** The part of a long list that is drawn: rows `first` to before `end`, each `height` px. */
export type Rows = {
  ref: RefObject<HTMLDivElement | null>;
  first: number;
  end: number;
  height: number;
  onScroll(): void;
  /** Scrolls until a row is wholly in sight. */
  show(index: number): void;
};

/** Draws of `total` rows of one height only those in sight: a thousand orders scroll like ten. */
export function useRows(total: number): Rows {
  const ref = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, viewport: 0, height: 36 });
  const measure = useCallback(() => {
    const element = ref.current;
    if (element === null) return;
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const next = {
      ...{ top: element.scrollTop, viewport: element.clientHeight },
      height: Math.round(rem * ROW_REM),
    };
    setView((before) =>
      before.top === next.top && before.viewport === next.viewport && before.height === next.height
        ? before
        : next,
    );
  }, []);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [measure]);
  const { top, viewport, height } = view;
  return {
    ...{ ref, height, onScroll: measure },
    first: Math.max(0, Math.min(total, Math.floor(top / height) - MARGIN)),
    end: Math.min(total, Math.ceil((top + viewport) / height) + MARGIN),
    show(index) {
      const element = ref.current;
      if (element === null) return;
      // The head stays over the first row.
      const room = element.clientHeight - height;
      if (index * height < element.scrollTop) element.scrollTop = index * height;
      else if ((index + 1) * height > element.scrollTop + room)
        element.scrollTop = (index + 1) * height - room;
    },
  };
}
