import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawOrder, pointAt } from '../../../renderer/map/casePoints.ts';
import { contains, edgesOf, labelPoint } from '../../../renderer/map/geometry.ts';
import { paintDensity, rampTable } from '../../../renderer/map/ramp.ts';
import { clipToCity, rasterOf, requestBox } from '../../../renderer/map/requestBox.ts';
import type { Bbox } from '../../../shared/contract/common.ts';
import type { Shape } from '../../../shared/pack/schema.ts';

const square = (x: number, y: number, size: number): Shape => ({
  type: 'Polygon',
  coordinates: [
    [
      [x, y],
      [x + size, y],
      [x + size, y + size],
      [x, y + size],
      [x, y],
    ],
  ],
});

describe('the box that is asked for', () => {
  const views = fc
    .record({
      west: fc.double({ min: -170, max: 160, noNaN: true }),
      south: fc.double({ min: -70, max: 70, noNaN: true }),
      width: fc.double({ min: 0.002, max: 5, noNaN: true }),
      height: fc.double({ min: 0.002, max: 5, noNaN: true }),
    })
    .map(({ west, south, width, height }): Bbox => [west, south, west + width, south + height]);

  it('covers the view with room to pan and is never absurdly larger', () => {
    fc.assert(
      fc.property(views, (view) => {
        const [west, south, east, north] = requestBox(view);
        const width = view[2] - view[0];
        const height = view[3] - view[1];
        expect(west).toBeLessThanOrEqual(view[0] - width / 4 + 1e-6);
        expect(east).toBeGreaterThanOrEqual(view[2] + width / 4 - 1e-6);
        expect(south).toBeLessThanOrEqual(view[1] - height / 4 + 1e-6);
        expect(north).toBeGreaterThanOrEqual(view[3] + height / 4 - 1e-6);
        expect(east - west).toBeLessThan(width * 4 + 1e-6);
      }),
    );
  });

  it('stays the same for a small move', () => {
    expect(requestBox([118.751, 32.001, 118.801, 32.031])).toEqual(
      requestBox([118.753, 32.002, 118.803, 32.032]),
    );
  });

  it('is cut to where cases can be, and nothing is asked far away', () => {
    const bounds: Bbox = [118, 32, 118.2, 32.1];
    const cut = clipToCity([110, 30, 120, 40], bounds, 250);
    expect(cut?.[0]).toBeLessThan(118);
    expect(cut?.[0]).toBeGreaterThan(117.98);
    expect(clipToCity([100, 20, 101, 21], bounds, 250)).toBeNull();
  });

  it('becomes a raster that the service accepts', () => {
    fc.assert(
      fc.property(views, fc.double({ min: 10, max: 5000, noNaN: true }), (view, radius) => {
        const { width, height } = rasterOf(view, radius);
        for (const cells of [width, height]) {
          expect(Number.isInteger(cells)).toBe(true);
          expect(cells).toBeGreaterThanOrEqual(8);
          expect(cells).toBeLessThanOrEqual(512);
        }
      }),
    );
  });
});

describe('shapes', () => {
  it('know what lies inside, holes excepted', () => {
    const ring: Shape = {
      type: 'Polygon',
      coordinates: [
        ...(square(0, 0, 4) as Extract<Shape, { type: 'Polygon' }>).coordinates,
        ...(square(1, 1, 2) as Extract<Shape, { type: 'Polygon' }>).coordinates,
      ],
    };
    expect(contains(ring, 0.5, 0.5)).toBe(true);
    expect(contains(ring, 2, 2)).toBe(false);
    expect(contains(ring, 5, 2)).toBe(false);
  });

  it('carry their name on the larger part', () => {
    const two: Shape = {
      type: 'MultiPolygon',
      coordinates: [square(0, 0, 1), square(10, 10, 4)].map(
        (shape) => (shape as Extract<Shape, { type: 'Polygon' }>).coordinates,
      ),
    };
    const { at, area } = labelPoint(two);
    expect(at[0]).toBeCloseTo(12, 9);
    expect(at[1]).toBeCloseTo(12, 9);
    expect(area).toBeCloseTo(16, 9);
  });

  it('draw a shared edge once', () => {
    expect(edgesOf([square(0, 0, 1), square(1, 0, 1)])).toHaveLength(7);
  });
});

describe('points', () => {
  const marks = { lon: [0, 0.5, 0, 9], lat: [0, 0, 0, 9], state: [2, 0, 1, 0] };
  const project = ([lon, lat]: [number, number]): number[] => [lon * 10, lat * 10];

  it('are drawn closed first and overdue last', () => {
    expect(drawOrder(marks.state)).toEqual([0, 3, 1, 2]);
  });

  it('are picked as seen: the nearest, and of equals the one on top', () => {
    expect(pointAt(marks, project, 0, 0, 8)).toBe(2);
    expect(pointAt(marks, project, 4, 0, 8)).toBe(1);
    expect(pointAt(marks, project, 40, 40, 8)).toBeNull();
  });
});

describe('the surface', () => {
  it('is clear where there is little and keeps its last colour above the domain', () => {
    const table = rampTable('dark');
    const pixels = paintDensity(new Float32Array([0, 1, 50, 100, 5000, Number.NaN]), 100, table);
    const alpha = (index: number): number => pixels[index * 4 + 3] ?? -1;
    expect(alpha(0)).toBe(0);
    expect(alpha(1)).toBe(0);
    expect(alpha(2)).toBeGreaterThan(100);
    expect(pixels.slice(12, 16)).toEqual(pixels.slice(16, 20));
    expect(alpha(5)).toBe(0);
  });
});
