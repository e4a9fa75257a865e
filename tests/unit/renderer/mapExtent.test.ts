import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChosenExtent, extentOn } from '../../../renderer/map/chosenExtent.ts';

const VIEW = { longitude: 118.79, latitude: 32.02, zoom: 12 };
const WIDE = { width: 1600, height: 900 };

describe('a map whose window changes its shape', () => {
  it('shows the chosen part again once the window has its shape back, whatever shapes came between', () => {
    const side = fc.integer({ min: 50, max: 8000 });
    const sizes = fc.array(fc.record({ width: side, height: side }), { maxLength: 6 });
    fc.assert(
      fc.property(sizes, (between) => {
        let kept: ChosenExtent | null = null;
        let before = WIDE;
        for (const size of [...between, WIDE]) {
          kept = extentOn(size, kept, kept?.shown ?? VIEW, before);
          before = size;
        }
        expect(kept?.shown).toEqual(VIEW);
      }),
    );
  });

  it('shows all that the chosen part held, in the narrower direction', () => {
    expect(extentOn({ width: 800, height: 900 }, null, VIEW, WIDE).shown.zoom).toBe(11);
    expect(extentOn({ width: 3200, height: 900 }, null, VIEW, WIDE).shown).toBe(VIEW);
  });

  it('follows a view that a hand chose meanwhile', () => {
    const narrow = { width: 800, height: 900 };
    const kept = extentOn(narrow, null, VIEW, WIDE);
    const own = { ...VIEW, zoom: 14 };
    expect(extentOn(WIDE, kept, own, narrow).shown).toBe(own);
  });
});
