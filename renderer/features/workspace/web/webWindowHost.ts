import { adjusted, withoutKiosk, withWindow } from '../../../../shared/layout/editLayout.ts';
import { titleBarInside } from '../../../../shared/layout/geometry.ts';
import { layoutFor, withLayout } from '../../../../shared/layout/layoutBook.ts';
import { placeWindows } from '../../../../shared/layout/placeWindows.ts';
import { displayUnder, rememberMove } from '../../../../shared/layout/rememberLayout.ts';
import { ownSlot } from '../../../base/slot.ts';
import { recordRestart } from '../restartBudget.ts';
import type { WindowHost, WindowHostEvent } from '../windowHost.ts';
import { BrowserLayouts } from './browserLayouts.ts';
import { layoutOfOpenWindows } from './layoutOfOpenWindows.ts';
import { isLayoutKey, type LayoutInForce } from './layoutStorage.ts';
import { moveToPlace } from './moveToPlace.ts';
import { openMissingWindows } from './openMissingWindows.ts';
import { giveUpSlot } from './otherWindows.ts';
import { ownBounds, ownOuterBounds, ownPosition } from './ownBounds.ts';
import { claimWindowId, post, subscribe } from './presence.ts';
import { openScreens, placing, webDisplays } from './screens.ts';
import { unresponsiveWindows, watchUnresponsive } from './unresponsiveWindows.ts';
import { watchUserMoves } from './watchUserMoves.ts';
import { webView } from './webView.ts';
import { isAt } from './windowFrame.ts';

/**
 * The window host over the browser. No window is the master: the layout in force lies in the profile's storage, where each
 * window reads its own place and moves there, also when displays come and go. Only the window in which the operator asked
 * for it opens further windows, since browsers require a user action for that.
 */
export function webWindowHost(): WindowHost {
  const listeners: ((event: WindowHostEvent) => void)[] = [];
  const layouts = new BrowserLayouts();
  /** The place that this window was moved to last. */
  let lastPlace = '';
  const emit = (event: WindowHostEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const changed = (): void => {
    post({ kind: 'changed' });
    emit('changed');
  };
  /** Puts a layout in force and opens the windows that are missing. */
  const apply = async (next: LayoutInForce): Promise<void> => {
    layouts.putInForce(next);
    const { placed } = placeWindows(next.layout, webDisplays());
    const missing = await openMissingWindows(placed, (await placing()) === 'granted', webDisplays());
    claimWindowId(ownSlot());
    layouts.dropNote('blocked');
    changed();
    const blocked = await missing();
    if (blocked.length === 0) return;
    layouts.note({ code: 'blocked', windows: blocked });
    emit('changed');
  };

  subscribe((message) => {
    const { kind } = message;
    if (kind === 'changed' || kind === 'identify') emit(kind);
    const id = ownSlot();
    if (kind === 'ask-position' && id !== null) post({ kind: 'position', id, position: ownPosition() });
    if (kind === 'give-up-slot' && message.id === id) giveUpSlot();
  });
  // Windows are separate processes: what one of them stored may reach another after its message did.
  window.addEventListener('storage', ({ key }) => {
    if (key !== null && isLayoutKey(key)) emit('changed');
  });
  const onDisplaysChanged = (): void => {
    userMoves.ignoreForAWhile();
    emit('changed');
  };
  void openScreens(false, onDisplaysChanged).then(() => emit('changed'));
  claimWindowId(ownSlot());
  watchUnresponsive(() => emit('changed'));
  /** Where the operator put this window becomes its place in the layout in force; the saved profile does not change. */
  const userMoves = watchUserMoves(() => {
    const bounds = ownOuterBounds();
    const now = layouts.inForce();
    const displays = webDisplays();
    const own = placeWindows(now.layout, displays).placed.find(({ id }) => id === ownSlot());
    if (own === undefined || own.full || isAt(bounds, own.bounds)) return;
    const inside = titleBarInside(
      bounds,
      displays.map(({ workArea }) => workArea),
    );
    const layout = rememberMove(now.layout, displays, { ...own, bounds: inside });
    if (layout === now.layout) return;
    layouts.putInForce({ ...now, layout });
    changed();
  });

  return {
    view: () => webView(layouts, () => emit('changed')),
    onEvent: (listener) => {
      listeners.push(listener);
    },
    switchTo: async (profile) => {
      await openScreens(false, onDisplaysChanged);
      const { layout, origin } = layoutFor(layouts.book(), profile, webDisplays());
      layouts.saveBook({ ...withLayout(layouts.book(), profile, layout, origin), active: profile });
      await apply({ turn: layouts.inForce().turn + 1, active: profile, layout });
    },
    save: async (profile) => {
      const { turn, layout } = layouts.inForce();
      const saved = await layoutOfOpenWindows(layout);
      layouts.saveBook({ ...withLayout(layouts.book(), profile, saved, 'saved'), active: profile });
      layouts.putInForce({ turn, active: profile, layout: saved });
      changed();
    },
    reset: async (profile) => {
      const { [profile]: _, ...profiles } = layouts.book().profiles;
      layouts.saveBook({ ...layouts.book(), profiles });
      const { turn, active } = layouts.inForce();
      if (active !== profile) return changed();
      const { layout } = layoutFor(layouts.book(), profile, webDisplays());
      await apply({ turn: turn + 1, active, layout });
    },
    openRole: async (role, display) => {
      const now = layouts.inForce();
      const added = withWindow(now.layout, role, display, webDisplays());
      if (added === null) return false;
      await apply({ ...now, layout: added.layout });
      return true;
    },
    adjust: async (id, change) => {
      const now = layouts.inForce();
      layouts.putInForce({ ...now, layout: adjusted(now.layout, id, change) });
      changed();
    },
    leaveKiosk: async (id) => {
      const now = layouts.inForce();
      await apply({ ...now, layout: withoutKiosk(now.layout, id) });
    },
    identify: async () => {
      post({ kind: 'identify' });
      emit('identify');
    },
    // A browser would have to ask the operator first; the page's own sound and marks serve there.
    notify: async () => undefined,
    allowPlacing: async () => {
      await openScreens(true, onDisplaysChanged);
      changed();
    },
    restartPage: async () => {
      if (!recordRestart(Date.now())) return false;
      location.reload();
      return true;
    },
    unresponsive: unresponsiveWindows,
    ownDisplay: ({ displays }) => displayUnder(ownBounds(), displays)?.id ?? null,
    moveToPlace: async (place) => {
      if ((await placing()) !== 'granted') return;
      // A change in another window must not pull this one away while the operator drags it.
      const wanted = JSON.stringify([place.bounds, place.full]);
      if (wanted === lastPlace && userMoves.inProgress()) return;
      lastPlace = wanted;
      userMoves.pause();
      try {
        await moveToPlace(place, (needed) => emit(needed ? 'activation-needed' : 'activation-done'));
      } finally {
        userMoves.resume();
      }
    },
    closeWindow: () => {
      close();
      // A tab that no page opened stays open, as a window outside of the layout.
      giveUpSlot();
    },
  };
}
