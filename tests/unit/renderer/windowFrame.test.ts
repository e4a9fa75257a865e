import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inGuestCorner } from '../../../renderer/features/workspace/web/guestCorner.ts';
import {
  inset,
  isAt,
  learnedFrame,
  NO_FRAME,
  outset,
  shrunkToFit,
} from '../../../renderer/features/workspace/web/windowFrame.ts';
import type { Placed } from '../../../shared/layout/placeWindows.ts';

const wanted = { x: 1600, y: 0, width: 1280, height: 1024 };

describe('a window within the frame of its desktop', () => {
  it.each([
    ['where it is to be', { ...wanted }, true, null],
    ['a pixel off', { ...wanted, x: 1601, width: 1278 }, true, null],
    [
      'below its title bar, and over the edge by that',
      { ...wanted, y: 20 },
      false,
      { width: 1280, height: 1004 },
    ],
    ['below its title bar, cut', { ...wanted, y: 20, height: 1004 }, true, null],
    ['shoved by borders too', { ...wanted, x: 1604, y: 24 }, false, { width: 1276, height: 1000 }],
    ['on another display', { ...wanted, x: 0 }, false, null],
    ['moved by hand', { ...wanted, x: 1700, y: 100 }, false, null],
    ['too small', { ...wanted, width: 1000 }, false, null],
  ])('%s', (_name, now, there, cut) => {
    expect(isAt(now, wanted)).toBe(there);
    expect(shrunkToFit(now, wanted)).toEqual(cut);
  });

  it('is there once it was cut, whatever the frame', () => {
    const frame = fc.integer({ min: 0, max: 64 });
    fc.assert(
      fc.property(frame, frame, (left, top) => {
        const shoved = { ...wanted, x: wanted.x + left, y: wanted.y + top };
        expect(isAt({ ...shoved, ...(shrunkToFit(shoved, wanted) ?? {}) }, wanted)).toBe(true);
      }),
    );
  });
});

describe('the frame of a desktop', () => {
  it.each([
    ['seen', NO_FRAME, { ...wanted, x: 1601, y: 20 }, { left: 1, top: 20 }],
    ['none', NO_FRAME, { ...wanted }, NO_FRAME],
    ['known and made room for', { left: 0, top: 20 }, { ...wanted }, { left: 0, top: 20 }],
    ['added to the room made for it', { left: 0, top: 20 }, { ...wanted, y: 20 }, NO_FRAME],
    ['not to be told from a window that did not come', NO_FRAME, { ...wanted, x: 0 }, NO_FRAME],
  ])('%s', (_name, before, now, after) => {
    expect(learnedFrame(before, wanted, now)).toEqual(after);
  });

  it('takes its room at the top and nothing at the bottom', () => {
    expect(inset(wanted, { left: 0, top: 20 })).toEqual({ ...wanted, y: 20, height: 1004 });
    expect(outset(inset(wanted, { left: 2, top: 20 }), { left: 2, top: 20 })).toEqual(wanted);
  });
});

describe('a guest in a browser', () => {
  const workArea = { x: 0, y: 0, width: 1600, height: 860 };
  const display = {
    ...{ id: '1', label: '', primary: true, scaleFactor: 1, workArea },
    bounds: { x: 0, y: 0, width: 1600, height: 900 },
  };
  const placed: Placed = {
    ...{ id: 'wall-1', role: 'wall', display: '1', bounds: workArea, zoom: 1, linked: true },
    ...{ full: false, kiosk: false, guest: true, lowered: true },
  };

  it('leaves the top left of its host to be seen', () => {
    expect(inGuestCorner(placed, [display]).bounds).toEqual({ x: 640, y: 344, width: 960, height: 516 });
  });

  it('fills the display when it has it for itself, and who is at home stays as it is', () => {
    expect(inGuestCorner({ ...placed, full: true }, [display]).bounds).toEqual(workArea);
    expect(inGuestCorner({ ...placed, guest: false }, [display]).bounds).toEqual(workArea);
  });
});
