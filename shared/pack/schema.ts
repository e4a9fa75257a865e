import { z } from 'zod';
import { Bbox } from '../contract/common.ts';
import { LimitUnit } from '../contract/limitUnit.ts';
import { Crs } from '../contract/sources.ts';
import { type CalendarYear, ClockTime, type LocalDaysOff, WorkingTime } from '../time/workingTime.ts';
import type { AssessmentRules } from './assessment.ts';
import { Provenance } from './provenance.ts';
import type { WhistleRules } from './whistles.ts';

/** A time limit (时限) of a category (小类) under a filing condition (立案条件). `source`: where the number is published. */
export const CatalogueLimit = z.object({
  condition: z.string(),
  amount: z.number().positive(),
  unit: LimitUnit,
  source: z.string(),
});
export type CatalogueLimit = z.infer<typeof CatalogueLimit>;

/**
 * A category of the catalogue: 大类 (main category, parent null) or 小类 (subcategory). Codes are text, because cities use
 * different ones (domain.md §2.4).
 */
export const CatalogueItem = z.object({
  code: z.string().min(1),
  name: z.string().min(1),
  parent: z.string().nullable(),
  kind: z.enum(['component', 'event']),
  limits: z.array(CatalogueLimit),
});
export type CatalogueItem = z.infer<typeof CatalogueItem>;

/** A district next door (邻区), with its duty office. `phone` null: to be filled in by the district. */
export const Neighbour = z.object({
  code: z.string().min(1),
  name: z.string().min(1),
  contact: z.string(),
  phone: z.string().nullable(),
  source: z.string().min(1),
});
export type Neighbour = z.infer<typeof Neighbour>;

/** `pack.json` of a city pack (城市包): everything that differs between cities, as data. */
export const PackManifest = z.object({
  format: z.literal(1),
  id: z.string().regex(/^[a-z0-9-]{2,60}$/),
  version: z.string(),
  name: z.object({ zh: z.string().min(1), en: z.string().min(1) }),
  /** IANA zone in which time limits and days are computed. */
  zone: z.string(),
  bbox: Bbox,
  view: z.object({ lon: z.number(), lat: z.number(), zoom: z.number() }),
  /** Coordinate system of sources of this city that do not state theirs. */
  defaultCrs: Crs,
  /**
   * Folder name under calendars/ with one file per year; null: Monday to Friday with no holidays (foreign test cities).
   */
  calendar: z.string().nullable(),
  working: WorkingTime,
  /** Times at which shifts change (交接班), HH:mm of the zone; absent: 08:00, 14:00, 20:00. */
  shifts: z.object({ times: z.array(ClockTime).min(1), source: z.string() }).optional(),
  /**
   * For how many days after the closing of a case contact data is kept (保存期限), and by which regulation; `false`: never
   * erased, where local law requires it. Absent: the default of privacy/retention.ts.
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
  /** Within how many metres of a border a place concerns both streets (联合街道); absent: 30. */
  border: z.number().positive().max(1000).optional(),
  /** Districts next door (邻区): whom to call there. They are no users of the system. */
  neighbours: z.array(Neighbour).optional(),
  catalogue: z.object({ version: z.string(), source: z.string(), items: z.array(CatalogueItem) }),
  channels: z.array(z.string()),
  heat: z.object({ radius: z.number().positive(), max: z.number().positive() }),
  /** Points that geocoders of this city return when they find nothing (e.g. the city hall). */
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

/**
 * A pack as loaded: manifest, shapes, calendar years, whistle rules. What the city itself added to its calendar is laid
 * over it (`packWithCalendar`).
 */
export type CityPack = {
  manifest: PackManifest;
  outline: OutlineFile;
  streets: StreetFile;
  grids: GridFile;
  calendarYears: readonly CalendarYear[];
  /** Days off of the city itself (停工); a pack as read has none. */
  daysOff?: readonly LocalDaysOff[];
  /** Absent or null where the pack has no `whistles.json`: there are no whistles then. */
  whistles?: WhistleRules | null;
  /** Absent or null where the pack has no `assessment.json`: nobody is scored or ranked then. */
  assessment?: AssessmentRules | null;
};
