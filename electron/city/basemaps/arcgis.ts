import { z } from 'zod';
import type { TileGrid } from '../../../shared/contract/basemaps.ts';
import type { Bbox } from '../../../shared/contract/common.ts';
import { fromGridUnits } from '../../../shared/geo/tileGrid.ts';
import { BasemapRefused } from './refused.ts';

const Wkid = z.object({ wkid: z.int().optional(), latestWkid: z.int().optional() });
const Extent = z.object({ xmin: z.number(), ymin: z.number(), xmax: z.number(), ymax: z.number() });
const Service = z.object({
  mapName: z.string().optional(),
  name: z.string().optional(),
  copyrightText: z.string().optional(),
  singleFusedMapCache: z.boolean().optional(),
  fullExtent: Extent.optional().catch(undefined),
  tileInfo: z.object({
    rows: z.int(),
    cols: z.int(),
    origin: z.object({ x: z.number(), y: z.number() }),
    spatialReference: Wkid,
    lods: z
      .array(z.object({ level: z.int(), resolution: z.number().positive() }))
      .min(1)
      .max(40),
  }),
});

const METRES = new Set([3857, 102_100, 102_113, 900_913]);
const DEGREES = new Set([4326, 4490]);

export type ArcgisFound = {
  title: string;
  attribution: string;
  grid: TileGrid;
  bounds: Bbox | null;
  datum: 'wgs84' | 'cgcs2000';
};

/**
 * The grid of an ArcGIS service with cached tiles (切片缓存), from its description (`?f=json`).
 * @throws BasemapRefused `basemap-unknown`
 */
export function readArcgis(json: unknown): ArcgisFound {
  const read = Service.safeParse(json);
  if (!read.success || read.data.singleFusedMapCache === false)
    throw new BasemapRefused('basemap-unknown', { reason: 'not-cached' });
  const { tileInfo, fullExtent, copyrightText, mapName, name } = read.data;
  const { latestWkid, wkid } = tileInfo.spatialReference;
  const code = latestWkid ?? wkid ?? 0;
  const unit = METRES.has(code) ? 'metre' : DEGREES.has(code) ? 'degree' : null;
  if (unit === null || tileInfo.rows !== tileInfo.cols)
    throw new BasemapRefused('basemap-unknown', { reason: 'projection' });
  const { x, y } = tileInfo.origin;
  // Servers write the origin of degrees with an error of some cells in the last digits, and the poles as ±400 degrees.
  const grid: TileGrid = {
    unit,
    levels: tileInfo.lods
      .toSorted((a, b) => b.resolution - a.resolution)
      .map(({ level, resolution }) => ({
        ...{ id: String(level), left: x, top: y, resolution, size: tileInfo.rows },
        ...{ columns: null, rows: null },
      })),
  };
  return {
    grid,
    title: mapName ?? name ?? '',
    attribution: (copyrightText ?? '').trim().slice(0, 300),
    bounds: fullExtent === undefined ? null : boundsOf(unit, fullExtent),
    datum: code === 4490 ? 'cgcs2000' : 'wgs84',
  };
}

function boundsOf(unit: TileGrid['unit'], { xmin, ymin, xmax, ymax }: z.infer<typeof Extent>): Bbox | null {
  const [west, south] = fromGridUnits(unit, xmin, ymin);
  const [east, north] = fromGridUnits(unit, xmax, ymax);
  const within =
    Math.abs(west) <= 180.1 && Math.abs(east) <= 180.1 && Math.abs(south) <= 90 && Math.abs(north) <= 90;
  return within && west < east && south < north ? [west, south, east, north] : null;
}
