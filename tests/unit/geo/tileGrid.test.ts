import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LonLat } from '../../../shared/contract/common.ts';
import { fromWgs84 } from '../../../shared/geo/coordinates.ts';
import {
  degreeGrid,
  flippedRow,
  fromGridUnits,
  levelFor,
  tileAbove,
  tileCorners,
  tilesOver,
  toGridUnits,
  webMercatorGrid,
} from '../../../shared/geo/tileGrid.ts';

const web = webMercatorGrid(0, 18, 256);
const degrees = degreeGrid(1, 18, 256);
const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index];
  if (found === undefined) throw new Error(`nothing at ${index}`);
  return found;
};
const levelOf = (grid: typeof web, id: string) => {
  const found = grid.levels.find((level) => level.id === id);
  if (found === undefined) throw new Error(`no level ${id}`);
  return found;
};
const nanjing: LonLat = [118.7969, 32.0603];
const point = ([lon, lat]: LonLat) => [lon, lat, lon + 1e-9, lat + 1e-9] as const;
const metresBetween = (a: LonLat, b: LonLat): number => {
  const north = (b[1] - a[1]) * 111_195;
  const east = (b[0] - a[0]) * 111_195 * Math.cos((a[1] * Math.PI) / 180);
  return Math.hypot(north, east);
};

describe('the web grid', () => {
  // The slippy-map formula, worked out by hand for Xinjiekou: x = (118.7969 + 180) / 360 · 2^15.
  it('puts a place into the tile of the slippy map', () => {
    expect(tilesOver(web, levelOf(web, '15'), [...point(nanjing)], 'wgs84')).toEqual([
      { column: 27197, row: 13300 },
    ]);
    expect(tilesOver(web, levelOf(web, '0'), [...point(nanjing)], 'wgs84')).toEqual([{ column: 0, row: 0 }]);
  });

  it('has the resolution of the scale set GoogleMapsCompatible', () => {
    expect(levelOf(web, '0').resolution).toBeCloseTo(156_543.033_928, 5);
    expect(levelOf(web, '18').resolution).toBeCloseTo(0.597_164_284, 8);
  });

  it('takes the tiles that a box touches, and none beyond the world', () => {
    expect(tilesOver(web, levelOf(web, '1'), [-180, -85, 180, 85], 'wgs84')).toEqual([
      { column: 0, row: 0 },
      { column: 1, row: 0 },
      { column: 0, row: 1 },
      { column: 1, row: 1 },
    ]);
    const side = tileCorners(web, levelOf(web, '15'), { column: 27197, row: 13300 }, 'wgs84');
    const exact = [side[0][0], side[2][1], side[2][0], side[0][1]] as const;
    const shrunk = [exact[0] + 1e-9, exact[1] + 1e-9, exact[2] - 1e-9, exact[3] - 1e-9] as const;
    expect(tilesOver(web, levelOf(web, '15'), [...shrunk], 'wgs84')).toHaveLength(1);
  });
});

describe('the grid of degrees (天地图 c)', () => {
  it('begins with two tiles side by side, of 0.703125° a pixel', () => {
    const first = levelOf(degrees, '1');
    expect([first.columns, first.rows, first.resolution]).toEqual([2, 1, 0.703_125]);
  });

  it('puts a place into the tile of the matrix set', () => {
    // 360° / 2^15 = 0.010986328125° a tile: (118.7969 + 180) / that, (90 − 32.0603) / that.
    const level = levelOf(degrees, '15');
    expect(tilesOver(degrees, level, [...point(nanjing)], 'cgcs2000')).toEqual([
      { column: 27197, row: 5273 },
    ]);
    const [topLeft, , bottomRight] = tileCorners(degrees, level, { column: 27197, row: 5273 }, 'cgcs2000');
    expect(topLeft[0]).toBeCloseTo(27197 * (360 / 2 ** 15) - 180, 10);
    expect(topLeft[1]).toBeCloseTo(90 - 5273 * (360 / 2 ** 15), 10);
    expect(bottomRight[1]).toBeCloseTo(90 - 5274 * (360 / 2 ** 15), 10);
  });
});

describe('any grid', () => {
  const places = fc.tuple(
    fc.double({ min: 73, max: 135, noNaN: true }),
    fc.double({ min: 4, max: 53, noNaN: true }),
  );
  it('finds every place again in the corners of its tile', () => {
    fc.assert(
      fc.property(places, fc.integer({ min: 3, max: 17 }), fc.boolean(), ([lon, lat], zoom, plain) => {
        const grid = plain ? web : degrees;
        const level = levelOf(grid, String(zoom));
        const [address] = tilesOver(grid, level, [...point([lon, lat])], 'wgs84');
        if (address === undefined) throw new Error('no tile');
        const [topLeft, , bottomRight] = tileCorners(grid, level, address, 'wgs84');
        expect(lon).toBeGreaterThanOrEqual(topLeft[0] - 1e-9);
        expect(lon).toBeLessThanOrEqual(bottomRight[0] + 1e-9);
        expect(lat).toBeLessThanOrEqual(topLeft[1] + 1e-9);
        expect(lat).toBeGreaterThanOrEqual(bottomRight[1] - 1e-9);
      }),
    );
  });

  it('converts to its units and back', () => {
    fc.assert(
      fc.property(places, fc.constantFrom('metre' as const, 'degree' as const), ([lon, lat], unit) => {
        const [x, y] = fromGridUnits(unit, ...toGridUnits(unit, [lon, lat]));
        expect(x).toBeCloseTo(lon, 9);
        expect(y).toBeCloseTo(lat, 9);
      }),
    );
  });

  it('has the tile of a coarser level over each of its tiles', () => {
    const [fine, coarse] = [levelOf(web, '15'), levelOf(web, '12')];
    expect(tileAbove(fine, { column: 27197, row: 13300 }, coarse)).toEqual({
      column: Math.floor(27197 / 8),
      row: Math.floor(13300 / 8),
    });
  });
});

describe('the level for a view', () => {
  it('has pixels of about the wanted size, on the ground of the place', () => {
    const wanted = levelOf(web, '14').resolution * Math.cos((32 * Math.PI) / 180);
    expect(at(web.levels, levelFor(web, wanted, 32)).id).toBe('14');
    expect(at(web.levels, levelFor(web, wanted * 1.3, 32)).id).toBe('14');
    expect(at(web.levels, levelFor(web, wanted * 1.5, 32)).id).toBe('13');
  });

  it('compares degrees from south to north', () => {
    const wanted = levelOf(degrees, '14').resolution * 111_319.49;
    expect(at(degrees.levels, levelFor(degrees, wanted, 60)).id).toBe('14');
  });

  it('stays within the levels that there are', () => {
    expect(at(web.levels, levelFor(web, 0.001, 32)).id).toBe('18');
    expect(at(web.levels, levelFor(web, 1e9, 32)).id).toBe('0');
  });
});

describe('tiles in GCJ-02', () => {
  // tests/unit/geo/coordinates.test.ts has the formula; Nanjing is moved by some 470 m to the south-east.
  it('are moved back by some hundred metres', () => {
    const level = levelOf(web, '16');
    const [address] = tilesOver(web, level, [...point(nanjing)], 'gcj02');
    if (address === undefined) throw new Error('no tile');
    const moved = tileCorners(web, level, address, 'gcj02')[0];
    const unmoved = tileCorners(web, level, address, 'wgs84')[0];
    const metres = metresBetween(moved, unmoved);
    expect(metres).toBeGreaterThan(300);
    expect(metres).toBeLessThan(700);
    expect(metresBetween(fromWgs84(...moved, 'gcj02'), unmoved)).toBeLessThan(0.001);
  });

  it('still meet their neighbours', () => {
    const level = levelOf(web, '16');
    const [, right] = tileCorners(web, level, { column: 54390, row: 26598 }, 'gcj02');
    const [left] = tileCorners(web, level, { column: 54391, row: 26598 }, 'gcj02');
    expect(right).toEqual(left);
  });

  it('are off by less than a pixel in their middle', () => {
    for (const id of ['8', '10', '12', '14', '16', '18']) {
      const level = levelOf(web, id);
      const [address] = tilesOver(web, level, [...point(nanjing)], 'gcj02');
      if (address === undefined) throw new Error('no tile');
      const corners = tileCorners(web, level, address, 'gcj02');
      const middle = corners.reduce<[number, number]>(
        ([x, y], corner) => {
          const [cx, cy] = toGridUnits('metre', corner);
          return [x + cx / 4, y + cy / 4];
        },
        [0, 0],
      );
      const inGcj = toGridUnits('metre', fromWgs84(...fromGridUnits('metre', ...middle), 'gcj02'));
      const span = level.resolution * level.size;
      const exact = [
        level.left + (address.column + 0.5) * span,
        level.top - (address.row + 0.5) * span,
      ] as const;
      const pixels = Math.hypot(inGcj[0] - exact[0], inGcj[1] - exact[1]) / level.resolution;
      expect(pixels).toBeLessThan(0.7);
    }
  });
});

it('counts rows from the other side', () => {
  expect(flippedRow(13300, 2 ** 15)).toBe(19467);
  expect(flippedRow(flippedRow(5, 8), 8)).toBe(5);
});
