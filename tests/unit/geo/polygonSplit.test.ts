import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Point, type Ring, ringArea, ringContains } from '../../../shared/geo/polygon.ts';
import { splitRing } from '../../../shared/geo/polygonSplit.ts';
import { powerCells } from '../../../shared/geo/voronoi.ts';

/** A star-shaped ring with bays: radii drawn per direction, counter-clockwise. */
const star = fc.array(fc.integer({ min: 20, max: 1000 }), { minLength: 5, maxLength: 24 }).map(
  (radii): Ring =>
    radii.map((radius, i) => {
      const angle = (2 * Math.PI * i) / radii.length;
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    }),
);
const area = (rings: Ring[]) => rings.reduce((sum, ring) => sum + ringArea(ring), 0);

describe('splitRing', () => {
  it('cuts the legs of a comb into separate pieces', () => {
    const comb: Ring = [
      [0, 0],
      [5, 0],
      [5, 4],
      [4, 4],
      [4, 1],
      [3, 1],
      [3, 4],
      [2, 4],
      [2, 1],
      [1, 1],
      [1, 4],
      [0, 4],
    ];
    const { left, right } = splitRing(comb, { point: [0, 2], nx: 0, ny: 1 });
    expect(left.map(ringArea).sort()).toEqual([2, 2, 2]);
    expect(right.map(ringArea)).toEqual([8]);
  });

  it('loses and doubles no area, and keeps each piece on its side', () => {
    fc.assert(
      fc.property(
        star,
        fc.integer({ min: 0, max: 628 }),
        fc.integer({ min: -500, max: 500 }),
        (ring, turn, off) => {
          const nx = Math.cos(turn / 100);
          const ny = Math.sin(turn / 100);
          const point: Point = [nx * (off + 0.123), ny * (off + 0.123)];
          const { left, right } = splitRing(ring, { point, nx, ny });
          const side = ([x, y]: Point) => (x - point[0]) * nx + (y - point[1]) * ny;
          expect(area(left) + area(right)).toBeCloseTo(ringArea(ring), 3);
          for (const p of left.flat()) expect(side(p)).toBeGreaterThan(-1e-6);
          for (const p of right.flat()) expect(side(p)).toBeLessThan(1e-6);
        },
      ),
    );
  });
});

describe('powerCells', () => {
  const square: Ring = [
    [0, 0],
    [100, 0],
    [100, 100],
    [0, 100],
  ];
  const site = fc.record({
    at: fc.tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 })) as fc.Arbitrary<Point>,
    weight: fc.integer({ min: 0, max: 400 }),
  });

  it('covers the region once and gives every point to its nearest site', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(site, { minLength: 2, maxLength: 8, selector: (s) => s.at.join() }),
        fc.tuple(
          fc.double({ min: 0.1, max: 99.9, noNaN: true }),
          fc.double({ min: 0.1, max: 99.9, noNaN: true }),
        ),
        (sites, [x, y]) => {
          const cells = powerCells(sites, [square]);
          expect(cells.reduce((sum, cell) => sum + area(cell), 0)).toBeCloseTo(10_000, 4);
          const power = sites.map((s) => (s.at[0] - x) ** 2 + (s.at[1] - y) ** 2 - s.weight);
          const owner = cells.findIndex((cell) => cell.some((ring) => ringContains(ring, x, y)));
          expect((power[owner] ?? 0) - Math.min(...power)).toBeLessThan(1e-6);
        },
      ),
    );
  });
});
