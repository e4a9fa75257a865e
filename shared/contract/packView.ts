import { z } from 'zod';
import { Bbox } from './common.ts';
import { Role } from './people.ts';
import { Crs } from './sources.ts';
import { Level, Words } from './whistles.ts';

/**
 * The part of a city pack (城市包) sent to windows. The pack's own format (`shared/pack/schema.ts`) may grow without the wire
 * changing, so shapes and properties are defined here again.
 */
const Position = z.tuple([z.number(), z.number()]);
const Geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(Position)) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(Position))) }),
]);

const collection = <T extends z.ZodType>(properties: T) =>
  z.object({
    type: z.literal('FeatureCollection'),
    features: z.array(z.object({ type: z.literal('Feature'), properties, geometry: Geometry })),
  });

/** GET /api/grids: 综合网格 (comprehensive) and 专属网格 (dedicated). */
export const GridCollection = collection(
  z.object({
    code: z.string(),
    name: z.string(),
    street: z.string(),
    kind: z.enum(['comprehensive', 'dedicated']),
  }),
);

const View = z.object({
  id: z.string(),
  version: z.string(),
  name: z.object({ zh: z.string(), en: z.string() }),
  /** IANA zone in which limits, days and «today» are counted. */
  zone: z.string(),
  bbox: Bbox,
  view: z.object({ lon: z.number(), lat: z.number(), zoom: z.number() }),
  defaultCrs: Crs,
  calendar: z.string().nullable(),
  working: z.object({
    weekdays: z.array(z.int()),
    slots: z.array(z.tuple([z.string(), z.string()])),
    workDay: z.enum(['rolling', 'end-of-day']),
    source: z.string(),
  }),
  orgs: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      kind: z.enum(['district', 'street', 'department', 'centre']),
      parent: z.string().nullable(),
    }),
  ),
  streets: z.array(z.object({ code: z.string(), name: z.string() })),
  /** Districts next door (邻区), whom to call there. */
  neighbours: z
    .array(
      z.object({
        code: z.string(),
        name: z.string(),
        contact: z.string(),
        phone: z.string().nullable(),
        source: z.string(),
      }),
    )
    .optional(),
  catalogue: z.object({
    version: z.string(),
    source: z.string(),
    items: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        parent: z.string().nullable(),
        kind: z.enum(['component', 'event']),
      }),
    ),
  }),
  channels: z.array(z.string()),
  heat: z.object({ radius: z.number(), max: z.number() }),
  /** Where each part comes from; `borrowed`, `approximated` and `invented` are shown on the screen. */
  provenance: z.array(
    z.object({
      part: z.string(),
      origin: z.enum(['published', 'borrowed', 'approximated', 'invented']),
      source: z.string(),
      licence: z.string(),
      note: z.string(),
    }),
  ),
});

const Origin = z.enum(['published', 'borrowed', 'invented']);

/** What a street chooses from when it blows a whistle (吹哨): kinds (哨种) and items (事项). `ownList`: the street's own (本级可办). */
export const WhistleChoices = z.object({
  kinds: z.array(
    z.object({
      id: z.string(),
      name: Words,
      description: z.string(),
      origin: Origin,
      source: z.string(),
      /** Blown without approval, approved afterwards. */
      emergency: z.boolean(),
      /** Who must approve: one role of each list; for emergencies afterwards. */
      approvers: z.array(z.array(Role)),
    }),
  ),
  /** Whom an escalation to a level tells. */
  levels: z.array(z.object({ level: Level, notify: z.array(Role) })),
  /** Who decides the first, the second … extension. */
  extension: z.array(z.array(Role)),
  items: z.array(z.object({ code: z.string(), name: z.string(), origin: Origin, ownList: z.boolean() })),
});
export type WhistleChoices = z.infer<typeof WhistleChoices>;

const Named = z.array(z.object({ code: z.string(), name: z.string() }));

/** Names of codes that only earlier packs had (曾用名): what still uses them is readable, and nothing new is chosen from them. */
export const FormerNames = z.object({
  orgs: View.shape.orgs,
  streets: Named,
  grids: Named,
  categories: Named,
  items: Named,
});
export type FormerNames = z.infer<typeof FormerNames>;

/** GET /api/pack. Limits of the catalogue are not included, since each case carries its own. */
export const PackView = z.object({
  manifest: View,
  /** Which years the working calendar covers; a limit that needs another year is shown as an error, never guessed. */
  calendar: z.object({ name: z.string().nullable(), years: z.array(z.int()) }),
  outline: collection(z.object({ name: z.string() })),
  streets: collection(z.object({ code: z.string(), name: z.string(), approximate: z.boolean() })),
  /** Null where the pack has no whistles. */
  whistles: WhistleChoices.nullable().optional(),
  /** Absent where earlier packs had nothing that this one lacks. */
  former: FormerNames.optional(),
});
export type PackView = z.infer<typeof PackView>;
