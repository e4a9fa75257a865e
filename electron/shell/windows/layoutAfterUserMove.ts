import type { Standing } from '../../../shared/layout/afterChange.ts';
import { rememberMove } from '../../../shared/layout/arrange.ts';
import type { Display } from '../../../shared/layout/display.ts';
import { titleBarInside } from '../../../shared/layout/geometry.ts';
import type { Layout } from '../../../shared/layout/layout.ts';
import type { ShellWindow } from './openWindow.ts';
import { isAt } from './placeWindow.ts';

/** The layout with these windows where a person moved them to; null when all are where they are to be. */
export function layoutAfterUserMove(
  { layout, placement }: Standing,
  displays: readonly Display[],
  windows: ReadonlyMap<string, ShellWindow>,
): Layout | null {
  const areas = displays.map(({ workArea }) => workArea);
  let next: Layout | null = null;
  for (const placed of placement.placed) {
    const window = windows.get(placed.id);
    if (window === undefined || window.isDestroyed() || window.isMinimized()) continue;
    if (placed.full || isAt(window, placed.bounds)) continue;
    const bounds = titleBarInside(window.getBounds(), areas);
    next = rememberMove(next ?? layout, displays, { ...placed, bounds });
  }
  return next;
}
