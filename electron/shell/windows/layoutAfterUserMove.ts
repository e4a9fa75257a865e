import type { Rectangle } from 'electron';
import type { Arrangement } from '../../../shared/layout/afterDisplayChange.ts';
import type { Display } from '../../../shared/layout/display.ts';
import { titleBarInside } from '../../../shared/layout/geometry.ts';
import type { Layout } from '../../../shared/layout/layout.ts';
import { rememberMove } from '../../../shared/layout/rememberLayout.ts';

/** The layout after the operator moved these windows; null if none was moved. Bounds by window id, DIP. */
export function layoutAfterUserMove(
  { layout, placement }: Arrangement,
  displays: readonly Display[],
  moved: ReadonlyMap<string, Rectangle>,
): Layout | null {
  const areas = displays.map(({ workArea }) => workArea);
  let next: Layout | null = null;
  for (const placed of placement.placed) {
    const now = moved.get(placed.id);
    if (now === undefined || placed.full) continue;
    next = rememberMove(next ?? layout, displays, { ...placed, bounds: titleBarInside(now, areas) });
  }
  return next;
}
