import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openLayoutStore } from '../../../electron/shell/windows/layoutStore.ts';
import { readDisplays } from '../../../electron/shell/windows/readDisplays.ts';
import type { Display } from '../../../shared/layout/display.ts';
import { isInside } from '../../../shared/layout/geometry.ts';
import { ProfileId } from '../../../shared/layout/layout.ts';
import { WorkspaceView } from '../../../shared/layout/workspaceView.ts';
import { temporaryFolder } from '../../support/serve.ts';
import { halls } from '../../unit/layout/halls.ts';
import { memory, SETTLED, station } from './station.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
function newFile(): string {
  const folder = temporaryFolder();
  folders.push(folder);
  return join(folder, 'windows.json');
}
const names = Object.keys(halls) as (keyof typeof halls)[];

/** Where windows can be placed at all. */
const placing = ['windows', 'x11'] as const;

describe('the windows of a workstation', () => {
  it('opens one window on a laptop, 日常值守 where there are several displays', () => {
    expect(station(halls.laptop).living()).toHaveLength(1);
    const { manager, windowOf, power } = station(halls.threeFullHd);
    expect(manager.view().active).toBe('daily');
    expect(windowOf('wall-1').isKiosk()).toBe(true);
    expect(windowOf('wall-1').getBounds()).toEqual({ x: 1920, y: 0, width: 1920, height: 1080 });
    expect(windowOf('desk-1').focused).toBe(true);
    expect(power).toEqual(['on prevent-display-sleep']);
  });

  it.each(
    placing.flatMap((platform) =>
      names.flatMap((name) => ProfileId.options.map((which) => [platform, name, which] as const)),
    ),
  )('%s, %s, %s: every window is where it belongs, whatever the scale factors', (platform, name, which) => {
    const { manager, windowOf, desktop, switchTo } = station(halls[name], memory(), platform);
    switchTo(which);
    const view = WorkspaceView.parse(manager.view());
    for (const { id, bounds, kiosk, open } of view.windows) {
      expect(windowOf(id).visibleBounds()).toEqual(bounds);
      expect(windowOf(id).isKiosk()).toBe(kiosk);
      expect(open).toBe(true);
    }
    expect(desktop.stack).toHaveLength(view.windows.length);
  });

  it('uses the windows again when the profile changes, and closes what it has not', () => {
    const { manager, windowOf, living, switchTo } = station(halls.sixMixed);
    const wall = windowOf('wall-1');
    expect(living()).toHaveLength(6);
    switchTo('drill');
    expect(windowOf('wall-1')).toBe(wall);
    expect(manager.view().windows.map(({ id }) => id)).toContain('whistles-2');
    expect(living()).toHaveLength(manager.view().windows.length);
  });

  it('never is without a window while it changes them', () => {
    const { manager, desktop, windowOf, switchTo } = station(halls.laptop);
    manager.openRole('connections', null);
    windowOf('wall-1').close();
    switchTo('drill');
    for (let i = 0; i < 4; i += 1) windowOf('whistles-1').crash('oom');
    switchTo('drill');
    expect(desktop.timesWithoutWindow).toBe(0);
  });

  it('lays the work on top, and guests under it', () => {
    const { desktop, change, switchTo } = station(halls.laptop);
    const order = () => desktop.stack.map(({ address }) => /slot=([\w-]+)/.exec(address)?.[1]);
    switchTo('daily');
    expect(order()).toEqual(['whistles-1', 'wall-1', 'desk-1']);
    change([...halls.laptop, ...halls.ledWall.slice(1)]);
    switchTo('daily');
    change(halls.laptop);
    expect(order()).toEqual(['wall-1', 'whistles-1', 'desk-1']);
  });

  it.each(placing)('%s: ends where it began after any order of pulled and returned cables', (platform) => {
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.constantFrom(...ProfileId.options),
        fc.array(fc.nat(5), { maxLength: 8 }),
        (name, which, order) => {
          const all: readonly Display[] = halls[name];
          const { seen, change, living, switchTo } = station(all, memory(), platform);
          switchTo(which);
          const before = seen();
          const plugged = all.map(() => true);
          for (const cable of order) {
            if (cable >= all.length) continue;
            plugged[cable] = plugged[cable] !== true;
            const left = all.filter((_, index) => plugged[index]);
            change(left);
            if (left.length === 0) continue;
            for (const window of living())
              expect(left.some(({ bounds }) => isInside(window.visibleBounds(), bounds))).toBe(true);
          }
          change(all);
          const plain = (windows: ReturnType<typeof seen>) =>
            [...windows].sort((a, b) => (a.address < b.address ? -1 : 1));
          expect(plain(seen())).toEqual(plain(before));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('tells which windows lost their display and which came back', () => {
    const { manager, change } = station(halls.threeFullHd);
    change(halls.threeFullHd.slice(0, 2));
    expect(manager.view().notes).toEqual([{ code: 'left', windows: ['wall-1'] }]);
    change(halls.threeFullHd);
    expect(manager.view().notes).toContainEqual({ code: 'returned', windows: ['wall-1'] });
  });

  it('lets the screens sleep when no wall is up', () => {
    const { change, power } = station(halls.ledWall);
    change(halls.ledWall.slice(0, 1));
    expect(power).toEqual(['on prevent-display-sleep', 'off 7']);
  });

  it('remembers where a person moved a window, but not where the system shoved it', () => {
    const { desktop, windowOf, change, manager } = station(halls.threeFullHd);
    const place = { x: -1700, y: 120, width: 900, height: 700 };
    windowOf('whistles-1').drag(place);
    desktop.advance(1000);
    change(halls.threeFullHd.slice(1));
    expect(manager.view().windows.find(({ id }) => id === 'whistles-1')?.guest).toBe(true);
    change(halls.threeFullHd);
    expect(windowOf('whistles-1').visibleBounds()).toEqual(place);
  });

  it('keeps a wall that the window manager took out of full screen', () => {
    const { windowOf, desktop } = station(halls.threeFullHd);
    windowOf('wall-1').setKiosk(false);
    desktop.advance(SETTLED);
    expect(windowOf('wall-1').isKiosk()).toBe(true);
  });

  it('makes a wall an ordinary window only when told to', () => {
    const { manager, windowOf, power } = station(halls.threeFullHd);
    windowOf('wall-1').close();
    expect(windowOf('wall-1').isKiosk()).toBe(true);
    manager.leaveKiosk('wall-1');
    expect(windowOf('wall-1').isKiosk()).toBe(false);
    expect(power.at(-1)).toBe('off 7');
    windowOf('wall-1').close();
    expect(manager.view().windows.map(({ id }) => id)).not.toContain('wall-1');
  });

  it('brings a vanished wall back, but not for ever', () => {
    const { windowOf, living, desktop } = station(halls.threeFullHd);
    for (let i = 0; i < 3; i += 1) {
      windowOf('wall-1').destroy();
      expect(windowOf('wall-1').getBounds().x).toBe(1920);
    }
    windowOf('wall-1').destroy();
    expect(
      living()
        .map(({ address }) => address)
        .join(),
    ).not.toContain('wall-1');
    expect(desktop.windows).toHaveLength(6);
  });

  it('a window that gave up is told of, and gets a new life with the next switch', () => {
    const { manager, windowOf, desktop, switchTo } = station(halls.threeFullHd);
    const desk = windowOf('desk-1');
    for (let i = 0; i < 4; i += 1) desk.crash('crashed');
    expect(manager.view().notes).toContainEqual({ code: 'gave-up', window: 'desk-1' });
    switchTo('daily');
    expect(desk.isDestroyed()).toBe(true);
    expect(windowOf('desk-1').visibleBounds()).toEqual({ x: 0, y: 0, width: 1920, height: 1032 });
    expect(desktop.stack).toHaveLength(3);
  });

  it('shows dialogs over an operator window, never over a wall', () => {
    const { manager, windowOf } = station(halls.threeFullHd);
    windowOf('whistles-1').focus();
    expect(manager.operatorWindow()).toBe(windowOf('whistles-1'));
    windowOf('wall-1').focus();
    expect(manager.operatorWindow()).toBe(windowOf('desk-1'));
    windowOf('desk-1').close();
    windowOf('whistles-1').close();
    expect(manager.operatorWindow()).toBeNull();
  });

  it('opens further windows, never over a kiosk wall', () => {
    const { manager, windowOf, ready } = station(halls.threeFullHd);
    expect(manager.openRole('connections', '3')).toBe(true);
    ready();
    expect(windowOf('connections-1').visibleBounds().x).toBe(0);
    expect(windowOf('connections-1').focused).toBe(true);
    expect(manager.openRole('desk', '1')).toBe(true);
    ready();
    expect(windowOf('desk-2').visibleBounds().x).toBe(-1920);
  });
});

describe('what a workstation keeps', () => {
  it('restores the profile and the windows as they were saved', () => {
    const path = newFile();
    const first = station(halls.sixMixed, openLayoutStore(path));
    first.switchTo('drill');
    first.windowOf('desk-1').drag({ x: -1000, y: 0, width: 900, height: 800 });
    first.desktop.advance(1000);
    first.manager.save('drill');
    const second = station([...halls.sixMixed].reverse(), openLayoutStore(path));
    expect(second.manager.view().active).toBe('drill');
    expect(second.windowOf('desk-1').getBounds()).toEqual({ x: -1000, y: 0, width: 900, height: 800 });
    second.manager.adjust('wall-1', { zoom: 1.5, linked: false });
    second.manager.save('drill');
    const third = station(halls.sixMixed, openLayoutStore(path));
    const wall = third.manager.view().windows.find(({ id }) => id === 'wall-1');
    expect([wall?.zoom, wall?.linked, wall?.kiosk]).toEqual([1.5, false, true]);
    second.manager.reset('drill');
    expect(second.windowOf('desk-1').getBounds().width).not.toBe(900);
  });

  it('moves a broken file aside, takes the version before, and says so', () => {
    const path = newFile();
    const { switchTo } = station(halls.threeFullHd, openLayoutStore(path));
    switchTo('meeting');
    switchTo('emergency');
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, 100));
    const again = station(halls.threeFullHd, openLayoutStore(path));
    expect(again.manager.view().active).toBe('meeting');
    expect(again.manager.view().notes).toContainEqual({ code: 'book-previous' });
    expect(existsSync(`${path}.broken`)).toBe(true);

    writeFileSync(path, 'x');
    writeFileSync(`${path}.previous`, '{}');
    const lost = station(halls.threeFullHd, openLayoutStore(path));
    expect(lost.manager.view().notes).toContainEqual({ code: 'book-lost' });
    expect(lost.manager.view().active).toBe('daily');
  });

  it('goes on without a file that can be written', () => {
    const path = newFile();
    writeFileSync(path, '');
    const { manager } = station(halls.threeFullHd, openLayoutStore(join(path, 'no', 'windows.json')));
    expect(manager.view().notes).toContainEqual({ code: 'book-unwritable' });
    expect(manager.view().windows).toHaveLength(3);
  });
});

it("Electron's displays are numbered from the left; what has no size is none", () => {
  const seen = (id: number, x: number, width = 100) => {
    const bounds = { x, y: 0, width, height: 100 };
    return { id, label: 'x', scaleFactor: 0, bounds, workArea: bounds };
  };
  const read = readDisplays([seen(-1, 100), seen(-1, 0), seen(5, 300, 0)], -1);
  expect(read.map(({ id, bounds, scaleFactor }) => [id, bounds.x, scaleFactor])).toEqual([
    ['1', 0, 1],
    ['2', 100, 1],
  ]);
});
