import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultLayout } from '../../../shared/layout/defaultLayout.ts';
import { numberDisplays } from '../../../shared/layout/display.ts';
import { boundsOf, isInside, shareOf, titleBarInside } from '../../../shared/layout/geometry.ts';
import { EMPTY_BOOK, Layout, ProfileId } from '../../../shared/layout/layout.ts';
import { layoutFor, readLayoutBook, withLayout } from '../../../shared/layout/layoutBook.ts';
import { placeWindows } from '../../../shared/layout/placeWindows.ts';
import { captureLayout, rememberMove } from '../../../shared/layout/rememberLayout.ts';
import { display, halls, some } from './halls.ts';

const names = Object.keys(halls) as (keyof typeof halls)[];
const area = { x: -1080, y: -300, width: 1081, height: 1873 };

describe('parts of a work area', () => {
  it('meet without a gap and without covering each other, at any odd size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 8000 }), fc.integer({ min: 2, max: 3 }), (width, columns) => {
        const wide = { x: -37, y: 11, width, height: 1000 };
        const parts = Array.from({ length: columns }, (_, index) =>
          boundsOf({ x: index / columns, y: 0, width: 1 / columns, height: 1 }, wide),
        );
        parts.forEach((part, index) => {
          expect(part.x + part.width).toBe(parts[index + 1]?.x ?? wide.x + width);
        });
      }),
    );
  });

  it('come back as they were', () => {
    const bounds = { x: -1000, y: 100, width: 700, height: 500 };
    expect(boundsOf(shareOf(bounds, area), area)).toEqual(bounds);
  });

  it.each([
    ['below its work area', { x: -1000, y: 3000, width: 700, height: 500 }],
    ['wider than it', { x: -2000, y: 0, width: 4000, height: 500 }],
    ['too small to read', { x: -1000, y: 0, width: 40, height: 20 }],
  ])('bounds %s are brought inside', (_what, bounds) => {
    const inside = boundsOf(shareOf(bounds, area), area);
    expect(isInside(inside, area)).toBe(true);
    expect(inside.width).toBeGreaterThanOrEqual(640);
  });
});

describe('a title bar', () => {
  const areas = [
    { x: 0, y: 0, width: 1920, height: 1032 },
    { x: 1920, y: 0, width: 1280, height: 1024 },
  ];
  it.each([
    ['in the middle', { x: 100, y: 100, width: 800, height: 600 }, null],
    ['hanging over the right edge', { x: 3000, y: 100, width: 800, height: 600 }, null],
    ['hanging out below', { x: 100, y: 900, width: 800, height: 600 }, null],
    ['above the top', { x: 100, y: -20, width: 800, height: 600 }, { x: 100, y: 0, width: 800, height: 600 }],
    ['gone to the left', { x: -790, y: 0, width: 800, height: 600 }, { x: 0, y: 0, width: 800, height: 600 }],
    [
      'on a display that went',
      { x: 5000, y: 0, width: 800, height: 600 },
      { x: 1120, y: 0, width: 800, height: 600 },
    ],
    [
      'under the task bar',
      { x: 2000, y: 1010, width: 800, height: 600 },
      { x: 2000, y: 424, width: 800, height: 600 },
    ],
  ])('%s', (_what, bounds, expected) => expect(titleBarInside(bounds, areas)).toEqual(expected ?? bounds));
});

describe('what a person arranges', () => {
  const layout = defaultLayout('daily', halls.sixMixed);
  const placement = placeWindows(layout, halls.sixMixed);
  const desk = placement.placed.find(({ id }) => id === 'desk-1');
  const bounds = { x: 2700, y: 100, width: 900, height: 700 };

  it('comes back after its display went and returned', () => {
    if (desk === undefined) throw new Error('no desk');
    const moved = rememberMove(layout, halls.sixMixed, { ...desk, bounds });
    expect(Layout.safeParse(moved).error).toBeUndefined();
    const away = placeWindows(moved, some('sixMixed', 0, 2, 3, 4, 5)).placed[0];
    expect([away?.id, away?.guest]).toEqual(['desk-1', true]);
    expect(placeWindows(moved, halls.sixMixed).placed[0]?.bounds).toEqual(bounds);
  });

  it('never lies on a kiosk wall', () => {
    if (desk === undefined) throw new Error('no desk');
    const onWall = { ...desk, bounds: { x: 5200, y: 10, width: 900, height: 700 } };
    const wall = placement.placed.find(({ kiosk }) => kiosk);
    if (wall === undefined) throw new Error('no wall');
    const moved = rememberMove(layout, halls.sixMixed, { ...onWall, bounds: { ...wall.bounds, width: 900 } });
    expect(moved).toBe(layout);
  });

  it.each(names.flatMap((name) => ProfileId.options.map((which) => [name, which] as const)))(
    '%s, %s: saved as it stands, it stands so again',
    (name, which) => {
      const displays = numberDisplays(halls[name]);
      const made = defaultLayout(which, displays);
      const now = placeWindows(made, displays);
      const saved = captureLayout(made, now, displays);
      expect(Layout.safeParse(saved).error).toBeUndefined();
      expect(placeWindows(saved, displays)).toEqual(now);
    },
  );

  it('saved while displays are missing, guests stay and unseen walls keep their place', () => {
    const there = some('threeFullHd', 1);
    const made = defaultLayout('emergency', halls.threeFullHd);
    const saved = captureLayout(made, placeWindows(made, there), there);
    expect(Layout.safeParse(saved).error).toBeUndefined();
    expect(placeWindows(saved, there).placed.every(({ guest }) => !guest)).toBe(true);
  });
});

describe('the book of a workstation', () => {
  const saved = withLayout(EMPTY_BOOK, 'daily', defaultLayout('daily', halls.ledWall), 'saved');
  const good = JSON.stringify({ ...saved, active: 'daily' });

  it.each([
    ['kept', good, null, 'kept', 'daily'],
    ['never written', null, null, 'fresh', null],
    ['cut off, with a copy', good.slice(0, 200), good, 'previous', 'daily'],
    ['of wrong shape, with a copy', '{"version":1,"active":"nap","profiles":{}}', good, 'previous', 'daily'],
    ['gone, with a copy', null, good, 'previous', 'daily'],
    ['both broken', '{', '[]', 'lost', null],
  ])('%s', (_what, current, previous, state, active) => {
    const read = readLayoutBook(current, previous);
    expect([read.state, read.book.active]).toEqual([state, active]);
  });

  it('refuses layouts that put anything beside a kiosk', () => {
    const { layout } = layoutFor(saved, 'daily', halls.ledWall);
    const [desk] = layout.windows;
    const onWall = {
      ...layout,
      windows: layout.windows.map((each) => (each === desk ? { ...each, display: 1 } : each)),
    };
    expect(Layout.safeParse(onWall).success).toBe(false);
  });

  it('keeps what a person saved on any displays', () => {
    expect(layoutFor(saved, 'daily', halls.laptop).origin).toBe('saved');
  });

  it('makes a layout anew for a display that came, not for one that went', () => {
    const made = withLayout(EMPTY_BOOK, 'drill', defaultLayout('drill', halls.threeFullHd), 'made');
    expect(layoutFor(made, 'drill', some('threeFullHd', 0, 1)).layout.displays).toHaveLength(3);
    const more = [...halls.threeFullHd, display('NEW', [0, 1080, 1280, 800], {})];
    expect(layoutFor(made, 'drill', more).layout.displays).toHaveLength(4);
  });
});
