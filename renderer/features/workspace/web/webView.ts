import { ProfileId } from '../../../../shared/layout/layout.ts';
import { placeWindows } from '../../../../shared/layout/placeWindows.ts';
import type { WorkspaceView } from '../../../../shared/layout/workspaceView.ts';
import type { BrowserLayouts } from './browserLayouts.ts';
import { inGuestCorner } from './guestCorner.ts';
import { openWindowIds } from './presence.ts';
import { placing, webDisplays } from './screens.ts';
import { watchOpenWindows } from './watchOpenWindows.ts';

/**
 * What the panel 「窗口布局」 shows in a browser. `onClosed` is called when one of the open windows closes or crashes, since
 * the browser sends no event.
 */
export async function webView(layouts: BrowserLayouts, onClosed: () => void): Promise<WorkspaceView> {
  const { turn, active, layout } = layouts.inForce();
  const displays = webDisplays();
  const { placed, parked } = placeWindows(layout, displays);
  const open = await openWindowIds();
  const laidOut = placed.map(({ id }) => id).filter((id) => open.has(id));
  watchOpenWindows(new Set(active === null ? [] : laidOut), onClosed);
  const guests = placed.filter(({ guest }) => guest).map(({ id }) => id);
  const { profiles } = layouts.book();
  return {
    placing: await placing(),
    service: null,
    displays,
    active,
    turn,
    profiles: ProfileId.options.map((id) => ({ id, origin: profiles[id]?.origin ?? 'made' })),
    // Before any profile was chosen, no window belongs to a layout.
    windows:
      active === null
        ? []
        : placed.map((window) => ({ ...inGuestCorner(window, displays), open: open.has(window.id) })),
    parked: active === null ? [] : parked,
    notes: [
      ...layouts.notes.filter((note) => note.code !== 'blocked' || note.windows.some((id) => !open.has(id))),
      ...(guests.length > 0 && active !== null ? [{ code: 'left' as const, windows: guests }] : []),
    ],
  };
}
