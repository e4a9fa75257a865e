import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Arrangement, afterDisplayChange } from '../../../shared/layout/afterDisplayChange.ts';
import { defaultLayout } from '../../../shared/layout/defaultLayout.ts';
import type { Display } from '../../../shared/layout/display.ts';
import { isInside, overlapArea } from '../../../shared/layout/geometry.ts';
import { Layout, ProfileId } from '../../../shared/layout/layout.ts';
import { type Placement, placeWindows } from '../../../shared/layout/placeWindows.ts';
import { display, halls, some } from './halls.ts';

const names = Object.keys(halls) as (keyof typeof halls)[];
const hall = fc.constantFrom(...names);
const profile = fc.constantFrom(...ProfileId.options);
/** Displays of any hall and strangers: what a docking station may show after a lunch break. */
const anyDisplays = fc
  .tuple(hall, fc.boolean())
  .chain(([name, stranger]) =>
    fc
      .subarray<Display>(halls[name], { minLength: 1 })
      .map((some) => (stranger ? [...some, display('NEW', [-5000, 0, 1280, 800], { scale: 1.25 })] : some)),
  );

/** Everything that must hold of any placement on any displays. */
function mustHold(layout: Layout, placement: Placement, displays: readonly Display[]): void {
  const ids = [...placement.placed, ...placement.parked].map(({ id }) => id).sort();
  expect(ids).toEqual(layout.windows.map(({ id }) => id).sort());
  for (const window of placement.placed) {
    const areas = displays.map((each) => (window.full ? each.bounds : each.workArea));
    expect(areas.some((area) => isInside(window.bounds, area))).toBe(true);
    if (!window.kiosk) continue;
    const others = placement.placed.filter((other) => other.id !== window.id);
    for (const other of others) expect(overlapArea(other.bounds, window.bounds)).toBe(0);
  }
  // Who works must have a window: only walls may wait for a display.
  for (const { role } of placement.parked) expect(role).toBe('wall');
}

describe('placing windows', () => {
  it('keeps every window inside, reachable, and off the kiosk walls, on any displays', () => {
    fc.assert(
      fc.property(hall, profile, anyDisplays, (from, which, displays) => {
        const layout = defaultLayout(which, halls[from]);
        mustHold(layout, placeWindows(layout, displays), displays);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(names.flatMap((name) => ProfileId.options.map((which) => [name, which] as const)))(
    '%s, %s: every order of unplugging and replugging ends where it began',
    (name, which) => {
      const all: readonly Display[] = halls[name];
      const layout = defaultLayout(which, all);
      const start: Arrangement = { layout, placement: placeWindows(layout, all) };
      expect(start.placement.parked).toEqual([]);
      expect(start.placement.placed.every((window) => !window.guest && !window.lowered)).toBe(true);
      const toggles = fc.array(fc.nat(all.length - 1), { maxLength: 14 });
      fc.assert(
        fc.property(toggles, (order) => {
          const plugged = all.map(() => true);
          let arrangement = start;
          const step = () => {
            const displays = all.filter((_, index) => plugged[index]);
            arrangement = afterDisplayChange(arrangement, displays).arrangement;
            if (displays.length > 0) mustHold(layout, arrangement.placement, displays);
          };
          for (const index of order) {
            plugged[index] = plugged[index] !== true;
            step();
          }
          plugged.fill(true);
          step();
          expect(arrangement).toEqual(start);
        }),
      );
    },
  );

  it('leaves windows alone whose displays stay', () => {
    fc.assert(
      fc.property(profile, fc.subarray<Display>(halls.sixMixed, { minLength: 1 }), (which, displays) => {
        const layout = defaultLayout(which, halls.sixMixed);
        const before = placeWindows(layout, halls.sixMixed);
        const change = afterDisplayChange({ layout, placement: before }, displays);
        const lowered = change.arrangement.placement.placed.filter(
          (window) => window.lowered && !window.guest,
        );
        const stayed = before.placed.filter(({ display: id }) => displays.some((each) => each.id === id));
        for (const { id } of stayed)
          expect(change.moved.includes(id)).toBe(lowered.some((window) => window.id === id));
      }),
    );
  });

  it('moves nothing while no display is told of', () => {
    const layout = defaultLayout('daily', halls.ledWall);
    const arrangement = { layout, placement: placeWindows(layout, halls.ledWall) };
    expect(afterDisplayChange(arrangement, [])).toEqual({ arrangement, moved: [], left: [], returned: [] });
  });
});

/** `desk-1 on 12, wall-1 KIOSK on 13 …` */
function told({ placed, parked }: Placement): string[] {
  return [
    ...placed.map(
      ({ id, display: at, kiosk, guest, lowered }) =>
        `${id} ${kiosk ? 'KIOSK ' : ''}on ${at}${guest ? ' guest' : ''}${lowered ? ' lowered' : ''}`,
    ),
    ...parked.map(({ id }) => `${id} not shown`),
  ];
}

describe('what a hall sees', () => {
  const three = defaultLayout('daily', halls.threeFullHd);
  const rows: [string, Display[], string[]][] = [
    ['all there', some('threeFullHd', 0, 1, 2), ['desk-1 on 12', 'wall-1 KIOSK on 13', 'whistles-1 on 11']],
    [
      'the wall goes: it waits behind the work',
      some('threeFullHd', 0, 1),
      ['desk-1 on 12', 'wall-1 on 12 guest lowered', 'whistles-1 on 11'],
    ],
  ];
  it.each(rows)('three alike: %s', (_what, displays, expected) =>
    expect(told(placeWindows(three, displays))).toEqual(expected),
  );

  const led = defaultLayout('daily', halls.ledWall);
  it('LED wall and a desk: only the wall left, so it makes room for the work', () => {
    expect(told(placeWindows(led, some('ledWall', 1)))).toEqual([
      'desk-1 on NOVA VX@1920,0 guest',
      'wall-1 on NOVA VX@1920,0 lowered',
      'whistles-1 on NOVA VX@1920,0 guest',
    ]);
  });
  it('LED wall and a desk: a spare monitor takes the work', () => {
    const spare = display('SPARE', [0, 2200, 1280, 1024], {});
    expect(told(placeWindows(led, [...some('ledWall', 1), spare]))).toEqual([
      'desk-1 on SPARE@0,2200 guest',
      'wall-1 KIOSK on NOVA VX@1920,0',
      'whistles-1 on SPARE@0,2200 guest',
    ]);
  });
  it('a laptop taken out of the hall has everything on its one screen', () => {
    const hallAndLaptop = [...halls.laptop, display('NOVA VX', [1366, 0, 3840, 2160], {})];
    const layout = defaultLayout('emergency', hallAndLaptop);
    expect(told(placeWindows(layout, hallAndLaptop))).toContain('wall-1 KIOSK on NOVA VX@1366,0');
    const alone = placeWindows(layout, halls.laptop);
    expect(alone.placed.map(({ kiosk }) => kiosk)).toEqual([false, false, false]);
    expect(alone.placed[0]?.bounds).toEqual({ x: 0, y: 0, width: 1366, height: 720 });
  });
  it('a station of walls only: a wall without its display is not shown over another', () => {
    const walls = [
      display('L1', [0, 0, 1920, 1080], { primary: true }),
      display('L2', [1920, 0, 1920, 1080], {}),
    ];
    const made = defaultLayout('daily', walls);
    const wall = { role: 'wall', place: { kind: 'full' }, zoom: 1, linked: true, kiosk: true } as const;
    const layout = {
      displays: made.displays,
      windows: [
        { ...wall, id: 'wall-1', display: 0 },
        { ...wall, id: 'wall-2', display: 1 },
      ],
    };
    expect(told(placeWindows(layout, walls.slice(1)))).toHaveLength(2);
    expect(told(placeWindows(layout, walls.slice(0, 1)))).toEqual([
      'wall-1 KIOSK on L1@0,0',
      'wall-2 not shown',
    ]);
  });
});

describe('layouts made for 1, 2, 3, 4 and 6 displays', () => {
  const four = [...halls.threeFullHd, display('NOVA VX', [-1920, 1080, 3840, 2160], { id: '14' })];
  const sets = { 1: halls.laptop, 2: halls.ledWall, 3: halls.threeFullHd, 4: four, 6: halls.sixMixed };
  for (const [count, displays] of Object.entries(sets))
    it.each(ProfileId.options)(`%s on ${count}`, (which) => {
      const layout = defaultLayout(which, displays);
      expect(Layout.safeParse(layout).error).toBeUndefined();
      const roles = new Set(layout.windows.map(({ role }) => role));
      for (const role of ['wall', 'desk', 'whistles'] as const) expect(roles).toContain(role);
      // No display of a hall stays dark.
      const { placed } = placeWindows(layout, displays);
      expect(new Set(placed.map((window) => window.display)).size).toBe(displays.length);
    });

  it('gives the wall the largest display, the operator the primary one', () => {
    const { placed } = placeWindows(defaultLayout('daily', four), four);
    const of = (id: string) => placed.find((window) => window.id === id)?.display;
    expect([of('desk-1'), of('wall-1')]).toEqual(['12', '14']);
  });
});
