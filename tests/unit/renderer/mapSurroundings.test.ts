import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MapName } from '../../../renderer/map/basemap/mapNames.ts';
import { metresPerPixel, wantedTiles } from '../../../renderer/map/basemap/tilePlan.ts';
import { longestStretch } from '../../../renderer/map/basemap/vectorTile.ts';
import { nearbyCases, roundedMetres } from '../../../renderer/map/surroundings/nearby.ts';
import { keptInside, stillView, tileRect } from '../../../renderer/map/surroundings/stillView.ts';
import { visibleNames } from '../../../renderer/map/surroundings/visibleNames.ts';
import type { LonLat } from '../../../shared/contract/common.ts';
import { boxAround, lengthMetres } from '../../../shared/geo/measure.ts';
import { segmentWithin } from '../../../shared/geo/segment.ts';
import { tileCorners, webMercatorGrid } from '../../../shared/geo/tileGrid.ts';

const PLACE: LonLat = [118.79, 32.015];
const SIZE = { width: 480, height: 300 };
const GRID = webMercatorGrid(0, 20, 512);

describe('the still view of a place', () => {
  const view = stillView(PLACE, SIZE, 1);

  it('has it in the middle, at the scale that was asked for', () => {
    expect(view.project(PLACE)).toEqual([240, 150]);
    expect(metresPerPixel(view)).toBeCloseTo(1, 9);
    const [west, south, east, north] = view.box;
    // The web's maps take the earth as a ball: lengths on the ellipsoid differ by a third of a per cent at most.
    expect(
      lengthMetres([
        [west, PLACE[1]],
        [east, PLACE[1]],
      ]),
    ).toBeCloseTo(480, -1);
    expect(
      lengthMetres([
        [PLACE[0], south],
        [PLACE[0], north],
      ]),
    ).toBeCloseTo(300, -1);
    expect(view.project([west, north])).toEqual([expect.closeTo(0, 6), expect.closeTo(0, 6)]);
    expect(view.project([east, south])).toEqual([expect.closeTo(480, 6), expect.closeTo(300, 6)]);
  });

  it.each(['wgs84', 'gcj02'] as const)('draws tiles in %s without a gap, over all of it', (datum) => {
    fc.assert(
      fc.property(
        fc.double({ min: 118.7, max: 118.9, noNaN: true }),
        fc.double({ min: 31.9, max: 32.1, noNaN: true }),
        fc.constantFrom(1, 1.25, 2),
        fc.double({ min: 0.5, max: 3, noNaN: true }),
        (lon, lat, ratio, scale) => {
          const shown = stillView([lon, lat], SIZE, scale);
          const tiles = wantedTiles({ datum, bounds: null }, GRID, shown, shown.box, 1);
          expect(tiles.length).toBeLessThanOrEqual(16);
          const rects = new Map(
            tiles.map(({ level, column, row }) => {
              const found = GRID.levels[level];
              if (found === undefined) throw new Error('no level');
              const corners = tileCorners(GRID, found, { column, row }, datum);
              return [`${column},${row}`, tileRect(shown, corners, ratio)];
            }),
          );
          let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
          for (const [key, { x, y, width, height }] of rects) {
            const [column = 0, row = 0] = key.split(',').map(Number);
            expect(Number.isInteger(x) && Number.isInteger(width)).toBe(true);
            const beside = rects.get(`${column + 1},${row}`);
            if (beside !== undefined)
              expect(Math.abs(beside.x - (x + width))).toBeLessThanOrEqual(datum === 'wgs84' ? 0 : 1);
            const under = rects.get(`${column},${row + 1}`);
            if (under !== undefined)
              expect(Math.abs(under.y - (y + height))).toBeLessThanOrEqual(datum === 'wgs84' ? 0 : 1);
            [left, top] = [Math.min(left, x), Math.min(top, y)];
            [right, bottom] = [Math.max(right, x + width), Math.max(bottom, y + height)];
          }
          expect(left <= 0 && top <= 0).toBe(true);
          expect(right >= SIZE.width * ratio && bottom >= SIZE.height * ratio).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps the line to a point outside on the map, in its direction', () => {
    expect(keptInside([240, 150], [300, 100], SIZE, 8)).toEqual([300, 100]);
    expect(keptInside([240, 150], [240, -5000], SIZE, 8)).toEqual([240, 8]);
    const [x, y] = keptInside([240, 150], [1240, 650], SIZE, 8);
    expect([x, y]).toEqual([expect.closeTo(472, 6), expect.closeTo(266, 6)]);
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: -1e6, max: 1e6 }), (toX, toY) => {
        const [px, py] = keptInside([240, 150], [toX, toY], SIZE, 8);
        expect(px >= 7.999 && px <= 472.001 && py >= 7.999 && py <= 292.001).toBe(
          toX < 8 || toX > 472 || toY < 8 || toY > 292 || (px === toX && py === toY),
        );
      }),
    );
  });
});

describe('names of roads', () => {
  const view = stillView(PLACE, SIZE, 1);
  const road = (x: number, y: number, angle: number, length: number): MapName => ({
    ...{ text: '健康路', rank: 30, kind: 'road', angle, length, at: view.unproject([x, y]) },
  });
  const shown = (name: MapName) =>
    visibleNames([name], view, 16).map(({ at, length }) => [
      ...view.project(at).map(Math.round),
      Math.round(length),
    ]);

  it('stand where the road is seen, wherever its middle is', () => {
    // Its middle lies 2 km east: 16 … 464 px of it are seen.
    expect(shown(road(2240, 100, 0, 6000))).toEqual([
      [240, 100, 448],
      [128, 100, 224],
      [352, 100, 224],
    ]);
    expect(shown(road(240, 100, 90, 100))[0]).toEqual([240, 100, 100]);
    expect(shown(road(2240, 100, 0, 100))).toEqual([]);
    expect(shown({ ...road(400, 40, 0, 0), kind: 'place' })).toEqual([[400, 40, 0]]);
    expect(shown({ ...road(470, 40, 0, 0), kind: 'place' })).toEqual([]);
  });

  it('of a tile that is a part of a coarser one belong to the stretch within it', () => {
    expect(
      longestStretch(
        [
          [
            [-3000, 40],
            [5000, 40],
          ],
        ],
        512,
      ),
    ).toEqual({ x: 256, y: 40, angle: 0, length: 512 });
    expect(
      longestStretch(
        [
          [
            [-300, 40],
            [-1, 40],
          ],
        ],
        512,
      ),
    ).toBeNull();
    expect(
      longestStretch(
        [
          [
            [-300, 600],
            [100, 600],
            [100, 500],
          ],
        ],
        512,
      ),
    ).toMatchObject({ x: 100, y: 506, length: 12 });
  });
});

describe('the part of a segment within a box', () => {
  it('is that of all its points that lie in it', () => {
    const number = fc.integer({ min: -50, max: 50 });
    const sides = { left: -10, top: -5, right: 10, bottom: 20 };
    fc.assert(
      fc.property(number, number, number, number, (ax, ay, bx, by) => {
        const within = segmentWithin([ax, ay], [bx, by], sides);
        for (let step = 0; step <= 50; step++) {
          const share = step / 50;
          const [x, y] = [ax + (bx - ax) * share, ay + (by - ay) * share];
          const isIn = x >= -10 && x <= 10 && y >= -5 && y <= 20;
          const isNear = [x + 10, x - 10, y + 5, y - 20].some((away) => Math.abs(away) < 1e-9);
          if (!isNear) expect(within !== null && share >= within[0] && share <= within[1]).toBe(isIn);
        }
      }),
    );
  });
});

describe('the open cases near a place', () => {
  const east = (metres: number): LonLat => [PLACE[0] + metres / 94_420, PLACE[1]];
  const points = (metres: number[], state: number[], total: number) => ({
    ...{ revision: 1, total, ids: metres.map((_, i) => `c${i}`), state },
    lon: metres.map((each) => east(each)[0]),
    lat: metres.map((each) => east(each)[1]),
  });

  it('are counted within the circle, the nearest first, without the case itself', () => {
    const found = nearbyCases(points([0, 510, 40, 490, -20], [0, 0, 1, 0, 1], 5), PLACE, 500, ['c0']);
    expect(found.cases.map(({ id }) => id)).toEqual(['c4', 'c2', 'c3']);
    expect([found.overdue, found.isWhole]).toEqual([2, true]);
    expect(nearbyCases(points([10], [0], 9), PLACE, 500, []).isWhole).toBe(false);
  });

  it('all lie in the box that is asked for', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
        fc.double({ min: 18, max: 53, noNaN: true }),
        (angle, lat) => {
          const [west, south, east, north] = boxAround([110, lat], 500);
          const dLat = (500 * Math.sin(angle)) / 111_400;
          const dLon = (500 * Math.cos(angle)) / (111_320 * Math.cos((lat * Math.PI) / 180));
          const at: LonLat = [110 + dLon * 0.99, lat + dLat * 0.99];
          expect(at[0] > west && at[0] < east && at[1] > south && at[1] < north).toBe(true);
        },
      ),
    );
  });

  it('lie at distances that are told to ten metres', () => {
    expect([0, 9.9, 10, 14.9, 123.4, 495].map(roundedMetres)).toEqual([null, null, 10, 10, 120, 500]);
  });
});
