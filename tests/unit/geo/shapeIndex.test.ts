import fc from 'fast-check';
import { expect, it } from 'vitest';
import { areaSquareMetres, type Parts, partsContain, ringCentre } from '../../../shared/geo/polygon.ts';
import { createShapeIndex } from '../../../shared/geo/shapeIndex.ts';

const triangle = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 })), {
    minLength: 3,
    maxLength: 3,
  })
  .map((ring): Parts => [[ring]]);

it('answers what testing every shape in turn would answer', () => {
  fc.assert(
    fc.property(
      fc.array(triangle, { minLength: 1, maxLength: 6 }),
      fc.constantFrom(16, 400, 40_000),
      fc.array(
        fc.tuple(
          fc.double({ min: -10, max: 1010, noNaN: true }),
          fc.double({ min: -10, max: 1010, noNaN: true }),
        ),
        { minLength: 20, maxLength: 20 },
      ),
      (shapes, cells, points) => {
        const index = createShapeIndex(shapes, cells);
        for (const [x, y] of points) {
          expect(index.find(x, y)).toBe(shapes.findIndex((parts) => partsContain(parts, x, y)));
        }
      },
    ),
  );
});

it('gives a point on a shared edge to exactly one neighbour', () => {
  const left: Parts = [
    [
      [
        [0, 0],
        [1, 0],
        [1.3, 1],
        [0, 1],
      ],
    ],
  ];
  const right: Parts = [
    [
      [
        [1, 0],
        [2, 0],
        [2, 1],
        [1.3, 1],
      ],
    ],
  ];
  for (let i = 1; i < 20; i++) {
    const y = i / 20;
    const x = 1 + 0.3 * y;
    expect(Number(partsContain(left, x, y)) + Number(partsContain(right, x, y))).toBe(1);
  }
});

it('knows holes, nothing and not-a-number', () => {
  const ring: Parts = [
    [
      [
        [0, 0],
        [10, 0],
        [10, 10],
        [0, 10],
      ],
      [
        [4, 4],
        [6, 4],
        [6, 6],
        [4, 6],
      ],
    ],
  ];
  const index = createShapeIndex([ring], 100);
  expect([index.find(1, 1), index.find(5, 5), index.find(11, 5), index.find(Number.NaN, 5)]).toEqual([
    0, -1, -1, -1,
  ]);
  expect(createShapeIndex([], 100).find(0, 0)).toBe(-1);
});

it('measures a square of a hundredth of a degree and finds its middle', () => {
  const square: Parts = [
    [
      [
        [118, 32],
        [118.01, 32],
        [118.01, 32.01],
        [118, 32.01],
        [118, 32],
      ],
    ],
  ];
  // 1,111.95 m high; 1,111.95 m × cos 32.005° wide.
  expect(areaSquareMetres(square) / 1e6).toBeCloseTo(1.0485, 3);
  const [x, y] = ringCentre(square[0]?.[0] ?? []);
  expect(x).toBeCloseTo(118.005, 9);
  expect(y).toBeCloseTo(32.005, 9);
});
