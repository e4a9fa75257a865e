import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Display, refsOf } from '../../../shared/layout/display.ts';
import { matchDisplays } from '../../../shared/layout/matchDisplays.ts';
import { display, halls, some } from './halls.ts';

const names = Object.keys(halls) as (keyof typeof halls)[];
/** As after a restart: other ids, told in another order, the origin at another display. */
const disguised = (displays: readonly Display[], seed: number): Display[] =>
  displays
    .map((each, index) => ({
      ...each,
      id: String((index * 7 + seed) % 3),
      at: (index * 31 + seed * 17) % 11,
    }))
    .sort((a, b) => a.at - b.at)
    .map(({ at: _, ...each }) => ({
      ...each,
      bounds: { ...each.bounds, x: each.bounds.x - 300 * seed, y: each.bounds.y + 20 * seed },
    }));

describe('recognising displays', () => {
  it.each(names)('%s: each display is itself, whatever its id, order and origin', (name) => {
    const saved = refsOf(halls[name]);
    fc.assert(
      fc.property(fc.nat(1000), (seed) => {
        const now = disguised(halls[name], seed);
        const match = matchDisplays(saved, now);
        const [x, y] = [-300 * seed, 20 * seed];
        const back = refsOf(now).map((ref) => ({ ...ref, x: ref.x - x, y: ref.y - y }));
        expect(match.map((found) => back[found ?? -1])).toEqual(saved);
      }),
    );
  });

  const left = display('A', [0, 0, 1920, 1080], { primary: true });
  const right = display('B', [1920, 0, 1920, 1080], {});
  const saved = refsOf([left, right]);
  const cases: [string, Display[], (number | null)[]][] = [
    [
      'cables swapped: labels follow the monitors',
      [display('B', [0, 0, 1920, 1080], { primary: true }), display('A', [1920, 0, 1920, 1080], {})],
      [1, 0],
    ],
    [
      'the left one unplugged, the right one now at the origin',
      [display('B', [0, 0, 1920, 1080], { primary: true })],
      [null, 0],
    ],
    ['another resolution', [left, display('B', [1920, 0, 1280, 720], {})], [0, 1]],
    ['another scale factor', [left, display('B', [1920, 0, 1280, 720], { scale: 1.5 })], [0, 1]],
    ['turned upright', [left, display('B', [1920, 0, 1080, 1920], {})], [0, 1]],
    ['replaced by another make at the same place', [left, display('C', [1920, 0, 1920, 1080], {})], [0, 1]],
    [
      'replaced by another make and size at the same place',
      [left, display('C', [1920, 0, 1680, 1050], {})],
      [0, 1],
    ],
    ['another monitor elsewhere is nobody', [left, display('C', [0, 1080, 1280, 1024], {})], [0, null]],
    [
      'labels lost (a splitter without EDID)',
      [display('', [0, 0, 1920, 1080], { primary: true }), display('', [1920, 0, 1920, 1080], {})],
      [0, 1],
    ],
    ['nothing there', [], [null, null]],
    [
      'a third one came between',
      [left, display('N', [1920, 0, 1920, 1080], {}), display('B', [3840, 0, 1920, 1080], {})],
      [0, 2],
    ],
  ];
  it.each(cases)('%s', (_what, present, expected) => expect(matchDisplays(saved, present)).toEqual(expected));

  it('knows which of two alike stayed by where it stands among the others', () => {
    const all = refsOf(halls.sixMixed);
    expect(matchDisplays(all, some('sixMixed', 4, 3))[3]).toBe(1);
    expect(matchDisplays(all, some('sixMixed', 2, 4))[2]).toBe(0);
    expect(matchDisplays(all, some('sixMixed', 3, 0))).toEqual([1, null, null, 0, null, null]);
  });

  it('never gives one display twice', () => {
    const any = fc.constantFrom(...names).chain((name) => fc.subarray<Display>(halls[name]));
    fc.assert(
      fc.property(fc.constantFrom(...names), any, (name, present) => {
        const found = matchDisplays(refsOf(halls[name]), present).filter((index) => index !== null);
        expect(new Set(found).size).toBe(found.length);
      }),
    );
  });
});
