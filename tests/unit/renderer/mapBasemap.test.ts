import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type MapName, placeNames } from '../../../renderer/map/basemap/mapNames.ts';
import { type LoadedTile, TileLoader } from '../../../renderer/map/basemap/tileLoader.ts';
import {
  drawnGrid,
  mercatorQuad,
  parentOf,
  refKey,
  sourceOf,
  standIns,
  type TileRef,
  wantedTiles,
} from '../../../renderer/map/basemap/tilePlan.ts';
import { tonePixels } from '../../../renderer/map/basemap/tone.ts';
import { nameOf, paintOf } from '../../../renderer/map/basemap/vectorStyle.ts';
import { drawVectorTile, type Pen } from '../../../renderer/map/basemap/vectorTile.ts';
import type { Bbox } from '../../../shared/contract/common.ts';
import { degreeGrid, mercatorY, tileCorners, webMercatorGrid } from '../../../shared/geo/tileGrid.ts';
import { vectorTile } from '../../support/basemaps/tiles.ts';

const web = webMercatorGrid(0, 18, 256);
const box: Bbox = [118.75, 31.97, 118.88, 32.05];
const view = { longitude: 118.815, latitude: 32.01, zoom: 12.4 };
const anywhere = { datum: 'wgs84', bounds: null } as const;
const ref = (level: number, column: number, row: number): TileRef => ({ level, column, row });

describe('the tiles for a view', () => {
  it('are of its zoom, cover it, and begin in its middle', () => {
    const tiles = wantedTiles(anywhere, web, view, box, 1);
    // A view of zoom 12.4 on tiles of 512 px has pixels of level 13.4 of 256.
    expect(new Set(tiles.map(({ level }) => level))).toEqual(new Set([13]));
    const columns = tiles.map(({ column }) => column);
    expect([Math.min(...columns), Math.max(...columns)]).toEqual([6797, 6801]);
    expect(tiles[0]).toEqual(ref(13, 6799, 3325));
  });

  it('are coarser where they are drawn larger, for a wall that is read from afar', () => {
    expect(wantedTiles(anywhere, web, view, box, 2)[0]?.level).toBe(12);
  });

  it('end where the map ends', () => {
    const bounds: Bbox = [118.8, 32, 118.801, 32.001];
    expect(wantedTiles({ ...anywhere, bounds }, web, view, box, 1)).toHaveLength(1);
    expect(wantedTiles({ ...anywhere, bounds: [10, 10, 11, 11] }, web, view, box, 1)).toEqual([]);
  });

  it('are never more than a screen can show, whatever the grid says', () => {
    const fine = { unit: 'metre' as const, levels: webMercatorGrid(22, 22, 64).levels };
    expect(wantedTiles(anywhere, fine, view, box, 1).length).toBeLessThanOrEqual(400);
  });
});

describe('vector tiles beyond their finest level', () => {
  const served = webMercatorGrid(0, 14, 512);
  const grid = drawnGrid({ grid: served, format: 'vector' });

  it('are drawn from the finest that there is', () => {
    const last = grid.levels.length - 1;
    expect(grid.levels[last]?.resolution).toBeCloseTo(served.levels[14]!.resolution / 2 ** (last - 14), 9);
    expect(last).toBe(20);
    const source = sourceOf(served, ref(16, 4 * 100 + 3, 4 * 50 + 2));
    expect(source).toMatchObject({ column: 100, row: 50, of: 4, x: 3, y: 2 });
    expect(source?.level.id).toBe('14');
    expect(sourceOf(served, ref(14, 7, 9))).toMatchObject({ column: 7, row: 9, of: 1, x: 0, y: 0 });
  });

  it('are pictures of pixels where they are raster, which no level adds to', () => {
    expect(drawnGrid({ grid: served, format: 'raster' })).toBe(served);
  });
});

describe('in place of tiles that have not come', () => {
  const known = (...refs: TileRef[]) => new Map(refs.map((each) => [refKey(each), each]));
  const wanted = [ref(3, 4, 2), ref(3, 5, 2)];

  it('the tile itself is drawn where it is there', () => {
    expect(standIns(web, wanted, known(...wanted))).toEqual(wanted);
  });

  it('a coarser one is, below the finer ones', () => {
    const parent = ref(1, 1, 0);
    expect(standIns(web, wanted, known(ref(3, 4, 2), parent))).toEqual([parent, ref(3, 4, 2)]);
    expect(parentOf(web, ref(3, 5, 2))).toEqual(ref(2, 2, 1));
    expect(parentOf(web, ref(0, 0, 0))).toBeNull();
  });

  it('the finer ones within are, and no others', () => {
    const inside = [ref(4, 8, 4), ref(4, 9, 5)];
    const found = standIns(web, wanted.slice(0, 1), known(...inside, ref(4, 10, 4), ref(2, 0, 0)));
    expect(found).toEqual(inside);
  });
});

describe('a tile of degrees', () => {
  it('hangs as the map of Mercator asks: every row within a tenth of a pixel', () => {
    const grid = degreeGrid(1, 18, 256);
    fc.assert(
      fc.property(
        fc.integer({ min: 7, max: 17 }),
        fc.double({ min: 4, max: 53, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (index, lat, share) => {
          const level = grid.levels[index]!;
          const row = Math.floor((90 - lat) / (level.resolution * 256));
          const corners = tileCorners(grid, level, { column: 0, row }, 'cgcs2000');
          const { corners: quad, bend } = mercatorQuad('degree', corners);
          const [top, bottom] = [quad[0]![1], quad[3]![1]];
          const drawn = top + (bottom - top) * share + 4 * bend * share * (1 - share);
          const exactLat = corners[0][1] + (corners[3][1] - corners[0][1]) * share;
          const exact = 0.5 - mercatorY(exactLat) / 2;
          expect(Math.abs(drawn - exact)).toBeLessThan(((bottom - top) / 256) * 0.1);
        },
      ),
    );
  });

  it('of Mercator has no bend', () => {
    expect(
      mercatorQuad('metre', tileCorners(web, web.levels[10]!, { column: 5, row: 5 }, 'wgs84')).bend,
    ).toBe(0);
  });
});

describe('the tone of pictures', () => {
  const toned = (
    colour: [number, number, number, number],
    part: Partial<Parameters<typeof tonePixels>[1]>,
  ) => {
    const pixels = Uint8ClampedArray.from(colour);
    tonePixels(pixels, { theme: 'dark', imagery: false, annotation: false, ...part });
    return [...pixels];
  };
  const brightness = ([red = 0, green = 0, blue = 0]: number[]) =>
    0.2126 * red + 0.7152 * green + 0.0722 * blue;

  it('makes paper dark on a dark wall and its lettering light, and neither on a light one', () => {
    expect(brightness(toned([250, 248, 240, 255], {}))).toBeLessThan(50);
    expect(brightness(toned([10, 10, 10, 255], {}))).toBeGreaterThan(120);
    expect(brightness(toned([250, 248, 240, 255], { theme: 'light' }))).toBeGreaterThan(235);
    expect(brightness(toned([0, 0, 0, 255], { theme: 'light' }))).toBeLessThan(110);
  });

  it('dims an image of the ground and does not invert it', () => {
    const [forest, roof] = [
      toned([40, 60, 30, 255], { imagery: true }),
      toned([200, 190, 180, 255], { imagery: true }),
    ];
    expect(brightness(forest)).toBeLessThan(brightness(roof));
    expect(brightness(roof)).toBeLessThan(100);
  });

  it('keeps what is clear clear, and takes colour back', () => {
    expect(toned([0, 0, 0, 0], { annotation: true })).toEqual([0, 0, 0, 0]);
    const [red = 0, , blue = 0] = toned([255, 120, 0, 255], { theme: 'light' });
    expect(red - blue).toBeLessThan(255 * 0.6);
    expect(red - blue).toBeGreaterThan(0);
  });
});

describe('the style of vector tiles', () => {
  it('widens roads by their class, in both common schemas', () => {
    const width = (layer: string, properties: Record<string, string>) =>
      paintOf(layer, 'line', properties, 15, 'dark')?.width ?? 0;
    for (const [layer, key, classes] of [
      ['transportation', 'class', ['motorway', 'primary', 'tertiary', 'minor']],
      ['roads', 'kind', ['highway', 'major_road', 'medium_road', 'minor_road']],
    ] as const) {
      const widths = classes.map((name) => width(layer, { [key]: name }));
      expect(widths).toEqual([...widths].sort((a, b) => b - a));
      expect(new Set(widths).size).toBe(4);
    }
  });

  it('leaves small streets and houses out from afar', () => {
    expect(paintOf('roads', 'line', { kind: 'minor_road' }, 11, 'light')).toBeNull();
    expect(paintOf('building', 'polygon', {}, 12, 'light')).toBeNull();
    expect(paintOf('building', 'polygon', {}, 16, 'light')).not.toBeNull();
  });

  it('draws layers that it does not know', () => {
    expect(paintOf('政务道路', 'line', {}, 15, 'dark')).toMatchObject({ kind: 'line' });
    expect(paintOf('政务用地', 'polygon', {}, 15, 'dark')).toMatchObject({ kind: 'fill' });
    expect(paintOf('constructor', 'line', {}, 15, 'dark')).toMatchObject({ kind: 'line' });
  });

  it('names in Chinese where it can, the larger road first', () => {
    const name = nameOf('roads', 'line', { kind: 'highway', name: 'Ring', 'name:zh': '快速路' }, 14);
    expect(name).toEqual({ text: '快速路', rank: 20, kind: 'road' });
    expect(nameOf('roads', 'line', { kind: 'minor_road', name: '安一街' }, 13)).toBeNull();
    expect(nameOf('roads', 'line', { kind: 'minor_road', name: '安一街' }, 16)?.rank).toBeGreaterThan(20);
    expect(nameOf('roads', 'line', { kind: 'highway' }, 16)).toBeNull();
  });
});

describe('drawing a vector tile', () => {
  /** Notes what is drawn. */
  function listening(): { pen: Pen; lines: string[] } {
    const lines: string[] = [];
    let path: string[] = [];
    const pen: Pen = {
      ...{ fillStyle: '', strokeStyle: '', lineWidth: 0, lineJoin: 'miter', lineCap: 'butt' },
      fillRect: (x, y, width, height) => void lines.push(`ground ${x},${y} ${width}x${height}`),
      setLineDash: () => undefined,
      beginPath: () => {
        path = [];
      },
      moveTo: (x, y) => void path.push(`${x},${y}`),
      lineTo: (x, y) => void path.push(`${x},${y}`),
      closePath: () => void path.push('z'),
      fill: () => void lines.push(`fill ${path.join(' ')}`),
      stroke: () => void lines.push(`line ${path.join(' ')}`),
    };
    return { pen, lines };
  }
  const bytes = vectorTile({
    roads: [
      {
        kind: 'line',
        points: [
          [0, 2048],
          [4096, 2048],
        ],
        properties: { kind: 'highway', name: '快速路' },
      },
    ],
    water: [
      {
        kind: 'polygon',
        points: [
          [0, 0],
          [1024, 0],
          [1024, 1024],
          [0, 1024],
        ],
        properties: { kind: 'lake' },
      },
    ],
    places: [{ kind: 'point', points: [[3072, 1024]], properties: { kind: 'suburb', name: '双塘' } }],
  }).slice().buffer as ArrayBuffer;
  const order = { bytes, of: 1, x: 0, y: 0, zoom: 14, side: 512, theme: 'dark' as const };

  it('draws the ground, areas, then roads with their edges below, and finds the names', () => {
    const { pen, lines } = listening();
    const names = drawVectorTile(order, pen);
    expect(lines).toEqual([
      'ground 0,0 512x512',
      'fill 0,0 128,0 128,128 0,128 0,0 z',
      'line 0,256 512,256',
      'line 0,256 512,256',
    ]);
    expect(names.map(({ text, x, y, angle }) => ({ text, x, y, angle }))).toEqual([
      { text: '快速路', x: 0.5, y: 0.5, angle: 0 },
      { text: '双塘', x: 0.75, y: 0.25, angle: 0 },
    ]);
  });

  it('draws a part larger, with the names of that part alone', () => {
    const { pen, lines } = listening();
    const names = drawVectorTile({ ...order, of: 2, x: 1, y: 0 }, pen);
    expect(lines).toContain('line -512,512 512,512');
    expect(names.map(({ text, x, y }) => ({ text, x, y }))).toEqual([{ text: '双塘', x: 0.5, y: 0.5 }]);
  });

  it('refuses bytes that are no vector tile', () => {
    const page = new TextEncoder().encode('<html>').buffer as ArrayBuffer;
    expect(() => drawVectorTile({ ...order, bytes: page }, listening().pen)).toThrow();
  });
});

describe('names on the map', () => {
  const size = { width: 1000, height: 800, rem: 16 };
  const name = (text: string, x: number, y: number, part: Partial<MapName> = {}): MapName => ({
    ...{ text, rank: 20, kind: 'road', at: [x, y], angle: 0, length: 500 },
    ...part,
  });
  const project = (at: readonly number[]): number[] => [...at];

  it('never cover each other or a street of the district', () => {
    const names = fc.array(
      fc.record({
        x: fc.integer({ min: -50, max: 1050 }),
        y: fc.integer({ min: -50, max: 850 }),
        angle: fc.integer({ min: -90, max: 90 }),
        letters: fc.integer({ min: 1, max: 8 }),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(names, (list) => {
        const given = list.map(({ x, y, angle, letters }, index) =>
          name('路'.repeat(letters), x, y, { angle, rank: index }),
        );
        const placed = placeNames(given, project, size, [{ left: 400, right: 600, top: 300, bottom: 400 }]);
        const touching = placed.some((a, index) =>
          placed.slice(index + 1).some((b) => Math.abs(a.x - b.x) < 16 && Math.abs(a.y - b.y) < 16),
        );
        expect(touching).toBe(false);
        expect(placed.every(({ x, y }) => !(x > 400 && x < 600 && y > 300 && y < 400))).toBe(true);
      }),
    );
  });

  it('are left out where the road is shorter, where they would repeat, and off the map', () => {
    const placed = placeNames(
      [
        name('中山路', 100, 100),
        name('中山路', 250, 160),
        name('中山路', 700, 500),
        name('很长的一条路名', 500, 300, { length: 40 }),
        name('外面', 2000, 100),
      ],
      project,
      size,
      [],
    );
    expect(placed.map(({ text, x }) => [text, x])).toEqual([
      ['中山路', 100],
      ['中山路', 700],
    ]);
  });
});

describe('loading tiles', () => {
  type Stand = { width: number; height: number; close(): void };
  type Asked = {
    ref: TileRef;
    signal: AbortSignal;
    give(tile: Pick<LoadedTile<Stand>, 'bitmap' | 'names'> | null): Promise<void>;
    fail(error: unknown): Promise<void>;
  };
  const picture = (): Pick<LoadedTile<Stand>, 'bitmap' | 'names'> => ({
    bitmap: { width: 256, height: 256, close: () => undefined },
    names: [],
  });

  function loader(
    maxBytes = 10_000_000,
    retryAfter: () => number | null = () => null,
  ): { loader: TileLoader<Stand>; asked: Asked[]; outcomes: unknown[] } {
    const asked: Asked[] = [];
    const outcomes: unknown[] = [];
    const settle = async (act: () => void): Promise<void> => {
      act();
      await new Promise((resolve) => setImmediate(resolve));
    };
    const created = new TileLoader<Stand>({
      ...{ grid: web, maxBytes, usesCoarser: true, retryAfter, onChange: () => undefined },
      onOutcome: (error) => void outcomes.push(error),
      load: (each, signal) =>
        new Promise((resolve, reject) => {
          asked.push({
            ...{ ref: each, signal },
            give: (tile) => settle(() => resolve(tile)),
            fail: (error) => settle(() => reject(error)),
          });
        }),
    });
    return { loader: created, asked, outcomes };
  }
  const row = (count: number, from = 0): TileRef[] =>
    Array.from({ length: count }, (_, x) => ref(5, from + x, 3));

  it('asks for four at a time, in order, and for no tile twice', async () => {
    const { loader: tiles, asked } = loader();
    tiles.want(row(6));
    tiles.want(row(6));
    expect(asked.map((each) => each.ref.column)).toEqual([0, 1, 2, 3]);
    await asked[1]?.give(picture());
    expect(asked.map((each) => each.ref.column)).toEqual([0, 1, 2, 3, 4]);
    expect([...tiles.ready().keys()]).toEqual(['5/1/3']);
    expect(tiles.isComplete(row(6))).toBe(false);
  });

  it('aborts what is no longer in view, and drops what comes all the same', async () => {
    const { loader: tiles, asked } = loader();
    tiles.want(row(2));
    tiles.want(row(2, 10));
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, true, false, false]);
    await asked[0]?.give(picture());
    expect(tiles.ready().size).toBe(0);
  });

  it('asks for the coarser tile where the map has none', async () => {
    const { loader: tiles, asked } = loader();
    tiles.want([ref(5, 8, 4)]);
    await asked[0]?.give(null);
    expect(asked[1]?.ref).toEqual(ref(4, 4, 2));
    await asked[1]?.give(null);
    const wanted = [ref(5, 8, 4)];
    expect(tiles.isSettled(wanted)).toBe(false);
    await asked[2]?.give(picture());
    expect([...tiles.ready().keys()]).toEqual(['3/2/1']);
    expect([tiles.isSettled(wanted), tiles.isComplete(wanted)]).toEqual([true, false]);
    // Nobody has asked for the tiles of another view yet, which is not the same as having them.
    expect(tiles.isSettled(row(1))).toBe(false);
    expect(asked).toHaveLength(3);
  });

  it('keeps the last ones within bounds, and never lets a wanted one go', async () => {
    const { loader: tiles, asked } = loader(256 * 256 * 4 * 3);
    for (const from of [0, 2, 4]) {
      tiles.want(row(2, from));
      for (const each of asked.slice(-2)) await each.give(picture());
    }
    expect([...tiles.ready().keys()]).toEqual(['5/3/3', '5/4/3', '5/5/3']);
    tiles.want(row(4, 2));
    for (const each of asked.slice(6)) await each.give(picture());
    expect(tiles.ready().size).toBe(4);
    expect(tiles.isComplete(row(4, 2))).toBe(true);
  });

  it('says what failed, and tries again after the time that is given', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { loader: tiles, asked, outcomes } = loader(10_000_000, () => 2_000);
    tiles.want([ref(5, 8, 4)]);
    await asked[0]?.fail('offline');
    expect(outcomes).toEqual(['offline']);
    tiles.want([ref(5, 8, 4)]);
    expect(asked).toHaveLength(1);
    vi.advanceTimersByTime(1_999);
    expect(asked).toHaveLength(1);
    vi.advanceTimersByTime(1);
    await asked[1]?.give(picture());
    expect(outcomes).toEqual(['offline', null]);
  });
});
