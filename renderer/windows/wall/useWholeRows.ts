import { type RefObject, useEffect, useRef, useState } from 'react';

/**
 * For a list that shows whole rows only (`.whole-rows` in lists.module.css): how many of its rows can be seen at once. `rows` is
 * whatever changes when rows come, go or get other heights. Measured in the turn of a ResizeObserver, when the layout
 * stands anyway. A list that is left by pointer and focus goes back to its first rows: nobody at a wall would.
 */
export function useWholeRows<E extends HTMLElement>(rows: unknown): [RefObject<E | null>, number] {
  const ref = useRef<E>(null);
  const [whole, setWhole] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `rows` says when to measure again
  useEffect(() => {
    const list = ref.current;
    if (list === null) return;
    const watch = new ResizeObserver(() => setWhole(wholeIn(list)));
    watch.observe(list);
    const back = (event: PointerEvent | FocusEvent): void => {
      const inside = event.relatedTarget instanceof Node && list.contains(event.relatedTarget);
      if (!inside && !list.matches(event.type === 'focusout' ? ':hover' : ':focus-within'))
        list.scrollTop = 0;
    };
    list.addEventListener('pointerleave', back);
    list.addEventListener('focusout', back);
    return () => {
      watch.disconnect();
      list.removeEventListener('pointerleave', back);
      list.removeEventListener('focusout', back);
    };
  }, [rows]);
  return [ref, whole];
}

/** Rows that fit, counted from the first one, so that scrolling changes nothing. */
function wholeIn(list: HTMLElement): number {
  const box = list.getBoundingClientRect();
  const head = list.querySelector('thead')?.getBoundingClientRect().height ?? 0;
  const rows = [...list.querySelectorAll('li, tbody tr')].map((row) => row.getBoundingClientRect());
  const top = rows[0]?.top ?? 0;
  // Half a pixel: browsers place boxes at fractions of one.
  return rows.filter(
    ({ bottom, right }) => bottom - top <= box.height - head + 0.5 && right <= box.right + 0.5,
  ).length;
}
