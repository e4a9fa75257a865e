import type { Display } from '../../../shared/layout/display.ts';

/** `label` may repeat or be empty, as real systems give it. Bounds in DIP; a task bar of 48 DIP on the primary display. */
export function display(
  label: string,
  [x, y, width, height]: [number, number, number, number],
  {
    scale = 1,
    primary = false,
    id = `${label}@${x},${y}`,
  }: { scale?: number; primary?: boolean; id?: string },
): Display {
  const bounds = { x, y, width, height };
  const workArea = primary ? { ...bounds, height: height - 48 } : bounds;
  return { id, label, primary, scaleFactor: scale, bounds, workArea };
}

const first = { primary: true };

/** Display sets in the shapes of real halls. */
export const halls = {
  laptop: [display('eDP-1', [0, 0, 1366, 768], first)],
  threeFullHd: [
    display('DELL P2419H', [-1920, 0, 1920, 1080], { id: '11' }),
    display('DELL P2419H', [0, 0, 1920, 1080], { ...first, id: '12' }),
    display('DELL P2419H', [1920, 0, 1920, 1080], { id: '13' }),
  ],
  /** Four LED cabinets behind a splicing controller are one 4K surface for the system. */
  ledWall: [display('HKC H24', [0, 0, 1920, 1080], first), display('NOVA VX', [1920, 0, 3840, 2160], {})],
  /** 2 desks at 150 %, a 4K pair at 200 %, a projector, an upright panel. */
  sixMixed: [
    display('LG 27UL', [0, 0, 2560, 1440], { ...first, scale: 1.5 }),
    display('LG 27UL', [2560, 0, 2560, 1440], { scale: 1.5 }),
    display('NOVA VX', [5120, 0, 1920, 1080], { scale: 2 }),
    display('NOVA VX', [7040, 0, 1920, 1080], { scale: 2 }),
    display('EPSON', [5120, 1080, 1024, 768], {}),
    display('AOC 24', [-1080, -300, 1080, 1920], {}),
  ],
  /** X11 without EDID: no labels, nothing to tell the three apart but where they stand. */
  nameless: [
    display('', [0, 0, 1920, 1080], { ...first, id: '-1' }),
    display('', [1920, 0, 1920, 1080], { id: '-1' }),
    display('', [3840, 0, 1920, 1080], { id: '-10' }),
  ],
} satisfies Record<string, Display[]>;

/** Some displays of a hall, by their places in its list. */
export function some(hall: keyof typeof halls, ...places: number[]): Display[] {
  return places.map((place) => {
    const found: Display | undefined = halls[hall][place];
    if (found === undefined) throw new Error(`${hall} has no display ${place}`);
    return found;
  });
}
