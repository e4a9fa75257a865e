import { describe, expect, it } from 'vitest';
import { halls } from '../../unit/layout/halls.ts';
import { memory, SETTLED, startedStation, station } from './station.ts';

/** What Electron's windows do on each system, beside what was asked of them. */
describe('full screen on Windows, which tells of a change before it happens', () => {
  /** 日常值守 where the wall fills its display without being a kiosk. */
  function withFullWindow() {
    const store = memory();
    station(halls.threeFullHd, store, 'windows').manager.save('daily');
    const { book } = store.read();
    const layout = book.profiles.daily?.layout ?? { displays: [], windows: [] };
    const windows = layout.windows.map((window) => ({ ...window, kiosk: false }));
    store.write({ ...book, profiles: { daily: { layout: { ...layout, windows }, origin: 'saved' } } });
    return station(halls.threeFullHd, store, 'windows');
  }

  it('ends when a wall leaves full screen, and the wall is full again', () => {
    const { windowOf, desktop } = station(halls.threeFullHd, memory(), 'windows');
    windowOf('wall-1').setFullScreen(false);
    desktop.advance(SETTLED);
    expect(windowOf('wall-1').isFullScreen()).toBe(true);
  });

  it('ends when a window that fills its display without being a kiosk leaves full screen', () => {
    const { windowOf, desktop } = withFullWindow();
    expect(windowOf('wall-1').isFullScreen()).toBe(true);
    windowOf('wall-1').setFullScreen(false);
    desktop.advance(SETTLED);
    expect(windowOf('wall-1').isFullScreen()).toBe(true);
  });

  it('leaves a window alone that fills its display already', () => {
    const { windowOf, desktop, manager } = withFullWindow();
    const told: string[] = [];
    windowOf('wall-1').on('leave-full-screen', () => told.push('leave'));
    manager.adjust('desk-1', { zoom: 1.5, linked: true });
    desktop.advance(SETTLED);
    expect(told).toEqual([]);
  });

  it('has its way when it takes a wall out of full screen again and again', () => {
    const { windowOf, desktop } = station(halls.threeFullHd, memory(), 'windows');
    for (let times = 0; times < 3; times += 1) {
      windowOf('wall-1').setFullScreen(false);
      desktop.advance(1000);
      expect(windowOf('wall-1').isFullScreen()).toBe(true);
    }
    windowOf('wall-1').setFullScreen(false);
    desktop.advance(SETTLED);
    expect(windowOf('wall-1').isFullScreen()).toBe(false);
  });
});

describe('the frame that X11 draws around a window', () => {
  it('is not taken for a move by a person', () => {
    const store = memory();
    const first = station(halls.threeFullHd, store, 'windows');
    first.windowOf('desk-1').drag({ x: 300, y: 200, width: 800, height: 600 });
    first.desktop.advance(SETTLED);
    first.manager.save('daily');
    const saved = first.manager.view().windows;
    expect(station(halls.threeFullHd, store, 'x11').manager.view().windows).toEqual(saved);
  });

  /** A desk that takes a part of the work area, so that its frame is known. */
  function withFreeDesk() {
    const store = memory();
    const first = station(halls.threeFullHd, store, 'x11');
    first.windowOf('desk-1').drag({ x: 300, y: 200, width: 800, height: 600 });
    first.desktop.advance(SETTLED);
    first.manager.save('daily');
    return station(halls.threeFullHd, store, 'x11');
  }
  const place = { x: 200, y: 100, width: 900, height: 700 };

  it('ends where the window was to end, also for a part of the work area', () => {
    const { windowOf, desktop, manager, change } = withFreeDesk();
    const deskBounds = () => manager.view().windows.find(({ id }) => id === 'desk-1')?.bounds;
    expect(windowOf('desk-1').visibleBounds()).toEqual(deskBounds());
    windowOf('desk-1').drag(place);
    desktop.advance(SETTLED);
    expect(deskBounds()).toEqual(place);
    change(halls.threeFullHd.slice(1));
    change(halls.threeFullHd);
    expect(windowOf('desk-1').visibleBounds()).toEqual(place);
    expect(deskBounds()).toEqual(place);
  });

  it('does not make windows creep when a layout is saved and restored', () => {
    const { store, windowOf, desktop, manager } = withFreeDesk();
    windowOf('desk-1').drag(place);
    desktop.advance(SETTLED);
    manager.save('daily');
    for (let times = 0; times < 3; times += 1) {
      const next = station(halls.threeFullHd, store, 'x11');
      expect(next.windowOf('desk-1').visibleBounds()).toEqual(place);
      next.manager.save('daily');
    }
  });

  it('fits into the work area where a window fills it: the window is maximised', () => {
    const { windowOf } = station(halls.threeFullHd, memory(), 'x11');
    expect(windowOf('desk-1').isMaximized()).toBe(true);
    expect(windowOf('wall-1').isMaximized()).toBe(false);
  });
});

describe('a Wayland session, where no program may place windows', () => {
  it('keeps the layout although every window says that it lies at 0,0', () => {
    const placeable = station(halls.threeFullHd, memory(), 'windows');
    const { manager, desktop, windowOf } = station(halls.threeFullHd, memory(), 'wayland');
    windowOf('desk-1').drag({ x: 300, y: 300, width: 500, height: 400 });
    desktop.advance(SETTLED);
    manager.save('daily');
    expect(manager.view().windows).toEqual(placeable.manager.view().windows);
  });

  it('fills displays with walls, and says what it cannot do', () => {
    const { manager, windowOf, switchTo } = station(halls.threeFullHd, memory(), 'wayland');
    expect(windowOf('wall-1').isFullScreen()).toBe(true);
    switchTo('meeting');
    expect(manager.view().notes).toEqual([{ code: 'no-positions' }]);
    expect(station(halls.threeFullHd, memory(), 'x11').manager.view().notes).toEqual([]);
  });
});

describe('the keyboard after the start', () => {
  it.each(['windows', 'x11'] as const)('%s: is with the first operator window, and no wall', (platform) => {
    const { windowOf } = station(halls.threeFullHd, memory(), platform);
    expect(windowOf('desk-1').isFocused()).toBe(true);
    expect(windowOf('wall-1').isFocused()).toBe(false);
  });

  it('is there whichever window is shown last', () => {
    for (const last of ['wall-1', 'desk-1', 'whistles-1']) {
      const { windowOf, living, desktop } = startedStation(halls.threeFullHd, memory(), 'x11');
      for (const window of living()) if (window !== windowOf(last)) window.emit('ready-to-show');
      windowOf(last).emit('ready-to-show');
      desktop.advance(SETTLED);
      expect(windowOf('desk-1').isFocused()).toBe(true);
    }
  });

  it('comes back from a wall that the desktop activates as it appears, not from one that a person clicks later', () => {
    const { windowOf, desktop, ready, manager } = station(halls.threeFullHd, memory(), 'x11');
    manager.switchTo('emergency');
    ready();
    windowOf('wall-1').focus();
    expect(windowOf('wall-1').isFocused()).toBe(false);
    desktop.advance(SETTLED);
    windowOf('wall-1').focus();
    expect(windowOf('wall-1').isFocused()).toBe(true);
  });
});

describe('displays that wake', () => {
  it('one after the other, two seconds apart: windows neither go nor come', () => {
    const { desktop, manager, seen, living } = station(halls.ledWall, memory(), 'x11');
    const before = { seen: seen(), windows: living(), view: manager.view() };
    desktop.plug(halls.ledWall.slice(0, 1));
    desktop.advance(1900);
    desktop.plug(halls.ledWall);
    desktop.advance(SETTLED);
    expect(living()).toEqual(before.windows);
    expect(manager.view()).toEqual(before.view);
    const byAddress = (windows: typeof before.seen) =>
      [...windows].sort((a, b) => (a.address < b.address ? -1 : 1));
    expect(byAddress(seen())).toEqual(byAddress(before.seen));
  });

  it('are followed by moves of the system, which are undone and not remembered', () => {
    const { desktop, windowOf, manager } = station(halls.threeFullHd, memory(), 'windows');
    const before = manager.view().windows;
    desktop.plug(halls.threeFullHd);
    desktop.advance(2500);
    windowOf('desk-1').moveBySystem({ x: 300, y: 200, width: 0, height: 0 });
    desktop.advance(SETTLED);
    expect(manager.view().windows).toEqual(before);
    expect(windowOf('desk-1').visibleBounds()).toEqual(before.find(({ id }) => id === 'desk-1')?.bounds);
  });
});

it('a destroyed window is not touched again', () => {
  const { windowOf, desktop, manager } = station(halls.threeFullHd, memory(), 'x11');
  windowOf('desk-1').drag({ x: 10, y: 10, width: 500, height: 400 });
  windowOf('desk-1').destroy();
  windowOf('wall-1').setFullScreen(false);
  windowOf('wall-1').destroy();
  expect(() => desktop.advance(SETTLED)).not.toThrow();
  manager.send('changed');
  manager.end();
});
