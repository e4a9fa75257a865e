import { z } from 'zod';
import { Bbox } from '../contract/common.ts';
import { Crs } from '../contract/sources.ts';
import { type CalendarYear, ClockTime, LimitUnit, WorkingTime } from '../time/workingTime.ts';
import { Provenance } from './provenance.ts';
import type { WhistleRules } from './whistles.ts';

/** A time limit (时限) belongs to 小类 × 立案条件. `source` says where the number comes from. */
export const CatalogueLimit = z.object({
  condition: z.string(),
  amount: z.number().positive(),
  unit: LimitUnit,
  source: z.string(),
});
export type CatalogueLimit = z.infer<typeof CatalogueLimit>;

/** A row of the catalogue: 大类 (parent null) or 小类. Codes are text: cities disagree on them (domain.md §2.4). */
export const CatalogueItem = z.object({
  code: z.string().min(1),
  name: z.string().min(1),
  parent: z.string().nullable(),
  kind: z.enum(['component', 'event']),
  limits: z.array(CatalogueLimit),
});
export type CatalogueItem = z.infer<typeof CatalogueItem>;

/** `pack.json` of a city pack (城市包): all that differs from city to city, as data. */
export const PackManifest = z.object({
  format: z.literal(1),
  id: z.string().regex(/^[a-z0-9-]{2,60}$/),
  version: z.string(),
  name: z.object({ zh: z.string().min(1), en: z.string().min(1) }),
  /** IANA zone in which limits, days and «today» are counted. */
  zone: z.string(),
  bbox: Bbox,
  view: z.object({ lon: z.number(), lat: z.number(), zoom: z.number() }),
  /** Reference system that sources of this city use when they do not tell. */
  defaultCrs: Crs,
  /** Folder name under calendars/ with one file per year; null: Monday to Friday with no holidays (foreign test cities). */
  calendar: z.string().nullable(),
  working: WorkingTime,
  /** Times at which shifts change (交接班), HH:mm of the zone; absent: 08:00, 14:00, 20:00. */
  shifts: z.object({ times: z.array(ClockTime).min(1), source: z.string() }).optional(),
  /**
   * Days that contact data of a citizen is kept after the case was closed (保存期限), and by which rule; `false`: never
   * erased, where the law of the site says so. Absent: the program's own choice, see privacy/retention.ts.
   */
  retention: z
    .object({ contactDays: z.union([z.int().min(1).max(3650), z.literal(false)]), source: z.string().min(1) })
    .optional(),
  orgs: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      kind: z.enum(['district', 'street', 'department', 'centre']),
      parent: z.string().nullable(),
    }),
  ),
  streets: z.array(z.object({ code: z.string(), name: z.string() })),
  catalogue: z.object({ version: z.string(), source: z.string(), items: z.array(CatalogueItem) }),
  channels: z.array(z.string()),
  heat: z.object({ radius: z.number().positive(), max: z.number().positive() }),
  /** Points that geocoders of this city answer when they found nothing (e.g. the city hall). */
  fallbackPoints: z.array(z.tuple([z.number(), z.number()])),
  provenance: z.array(Provenance).min(1),
});
export type PackManifest = z.infer<typeof PackManifest>;

/** Properties of a feature of `grids.geojson`: 综合网格 (comprehensive) or 专属网格 (dedicated). */
export const GridProperties = z.object({
  code: z.string().min(1),
  name: z.string().min(1),
  street: z.string().min(1),
  kind: z.enum(['comprehensive', 'dedicated']),
});
export const StreetProperties = z.object({
  code: z.string().min(1),
  name: z.string().min(1),
  approximate: z.boolean(),
});

const Ring = z.array(z.tuple([z.number(), z.number()])).min(4);
const Polygon = z.object({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1) });
const MultiPolygon = z.object({
  type: z.literal('MultiPolygon'),
  coordinates: z.array(z.array(Ring).min(1)).min(1),
});
const Shape = z.discriminatedUnion('type', [Polygon, MultiPolygon]);
export type Shape = z.infer<typeof Shape>;

const features = <T extends z.ZodType>(properties: T) =>
  z.object({
    type: z.literal('FeatureCollection'),
    features: z.array(z.object({ type: z.literal('Feature'), properties, geometry: Shape })),
  });

export const GridFile = features(GridProperties);
export type GridFile = z.infer<typeof GridFile>;
export const StreetFile = features(StreetProperties);
export type StreetFile = z.infer<typeof StreetFile>;
export const OutlineFile = features(z.object({ name: z.string() }));
export type OutlineFile = z.infer<typeof OutlineFile>;

/** A pack as loaded: manifest, shapes, the calendar years that its `calendar` names, the rules of its whistles. */
export type CityPack = {
  manifest: PackManifest;
  outline: OutlineFile;
  streets: StreetFile;
  grids: GridFile;
  calendarYears: CalendarYear[];
  /** Absent or null where the pack has no `whistles.json`: nothing can be blown there. */
  whistles?: WhistleRules | null;
};
