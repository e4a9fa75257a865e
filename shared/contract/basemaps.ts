import { z } from 'zod';
import { Bbox, Millis, SentError } from './common.ts';

/** Greatest lengths in characters. A longer text is refused, never cut. */
const Name = z.string().trim().min(1).max(100);
const Note = z.string().trim().max(300);
const Url = z.string().trim().min(1).max(2000);
const Secret = z.string().trim().max(4000);
/** Id of a level in the addresses of its tiles: `7`, `EPSG:4490:7`. */
const LevelId = z.string().min(1).max(80);

/** Letters, digits and hyphens: part of addresses, of file names of the cache and of the key's name. */
export const BasemapId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/);

/**
 * The datum of the tiles' positions. CGCS2000 is drawn as WGS-84 (they differ by less than a metre); GCJ-02 (火星坐标) lies
 * some hundred metres off and is moved back.
 */
export const BasemapDatum = z.enum(['wgs84', 'cgcs2000', 'gcj02']);
export type BasemapDatum = z.infer<typeof BasemapDatum>;

/**
 * One level of a pyramid of tiles: top left corner in units of the grid, units per pixel, pixels of a tile's side, and
 * how many columns and rows it has (null: unknown).
 */
export const TileLevel = z.object({
  id: LevelId,
  left: z.number(),
  top: z.number(),
  resolution: z.number().positive(),
  size: z.int().min(64).max(2048),
  columns: z.int().positive().nullable(),
  rows: z.int().positive().nullable(),
});
export type TileLevel = z.infer<typeof TileLevel>;

/** How the tiles of a base map divide the ground: in metres of Web Mercator, or in degrees of longitude and latitude. */
export const TileGrid = z.object({
  unit: z.enum(['metre', 'degree']),
  /** From coarse to fine. */
  levels: z.array(TileLevel).min(1).max(40),
});
export type TileGrid = z.infer<typeof TileGrid>;

/** `annotation`: names and lines on a clear ground (天地图注记), drawn above the data. */
const TileLayer = z.object({ template: Url, annotation: z.boolean() });

/** What every base map says of itself. */
const said = {
  id: BasemapId,
  name: Name,
  /** Whose map it is, shown on the map: «天地图 · 自然资源部». */
  attribution: Note,
  /** The number under which the map was approved for publication (审图号), shown on the map; empty: none given. */
  approval: Note,
  datum: BasemapDatum,
  /** An image of the ground (影像): it is dimmed on a dark wall, where a drawn map is inverted. */
  imagery: z.boolean(),
};

/** Tiles of a server. Templates hold `{z}` `{x}` `{y}`, or `{-y}` where rows count from the south, and `{s}`. */
export const RemoteBasemap = z.object({
  kind: z.literal('tiles'),
  ...said,
  dialect: z.enum(['xyz', 'wmts', 'arcgis']),
  format: z.enum(['raster', 'vector']),
  layers: z.array(TileLayer).min(1).max(4),
  /** What `{s}` stands for; hosts are asked in turn. */
  subdomains: z.array(z.string().regex(/^[a-z0-9-]{1,30}$/i)).max(10),
  grid: TileGrid,
  bounds: Bbox.nullable(),
  /** Where the key goes in a request; null: the server wants none. */
  key: z.object({ in: z.enum(['query', 'header']), name: z.string().min(1).max(60) }).nullable(),
});
export type RemoteBasemap = z.infer<typeof RemoteBasemap>;

/** A PMTiles or MBTiles file in the folder `basemaps` of the data folder. */
export const FileBasemap = z.object({ kind: z.literal('file'), ...said, file: z.string().min(1).max(200) });
export type FileBasemap = z.infer<typeof FileBasemap>;

export const BasemapConfig = z.discriminatedUnion('kind', [RemoteBasemap, FileBasemap]);
export type BasemapConfig = z.infer<typeof BasemapConfig>;

/** A base map as windows draw it: without addresses. */
export const BasemapView = z.object({
  ...said,
  dialect: z.enum(['xyz', 'wmts', 'arcgis', 'pmtiles', 'mbtiles']),
  format: z.enum(['raster', 'vector']),
  layers: z.array(z.object({ annotation: z.boolean() })),
  grid: TileGrid,
  bounds: Bbox.nullable(),
  /** Changes with everything that changes tiles, so that none of before is taken for one of now. */
  version: z.string(),
  /** Since when the server of the tiles has not answered; null: it has, or was not asked yet. */
  offlineSince: Millis.nullable(),
});
export type BasemapView = z.infer<typeof BasemapView>;

/** A base map that cannot be drawn, and why. */
const BrokenBasemap = z.object({ id: z.string(), name: z.string(), error: SentError });
export const BasemapList = z.object({ basemaps: z.array(BasemapView), broken: z.array(BrokenBasemap) });
export type BasemapList = z.infer<typeof BasemapList>;

const Place = z.coerce
  .number()
  .int()
  .min(0)
  .max(2 ** 31);
/** `z`: id of the level; `x` column and `y` row from the top left; `layer` as in the view; `v`: its version. */
export const BasemapTileQuery = z.strictObject({
  z: LevelId,
  x: Place,
  y: Place,
  layer: z.coerce.number().int().min(0).max(3).default(0),
  v: z.string().max(60).optional(),
});

/** On an empty answer: the tile is on its way from a slow server, and may be asked for again in so many seconds. */
export const TILE_LATER_HEADER = 'Retry-After';

/** What is saved, for who may change it; `hasKey`: a key is stored. `found`: a file that nobody has named yet. */
export const BasemapSettings = z.object({
  entries: z.array(z.object({ config: BasemapConfig, hasKey: z.boolean(), found: z.boolean() })),
});
export type BasemapSettings = z.infer<typeof BasemapSettings>;

/** `secret` null keeps the stored key, empty removes it. */
export const BasemapSave = z.strictObject({ config: BasemapConfig, secret: Secret.nullable() });

/** `layer`, `matrixSet`: of a WMTS with several; null: the first that can be drawn. */
export const BasemapProbeRequest = z.strictObject({
  address: Url,
  secret: Secret.nullable(),
  layer: z.string().max(200).nullable(),
  matrixSet: z.string().max(200).nullable(),
});
export type BasemapProbeRequest = z.infer<typeof BasemapProbeRequest>;

/** What an address serves. `secret`: a key that stood in the address itself and does not belong there. */
export const BasemapProbe = z.object({
  config: RemoteBasemap,
  /** Layers and matrix sets to choose from; empty where there is one. */
  layers: z.array(z.object({ id: z.string(), title: z.string() })),
  matrixSets: z.array(z.object({ id: z.string(), title: z.string() })),
  /** Of the tile that was fetched for a test: media type and bytes. */
  sample: z.object({ type: z.string(), bytes: z.int() }),
  /** The key stood in the address; it was taken out and is kept with the keys. */
  keyInAddress: z.boolean(),
});
export type BasemapProbe = z.infer<typeof BasemapProbe>;
