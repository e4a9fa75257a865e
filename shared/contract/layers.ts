import { z } from 'zod';
import { Bbox, LonLat, SentError } from './common.ts';
import { Crs } from './sources.ts';

/** Greatest lengths in characters. A longer text is refused, never cut. */
const Name = z.string().trim().min(1).max(100);
const FileName = z.string().min(1).max(200);
const FieldName = z.string().min(1).max(300);

/** Letters, digits and hyphens: part of addresses and of file names of the cache. */
export const LayerId = z.string().regex(/^layer-[a-f0-9]{12}$/);

/** Colours that tell layers apart beside the figures: none is one of the colours that cases are drawn in. */
export const LayerColour = z.enum(['slate', 'teal', 'green', 'olive', 'brown', 'plum', 'indigo', 'rose']);
export type LayerColour = z.infer<typeof LayerColour>;

/**
 * The mark of a point: a shape beside the colour, since no colour alone may carry a meaning. None is a shape of the cases (disc,
 * triangle, square, diamond): a dot is much smaller.
 */
export const LayerIcon = z.enum(['dot', 'ring', 'plus', 'star', 'hexagon', 'house', 'camera', 'drop']);
export type LayerIcon = z.infer<typeof LayerIcon>;

/** Zooms of the web's grid of 512 px, as those of the map. */
export const LAYER_ZOOMS = { min: 7, max: 20 } as const;
const Zoom = z.int().min(LAYER_ZOOMS.min).max(LAYER_ZOOMS.max);

/** A layer of the hall's own (自有图层): what is set for a file in the folder `layers` of the data folder. */
export const LayerConfig = z.object({
  id: LayerId,
  file: FileName,
  name: Name,
  /** The field that names the features; null: the one that is recognised, empty: none. */
  nameField: z.union([FieldName, z.literal('')]).nullable(),
  /** The system of the file's coordinates; null: what the file says, else degrees or metres by their size. */
  crs: Crs.nullable(),
  colour: LayerColour,
  icon: LayerIcon,
  /** Drawn from this zoom to that one, both included. */
  minZoom: Zoom,
  maxZoom: Zoom,
  /** Whether names are drawn. */
  names: z.boolean(),
  /** Whether windows show it before they are told otherwise. */
  shown: z.boolean(),
});
export type LayerConfig = z.infer<typeof LayerConfig>;

/** A layer as windows draw it: the name of its file and its other attributes are not theirs to know. */
export const LayerView = LayerConfig.omit({ file: true, nameField: true, crs: true }).extend({
  points: z.int(),
  lines: z.int(),
  areas: z.int(),
  /** Null: it has no feature. */
  bounds: Bbox.nullable(),
  /** Changes with everything that changes its tiles. */
  version: z.string(),
});
export type LayerView = z.infer<typeof LayerView>;

/** The layers from the lowest to the highest. `reading`: those that are read at this moment. */
export const LayerList = z.object({
  layers: z.array(LayerView),
  reading: z.array(z.string()),
  broken: z.array(z.object({ id: z.string(), name: z.string(), error: SentError })),
});
export type LayerList = z.infer<typeof LayerList>;

export const LayerFormat = z.enum(['shapefile', 'geojson', 'kml', 'table']);
export type LayerFormat = z.infer<typeof LayerFormat>;

/**
 * Why a feature was not taken. `empty`: it has no geometry; `broken`: its geometry cannot be read; `kind`: of a kind that is
 * not drawn (several kinds in one, curves, solids); `outside-plane`: its coordinates do not fit the system; `deleted`: marked
 * so in the table of a Shapefile.
 */
export const LayerRefusal = z.enum(['empty', 'broken', 'kind', 'outside-plane', 'deleted']);
export type LayerRefusal = z.infer<typeof LayerRefusal>;

/** What the reading of a file found. `features` = `kept` + all of `refused`. */
export const LayerReport = z.object({
  format: LayerFormat,
  /** Of texts; empty where the format has but one. */
  encoding: z.string(),
  /** The system in which the coordinates were read: degrees, or the plane that they were found to stand on. */
  crs: Crs,
  /** The file says latitude first. */
  swapped: z.boolean(),
  features: z.int(),
  kept: z.int(),
  refused: z.array(z.object({ reason: LayerRefusal, features: z.int() })),
  /** Parts of kept features that could not be read and are left out. */
  brokenParts: z.int(),
  /** Kept features that lie outside of the city's bounds. */
  outside: z.int(),
  /** Letters that could not be decoded. */
  lettersLost: z.int(),
  fields: z.array(z.object({ name: z.string(), filled: z.int() })),
  /** The field that names were taken from; null: none. */
  nameField: z.string().nullable(),
  named: z.int(),
  /** Names left out because they hold a telephone or document number. */
  hiddenNames: z.int(),
});
export type LayerReport = z.infer<typeof LayerReport>;

/** For who may change layers. `found`: a file that nobody has set anything for. */
export const LayerSettings = z.object({
  entries: z.array(
    z.object({
      config: LayerConfig,
      found: z.boolean(),
      /** Null while it is read, and where it cannot be. */
      report: LayerReport.nullable(),
      error: SentError.nullable(),
    }),
  ),
});
export type LayerSettings = z.infer<typeof LayerSettings>;

/** `position`: place among the layers from below; null: where it is, a new one on top. */
export const LayerSave = z.strictObject({
  config: LayerConfig,
  position: z.int().min(0).max(100).nullable(),
});

/** One file of a layer; a Shapefile is several, sent one after another. Folders in the name are ignored. */
export const LayerUploadQuery = z.strictObject({ filename: FileName });

const Place = z.coerce
  .number()
  .int()
  .min(0)
  .max(2 ** 20);
const LayerIds = z
  .string()
  .max(2000)
  .transform((text) => text.split(','))
  .pipe(z.array(LayerId).min(1).max(100));
/** Tiles of the web's grid. `layers`: ids from below, with commas; `v`: their versions, for the browser's cache alone. */
export const LayerTileQuery = z.strictObject({
  layers: LayerIds,
  z: z.coerce.number().int().min(0).max(20),
  x: Place,
  y: Place,
  v: z.string().max(100).optional(),
});

export const LayerPlaceQuery = z.strictObject({
  q: z.string().trim().min(1).max(100),
  limit: z.coerce.number().int().min(1).max(50).default(10),
});
/** A named feature of a layer. `count`: features of this name in the layer, of which the place is the first. */
export const LayerPlaces = z.object({
  places: z.array(z.object({ layer: LayerId, name: z.string(), at: LonLat, count: z.int() })),
});
export type LayerPlaces = z.infer<typeof LayerPlaces>;

/** A place in WGS-84 degrees; `within` in metres. */
export const LayerNearQuery = z.strictObject({
  layers: LayerIds,
  lon: z.coerce.number().min(-180).max(180),
  lat: z.coerce.number().min(-85).max(85),
  within: z.coerce.number().positive().max(5000),
});
/** The named feature of a layer that lies nearest to a place; `inside`: an area around it, 0 m away. */
export const NearFeature = z.object({
  layer: LayerId,
  name: z.string(),
  metres: z.number(),
  inside: z.boolean(),
});
export type NearFeature = z.infer<typeof NearFeature>;
/** At most one of each layer, the nearest first. */
export const LayerNear = z.object({ features: z.array(NearFeature) });
export type LayerNear = z.infer<typeof LayerNear>;
