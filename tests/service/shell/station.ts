import { CrashBudget } from '../../../electron/shell/crashBudget.ts';
import { keepScreensOn } from '../../../electron/shell/windows/keepScreensOn.ts';
import type { LayoutStore } from '../../../electron/shell/windows/layoutStore.ts';
import { openWindow } from '../../../electron/shell/windows/openWindow.ts';
import { WindowManager } from '../../../electron/shell/windows/windowManager.ts';
import { type Display, numberDisplays } from '../../../shared/layout/display.ts';
import { EMPTY_BOOK } from '../../../shared/layout/layout.ts';
import { windowSearch } from '../../../shared/layout/windowSearch.ts';
import { type Platform, StandInDesktop } from '../../support/electronStandIn.ts';

/** Long enough for displays to count as settled after a change, and for windows to come to rest; ms. */
export const SETTLED = 10_000;

/** A store that forgets with the test. */
export function memory(): LayoutStore {
  let book = EMPTY_BOOK;
  return {
    read: () => ({ book, state: 'kept' }),
    write: (next) => {
      book = next;
      return true;
    },
  };
}

/** The shell's windows over the stand-in desktop, started; no page has anything to show yet. */
export function startedStation(displays: readonly Display[], store: LayoutStore, platform: Platform) {
  const desktop = new StandInDesktop(displays, platform);
  const power: string[] = [];
  const screens = keepScreensOn({
    start: (kind) => {
      power.push(`on ${kind}`);
      return 7;
    },
    stop: (id) => {
      power.push(`off ${id}`);
      return true;
    },
  });
  const manager = new WindowManager({
    displays: () => numberDisplays(desktop.displays),
    onDisplays: desktop.onDisplays,
    canPosition: platform !== 'wayland',
    service: () => ({ state: 'running', message: '' }),
    open: (placed, callbacks) =>
      openWindow({
        create: () => desktop.open(placed.bounds).shell,
        address: `app://city/${windowSearch(placed)}`,
        ...callbacks,
        budget: new CrashBudget(3, 600_000),
        now: desktop.now,
        later: desktop.later,
        guard: () => undefined,
        askToReload: async () => true,
      }),
    store,
    keepScreensOn: screens,
    now: desktop.now,
    later: desktop.later,
  });
  const living = () => desktop.windows.filter((window) => !window.isDestroyed());
  /** The pages of all windows have something to show. */
  const ready = () => {
    for (const window of living()) window.emit('ready-to-show');
  };
  const switchTo = (profile: Parameters<WindowManager['switchTo']>[0]) => {
    manager.switchTo(profile);
    ready();
    desktop.advance(SETTLED);
  };
  manager.start();
  const windowOf = (id: string) => {
    const found = living().find(({ address }) => address.includes(`slot=${id}`));
    if (found === undefined) throw new Error(`no window ${id}`);
    return found;
  };
  /** Every window as a person sees it: where, how large, full screen or not, and what is on top. */
  const seen = () =>
    desktop.stack.map((window) => ({
      address: window.address.replace(/[?&]kiosk=1/g, ''),
      bounds: window.visibleBounds(),
      full: window.isFullScreen(),
    }));
  const change = (next: readonly Display[]) => {
    desktop.plug(next);
    desktop.advance(SETTLED);
    ready();
    desktop.advance(SETTLED);
  };
  return { desktop, manager, power, living, windowOf, seen, change, switchTo, ready, store };
}

/** The same, shown and at rest. */
export function station(
  displays: readonly Display[],
  store: LayoutStore = memory(),
  platform: Platform = 'windows',
) {
  const started = startedStation(displays, store, platform);
  started.ready();
  started.desktop.advance(SETTLED);
  return started;
}
