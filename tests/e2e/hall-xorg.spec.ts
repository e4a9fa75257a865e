import { mkdirSync, writeFileSync } from 'node:fs';
import { xorgObstacle } from '../../build/scripts/xorg.ts';
import { coloursIn, writePng } from './support/desktopPicture.ts';
import { Workstation } from './support/driver/workstation.ts';
import { expect, picturesDir, soon, test } from './support/fixtures.ts';
import { qinhuaiHall } from './support/halls.ts';
import { qinhuaiRows } from './support/upstreamRows.ts';
import { XorgDesktop } from './support/xorg.ts';

const executablePath = process.env['CITYWHISTLE_CHROMIUM'] ?? '/usr/bin/chromium';
/** A desk of two unequal monitors and a wall. The driver names them DUMMY0 … from the left. */
const screens = [
  { width: 1600, height: 900 },
  { width: 1280, height: 1024 },
  { width: 1920, height: 1080 },
];
const obstacle = xorgObstacle();

const wall = { shows: '态势大屏', display: 'DUMMY2', full: true, kiosk: true, linked: true };
const desk = { shows: '案件台', display: 'DUMMY0', full: false, kiosk: false, linked: true };
/** All of the wall's monitor. */
const whole = { x: 2880, y: 0, width: 1920, height: 1080 };
const whistles = { shows: '吹哨台', display: 'DUMMY1', full: false, kiosk: false, linked: true };
/** Where nothing is drawn there is one colour; text alone makes dozens. */
const SOMETHING = 100;

test.describe('windows on the monitors of a desktop', () => {
  test.skip(obstacle !== null, `No desktop of several monitors here (Xorg: ${obstacle})`);

  test('lie where the profile says, obey the keyboard, and follow the cables', async ({ using }) => {
    const hall = await using(qinhuaiHall(qinhuaiRows(60, Date.now()), '6aika', {}));
    const desktop = await using(XorgDesktop.start(screens));
    const starting = Workstation.on(desktop, hall, { executablePath, picturesDir });
    const { station } = await using(
      starting.then((started) => ({ station: started, end: () => started.close() })),
    );
    /** A picture of the desktop, and the monitors on which nothing is to be seen. */
    const look = async (name: string): Promise<string[]> => {
      const picture = await desktop.picture();
      if (picturesDir !== null) {
        mkdirSync(picturesDir, { recursive: true });
        writeFileSync(`${picturesDir}/${name}.png`, writePng(picture));
      }
      return desktop
        .connected()
        .filter((output) => coloursIn(picture, { ...output, y: 0 }) < SOMETHING)
        .map(({ label }) => label);
    };
    await station.allowWindows();
    await station.open('desk');

    // Pop-ups are held back but for one at each act, and full screen wants an act in the very window.
    await desktop.click(700, 800);
    await desktop.key('ctrl+alt+1');
    await soon(() => station.windows()).toEqual([{ ...wall, full: false }, desk]);
    await soon(() => look('desktop-first-key')).toEqual(['DUMMY1']);
    await desktop.key('ctrl+alt+1');
    await soon(() => station.windows()).toEqual([whistles, wall, desk]);
    await soon(() => station.outside()).toEqual([]);
    // The page knows at once that it is to fill the monitor; the desktop takes its time.
    await soon(() => station.boundsOf('态势大屏')).toEqual(whole);
    await soon(() => look('desktop-daily')).toEqual([]);

    // By its title bar to the desk's monitor: it is fitted in, stays there over a reload, and keeps its title bar.
    const moved = { x: 200, y: 20, width: 1279, height: 880 };
    const drag = async () => {
      // On a busy machine the window may still be on its way to its place, and slip out of the hand.
      if ((await station.boundsOf('吹哨台'))?.x === 1600)
        await desktop.drag({ x: 2400, y: 10 }, { x: 1000, y: 200 });
      return station.boundsOf('吹哨台');
    };
    await soon(drag, { timeout: 40_000, intervals: [5000] }).toEqual(moved);
    await (await station.windowOf('吹哨台')).reload();
    await soon(() => station.windows()).toEqual([{ ...whistles, display: 'DUMMY0' }, wall, desk]);
    expect(await station.boundsOf('吹哨台')).toEqual(moved);
    await soon(() => look('desktop-moved')).toEqual(['DUMMY1']);

    await desktop.key('ctrl+alt+2');
    await soon(() => station.windows()).toEqual([whistles, { ...wall, linked: false }, desk]);
    await soon(() => look('desktop-meeting')).toEqual([]);

    await desktop.key('ctrl+alt+1');
    await soon(() => station.windows()).toEqual([whistles, wall, desk]);
    await soon(() => station.boundsOf('态势大屏')).toEqual(whole);
    await desktop.unplug('DUMMY2');
    const guest = { ...wall, display: 'DUMMY0', full: false, kiosk: false };
    await soon(() => station.windows()).toEqual([whistles, guest, desk]);
    await soon(() => station.outside()).toEqual([]);
    await soon(() => look('desktop-unplugged')).toEqual([]);

    await desktop.plug({ width: 1920, height: 1080, label: 'DUMMY2' }, 2880);
    await soon(() => station.windows()).toEqual([whistles, wall, desk]);
    await soon(() => station.outside()).toEqual([]);
    await soon(() => look('desktop-replugged')).toEqual([]);
    expect(station.faults).toEqual([]);
  });
});
