import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { select } from '../../live/link/filters.ts';
import type { DeskQueue } from '../../live/queries/deskQueue.ts';
import { offsetToShow } from './scroll.ts';
import type { Scroller } from './useScroller.ts';

/** The detail follows the cursor only when it rests: walking down a list must not ask for every case on the way. */
const FOLLOW_MS = 140;

export type QueueCursor = {
  /** Row of the cursor, within the list. */
  at: number;
  /** Moves it to a row, scrolls the row into view and gives it the focus. */
  goTo: (index: number) => void;
  /** Back to the first row, without taking the focus. */
  toTop: () => void;
  focusRow: (index: number) => void;
  /** Call before a new snapshot is read; the result puts the cursor on the same case in the new snapshot. */
  keepCase: (scrollAlong: boolean) => () => void;
};

/** The cursor of the queue: it follows the selected case of linked windows, and the detail follows it. */
export function useQueueCursor(parts: {
  queue: DeskQueue;
  total: number;
  scroller: Scroller;
  selectedId: string | null;
  rootRef: RefObject<HTMLElement | null>;
}): QueueCursor {
  const { queue, total, scroller, selectedId, rootRef } = parts;
  const [cursor, setCursor] = useState(0);
  const cursorId = useRef<string | null>(selectedId);
  const at = Math.min(cursor, Math.max(0, total - 1));

  const focusRow = useCallback(
    (index: number) => {
      // After this drawing: the row may only now come into the document.
      requestAnimationFrame(() =>
        rootRef.current
          ?.querySelector<HTMLElement>(`[data-index="${index}"]`)
          ?.focus({ preventScroll: true }),
      );
    },
    [rootRef],
  );

  // With the pane open, the case under the resting cursor is the one shown.
  const rowId = queue.row(at)?.id ?? null;
  const paneOpen = selectedId !== null;
  const moved = useRef(at);
  useEffect(() => {
    if (moved.current === at) return;
    moved.current = at;
    if (rowId !== null) cursorId.current = rowId;
    if (!paneOpen || rowId === null) return;
    const timer = setTimeout(() => select(rowId), FOLLOW_MS);
    return () => clearTimeout(timer);
  }, [at, rowId, paneOpen]);
  // Another window selected a case: the cursor goes to it where it is loaded.
  useEffect(() => {
    const found = selectedId === null ? -1 : queue.indexOf(selectedId);
    if (found < 0) return;
    moved.current = found;
    cursorId.current = selectedId;
    setCursor(found);
  }, [selectedId, queue]);

  return {
    at,
    goTo: (index) => {
      setCursor(index);
      cursorId.current = queue.row(index)?.id ?? null;
      scroller.scrollTo(offsetToShow(index, scroller.offset, scroller.frame));
      focusRow(index);
    },
    toTop: () => {
      setCursor(0);
      scroller.scrollTo(0);
    },
    focusRow,
    keepCase: (scrollAlong) => {
      const before = { index: at, id: cursorId.current, offset: scroller.offset };
      return () => {
        const found = before.id === null ? -1 : queue.indexOf(before.id);
        if (found < 0) return;
        setCursor(found);
        if (scrollAlong && before.offset > 0)
          scroller.scrollTo(before.offset + (found - before.index) * scroller.frame.rowHeight);
      };
    },
  };
}
