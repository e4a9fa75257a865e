import { captureLayout, displayUnder, rememberMove } from '../../../../shared/layout/arrange.ts';
import { layoutFor, withLayout } from '../../../../shared/layout/book.ts';
import {
  adjusted,
  singleWindow,
  withoutKiosk,
  withoutWindows,
  withWindow,
} from '../../../../shared/layout/edit.ts';
import { titleBarInside } from '../../../../shared/layout/geometry.ts';
import type { HallNote, HallView } from '../../../../shared/layout/hallView.ts';
import { type LayoutBook, ProfileId } from '../../../../shared/layout/layout.ts';
import { placeWindows } from '../../../../shared/layout/placeWindows.ts';
import { ownSlot } from '../../../base/slot.ts';
import { allowedRestart } from '../restartBudget.ts';
import type { WindowHost, WindowHostEvent } from '../windowHost.ts';
import { asGuest } from './guestCorner.ts';
import { isOurs, keepBook, keepStanding, loadBook, loadStanding, type WebStanding } from './layoutStorage.ts';
import { ownBounds, ownOuter, ownPlace, settleOwn } from './movement.ts';
import { openMissing } from './openMissingWindows.ts';
import { leaveSlot, whereabouts } from './otherWindows.ts';
import { claim, hear, present, say } from './presence.ts';
import { openScreens, placing, webDisplays } from './screens.ts';
import { silentWindows, watchSilence } from './unresponsiveWindows.ts';
import { watchDeaths } from './watchOpenWindows.ts';
import { watchMoves } from './watchUserMoves.ts';
import { isAt } from './windowFrame.ts';

/**
 * The desk over the browser. No window is the master: the layout in force lies in the profile's storage, where each window
 * reads its own place and goes there, also when displays come and go. Only opening further windows is the business of the
 * window in which the operator asked for it, since browsers want a person's act for that.
 */
export function webDesk(): WindowHost {
  const listeners: ((event: WindowHostEvent) => void)[] = [];
  let notes: HallNote[] = [];
  /** The place that this window was brought to last. */
  let settled = '';
  const tell = (event: WindowHostEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const changed = (): void => {
    say({ kind: 'changed' });
    tell('changed');
  };
  const note = (...added: HallNote[]): void => {
    notes = [...notes.filter(({ code }) => added.every((each) => each.code !== code)), ...added];
  };
  const book = (): LayoutBook => {
    const { book: kept, state } = loadBook();
    if (state === 'previous') note({ code: 'book-previous' });
    if (state === 'lost') note({ code: 'book-lost' });
    return kept;
  };
  const keep = (next: LayoutBook): void => {
    if (!keepBook(next)) note({ code: 'book-unwritable' });
  };
  const standing = (): WebStanding =>
    loadStanding() ?? { turn: 0, active: null, layout: singleWindow('wall', webDisplays()) };
  /** Puts a layout in force and opens what is missing of it. */
  const enforce = async (next: WebStanding): Promise<void> => {
    keepStanding(next);
    const { placed } = placeWindows(next.layout, webDisplays());
    const arrival = await openMissing(placed, (await placing()) === 'granted', webDisplays());
    claim(ownSlot());
    notes = notes.filter(({ code }) => code !== 'blocked');
    changed();
    const blocked = await arrival();
    if (blocked.length === 0) return;
    note({ code: 'blocked', windows: blocked });
    tell('changed');
  };

  hear((message) => {
    const { kind } = message;
    if (kind === 'changed' || kind === 'identify') tell(kind);
    const id = ownSlot();
    if (kind === 'where' && id !== null) say({ kind: 'here', id, place: ownPlace() });
    if (kind === 'leave' && message.id === id) leaveSlot();
  });
  // Windows live in processes of their own: what one wrote may reach another after its message did.
  window.addEventListener('storage', ({ key }) => {
    if (key !== null && isOurs(key)) tell('changed');
  });
  /** Displays came, went or changed. */
  const onScreens = (): void => {
    moves.shoved();
    tell('changed');
  };
  void openScreens(false, onScreens).then(() => tell('changed'));
  claim(ownSlot());
  watchSilence(() => tell('changed'));
  /** Where a person put this window is its place in the layout in force; the kept profile stays as it was saved. */
  const moves = watchMoves(() => {
    const bounds = ownOuter();
    const now = standing();
    const displays = webDisplays();
    const own = placeWindows(now.layout, displays).placed.find(({ id }) => id === ownSlot());
    if (own === undefined || own.full || isAt(bounds, own.bounds)) return;
    const inside = titleBarInside(
      bounds,
      displays.map(({ workArea }) => workArea),
    );
    const layout = rememberMove(now.layout, displays, { ...own, bounds: inside });
    if (layout === now.layout) return;
    keepStanding({ ...now, layout });
    changed();
  });

  return {
    view: async (): Promise<HallView> => {
      const { turn, active, layout } = standing();
      const displays = webDisplays();
      const { placed, parked } = placeWindows(layout, displays);
      const open = await present();
      const laidOut = placed.map(({ id }) => id).filter((id) => open.has(id));
      watchDeaths(new Set(active === null ? [] : laidOut), () => tell('changed'));
      const guests = placed.filter(({ guest }) => guest).map(({ id }) => id);
      const kept = book();
      return {
        placing: await placing(),
        displays,
        active,
        turn,
        profiles: ProfileId.options.map((id) => ({ id, origin: kept.profiles[id]?.origin ?? 'made' })),
        // Before any profile was chosen, what is open is what it is.
        windows:
          active === null
            ? []
            : placed.map((window) => ({ ...asGuest(window, displays), open: open.has(window.id) })),
        parked: active === null ? [] : parked,
        notes: [
          ...notes.filter((each) => each.code !== 'blocked' || each.windows.some((id) => !open.has(id))),
          ...(guests.length > 0 && active !== null ? [{ code: 'left' as const, windows: guests }] : []),
        ],
      };
    },
    onEvent: (listener) => {
      listeners.push(listener);
    },
    switchTo: async (profile) => {
      await openScreens(false, onScreens);
      const kept = layoutFor(book(), profile, webDisplays());
      keep({ ...withLayout(book(), profile, kept.layout, kept.origin), active: profile });
      await enforce({ turn: standing().turn + 1, active: profile, layout: kept.layout });
    },
    save: async (profile) => {
      const { turn, layout } = standing();
      const displays = webDisplays();
      const open = await present();
      const { placed, parked } = placeWindows(layout, displays);
      const places = await whereabouts(open);
      const now = placed.map((window) => {
        const bounds = window.full ? undefined : places.get(window.id)?.bounds;
        const display = bounds === undefined ? null : displayUnder(bounds, displays);
        return bounds === undefined || display === null ? window : { ...window, bounds, display: display.id };
      });
      const closed = placed.map(({ id }) => id).filter((id) => !open.has(id));
      const saved = withoutWindows(captureLayout(layout, { placed: now, parked }, displays), closed);
      keep({ ...withLayout(book(), profile, saved, 'saved'), active: profile });
      keepStanding({ turn, active: profile, layout: saved });
      changed();
    },
    reset: async (profile) => {
      const { [profile]: _, ...profiles } = book().profiles;
      keep({ ...book(), profiles });
      const { turn, active } = standing();
      if (active !== profile) return changed();
      const { layout } = layoutFor(book(), profile, webDisplays());
      await enforce({ turn: turn + 1, active, layout });
    },
    openRole: async (role, display) => {
      const now = standing();
      const added = withWindow(now.layout, role, display, webDisplays());
      if (added === null) return false;
      await enforce({ ...now, layout: added.layout });
      return true;
    },
    adjust: async (id, change) => {
      const now = standing();
      keepStanding({ ...now, layout: adjusted(now.layout, id, change) });
      changed();
    },
    leaveKiosk: async (id) => {
      const now = standing();
      await enforce({ ...now, layout: withoutKiosk(now.layout, id) });
    },
    identify: async () => {
      say({ kind: 'identify' });
      tell('identify');
    },
    allowPlacing: async () => {
      await openScreens(true, onScreens);
      changed();
    },
    restartThis: async () => {
      if (!allowedRestart(Date.now())) return false;
      location.reload();
      return true;
    },
    silent: silentWindows,
    here: ({ displays }) => displayUnder(ownBounds(), displays)?.id ?? null,
    settleThis: async (place) => {
      if ((await placing()) !== 'granted') return;
      // News of other windows must not pull this one out of a person's hand.
      const wanted = JSON.stringify([place.bounds, place.full]);
      if (wanted === settled && moves.inHand()) return;
      settled = wanted;
      moves.hold();
      try {
        await settleOwn(place, (wanted) => tell(wanted ? 'act-wanted' : 'act-done'));
      } finally {
        moves.go();
      }
    },
    closeThis: () => {
      close();
      // A tab that no page opened stays, as a window that nobody laid out.
      leaveSlot();
    },
  };
}
