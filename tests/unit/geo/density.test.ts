import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { density } from '../../../shared/geo/density.ts';
import {
  cellAreas,
  type DensityRaster,
  metresPerLatDegree,
  metresPerLonDegree,
} from '../../../shared/geo/densityGeometry.ts';

const NANJING: DensityRaster = { bbox: [118.75, 31.98, 118.85, 32.06], width: 120, height: 100, radius: 300 };

const UNITS = 1e7;

function surface(points: readonly (readonly [number, number])[], raster: DensityRaster) {
  const lons = Int32Array.from(points, (point) => Math.round(point[0] * UNITS));
  const lats = Int32Array.from(points, (point) => Math.round(point[1] * UNITS));
  return density(lons, lats, new Uint8Array(points.length).fill(1), raster, UNITS);
}

function mass(values: Float32Array, raster: DensityRaster): number {
  const areas = cellAreas(raster);
  return values.reduce((sum, value, i) => sum + value * areas[Math.floor(i / raster.width)]!, 0);
}

/** A box of given metres around a place. */
function boxAround(lon: number, lat: number, across: number, down: number): DensityRaster['bbox'] {
  const dx = across / 2 / metresPerLonDegree(lat);
  const dy = down / 2 / metresPerLatDegree(lat);
  return [lon - dx, lat - dy, lon + dx, lat + dy];
}

describe('density', () => {
  it('keeps the number of points as its volume, wherever and however fine the raster is', () => {
    const scene = fc.record({
      lat: fc.double({ min: -65, max: 65, noNaN: true }),
      lon: fc.double({ min: -179, max: 179, noNaN: true }),
      radius: fc.double({ min: 30, max: 3000, noNaN: true }),
      width: fc.integer({ min: 8, max: 220 }),
      height: fc.integer({ min: 8, max: 220 }),
      stretch: fc.double({ min: 0.5, max: 2, noNaN: true }),
      offsets: fc.array(
        fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true })),
        { minLength: 1, maxLength: 40 },
      ),
    });
    fc.assert(
      fc.property(scene, ({ lat, lon, radius, width, height, stretch, offsets }) => {
        const inner = boxAround(lon, lat, 4 * radius, 4 * radius * stretch);
        // Wide enough that nothing is smoothed out of it, in cells as well as in metres.
        const raster: DensityRaster = {
          bbox: boxAround(lon, lat, 12 * radius, 12 * radius + 4 * radius * stretch),
          width: width + 40,
          height: height + 40,
          radius,
        };
        const points = offsets.map(
          ([x, y]) => [lon + ((inner[2] - inner[0]) / 2) * x, lat + ((inner[3] - inner[1]) / 2) * y] as const,
        );
        const result = surface(points, raster);
        expect(Math.abs(mass(result.values, raster) / points.length - 1)).toBeLessThan(0.01);
        expect(Math.min(...result.values)).toBeGreaterThanOrEqual(0);
        expect(result.max).toBe(result.values.reduce((a, b) => Math.max(a, b), 0));
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['a radius of few cells', 80],
    ['a radius of many cells, where the work grid is coarser', 900],
  ])('is near the Gaussian whose standard deviation is the radius: %s', (_, radius) => {
    // The centre of a cell: where in its cell a case lies is not kept.
    const centre = [118.75 + (60.5 / 120) * 0.1, 32.06 - (50.5 / 100) * 0.08] as const;
    const raster = { ...NANJING, radius };
    const { values } = surface([centre], raster);
    const [west, south, east, north] = raster.bbox;
    const peak = 1e6 / (2 * Math.PI * radius * radius);
    let worst = 0;
    for (let y = 0; y < raster.height; y++) {
      for (let x = 0; x < raster.width; x++) {
        const lon = west + ((x + 0.5) / raster.width) * (east - west);
        const lat = north - ((y + 0.5) / raster.height) * (north - south);
        const dx = (lon - centre[0]) * metresPerLonDegree(centre[1]);
        const dy = (lat - centre[1]) * metresPerLatDegree(centre[1]);
        const exact = peak * Math.exp(-(dx * dx + dy * dy) / (2 * radius * radius));
        worst = Math.max(worst, Math.abs(values[y * raster.width + x]! - exact) / peak);
      }
    }
    expect(worst).toBeLessThan(0.13);
  });

  it('is round in metres, not in degrees', () => {
    const lat = 62;
    const radius = 400;
    const raster = { bbox: boxAround(25, lat, 6000, 6000), width: 121, height: 121, radius };
    const { values } = surface([[25, lat]], raster);
    const at = (x: number, y: number) => values[y * 121 + x]!;
    for (const step of [4, 8, 12, 16]) {
      expect(at(60 + step, 60) / at(60, 60 + step)).toBeCloseTo(1, 1);
      expect(at(60 - step, 60) / at(60 + step, 60)).toBeCloseTo(1, 1);
    }
  });

  it('lets points just outside of the box shine in, so that neighbouring boxes fit together', () => {
    const [west, south, east, north] = NANJING.bbox;
    const middle = (west + east) / 2;
    const points = [
      [middle - 0.0011, 32.0204],
      [middle + 0.0007, 32.0101],
      [middle + 0.0301, 32.0405],
    ] as const;
    const whole = surface(points, NANJING).values;
    const left = surface(points, { ...NANJING, bbox: [west, south, middle, north], width: 60 });
    const right = surface(points, { ...NANJING, bbox: [middle, south, east, north], width: 60 });
    for (let y = 0; y < 100; y++) {
      for (let x = 0; x < 120; x++) {
        const part = x < 60 ? left.values[y * 60 + x]! : right.values[y * 60 + x - 60]!;
        expect(part).toBeCloseTo(whole[y * 120 + x]!, 4);
      }
    }
  });

  it('is exactly zero out of reach and draws only what the mask holds, wherever the others lie', () => {
    const lons = Int32Array.of(1188000000, 1188000000, 1188000000, -(2 ** 31), 2 ** 31 - 1, -1800000000);
    const lats = Int32Array.of(320000000, 320000000, 990000000, -(2 ** 31), 2 ** 31 - 1, 900000000);
    const one = density(lons, lats, Uint8Array.of(1, 0, 1, 1, 1, 1), NANJING, UNITS);
    expect(mass(one.values, NANJING)).toBeCloseTo(1, 2);
    expect(one.values[0]).toBe(0);
    expect(one.values[one.values.length - 1]).toBe(0);
    const none = density(lons, lats, new Uint8Array(6), NANJING, UNITS);
    expect(none.max).toBe(0);
    expect(none.values.every((value) => value === 0)).toBe(true);
  });

  it('has row 0 in the north and column 0 in the west', () => {
    const { values, max } = surface([[118.752, 32.058]], { ...NANJING, radius: 60 });
    const best = values.indexOf(max);
    expect(Math.floor(best / 120)).toBeLessThan(4);
    expect(best % 120).toBeLessThan(4);
  });

  it('answers the same bytes again', () => {
    const points = [
      [118.8012345, 32.0123456],
      [118.79, 32.02],
      [118.85, 32.06],
    ] as const;
    expect(surface(points, NANJING).values).toEqual(surface(points, NANJING).values);
  });

  it('stays small for a street-sized box with a radius of kilometres', () => {
    const raster = { bbox: boxAround(118.8, 32, 100, 100), width: 512, height: 512, radius: 50_000 };
    const { values } = surface([[118.8, 32]], raster);
    const peak = 1e6 / (2 * Math.PI * 50_000 * 50_000);
    expect(values[256 * 512 + 256]! / peak).toBeCloseTo(0.88, 1);
  });
});
