import { z } from 'zod';
import { Millis, Revision, Unindexed } from './common.ts';
import { CaseFilterQuery } from './filters.ts';

/** Query of `/api/heat`: filters (bbox required) and the raster's size in cells, radius in metres. */
export const HeatQuery = CaseFilterQuery.extend({
  bbox: CaseFilterQuery.shape.bbox.unwrap(),
  width: z.coerce.number().int().min(8).max(2048).default(512),
  height: z.coerce.number().int().min(8).max(2048).default(512),
  radius: z.coerce.number().min(1).max(50_000).default(300),
});
export type HeatQuery = z.output<typeof HeatQuery>;

/** Response headers of `/api/heat`; the body is Float32 little-endian, rows from north, cases per km². */
export const HEAT_HEADERS = { max: 'X-Heat-Max', count: 'X-Heat-Count', revision: 'X-Revision' } as const;

/** Cases per grid under the filters. A rate is overdue ÷ limited: cases past their limit over cases that have one. */
export const GridCounts = z.object({
  revision: Revision,
  grids: z.array(
    z.object({
      grid: z.string(),
      count: z.int(),
      open: z.int(),
      overdue: z.int(),
      /** Cases with a limit: the rate's denominator. */
      limited: z.int(),
    }),
  ),
  /** Cases that lie in no grid (no location, or outside). */
  elsewhere: z.int(),
});
export type GridCounts = z.infer<typeof GridCounts>;

export const HistogramQuery = CaseFilterQuery.extend({
  /** Width of a bar in ms; bars are aligned to local midnight of the pack's zone. */
  step: z.coerce
    .number()
    .int()
    .min(60_000)
    .max(366 * 86_400_000)
    .default(3_600_000),
});

export const Histogram = z.object({
  revision: Revision,
  step: z.int(),
  /** Start of the first bar. */
  start: Millis,
  /** Reported in each bar. */
  counts: z.array(z.int()),
  /** Of those, open now. */
  open: z.array(z.int()),
});
export type Histogram = z.infer<typeof Histogram>;

const Tally = z.object({
  key: z.string(),
  /** For categories: the upstream's latest name of this code. */
  name: z.string().optional(),
  count: z.int(),
  open: z.int(),
  overdue: z.int(),
});
export type Tally = z.infer<typeof Tally>;

/** A published rate always carries both of its parts. */
export const Rate = z.object({ numerator: z.int(), denominator: z.int() });
export type Rate = z.infer<typeof Rate>;

/** The KPI strip and the filter lists. «Today» is the calendar day of `now` in the pack's zone. */
export const Summary = z.object({
  revision: Revision,
  now: Millis,
  todayStart: Millis,
  matching: z.int(),
  open: z.int(),
  /** Open and past the limit now. */
  overdueOpen: z.int(),
  /** Closed, but after the limit. */
  closedLate: z.int(),
  today: z.object({ reported: z.int(), closed: z.int(), reworked: z.int() }),
  /**
   * 按期结案率 and 结案率: closed within the limit, and closed at all, ÷ cases that should be closed (应结案) by `now`, whose
   * closing or limit lies between `from` and `to`; see `Punctuality`.
   */
  onTime: Rate,
  closing: Rate,
  byChannel: z.array(Tally),
  byCategory: z.array(Tally),
  byStreet: z.array(Tally),
  byOrg: z.array(Tally),
  bySource: z.array(Tally),
  /** By 办理阶段; key `none` counts cases without a stage. */
  byStage: z.array(Tally),
  /** First and last time of report under the filters without from/to; null when there is none. */
  span: z.object({ from: Millis, to: Millis }).nullable(),
  unindexed: Unindexed,
});
export type Summary = z.infer<typeof Summary>;

/** Points for the map when zoomed in; columns of equal length, newest first. */
export const Points = z.object({
  revision: Revision,
  total: z.int(),
  ids: z.array(z.string()),
  lon: z.array(z.number()),
  lat: z.array(z.number()),
  /** 0 open, 1 open and overdue, 2 closed, 3 closed late. */
  state: z.array(z.int()),
});
export type Points = z.infer<typeof Points>;
export const PointsQuery = CaseFilterQuery.extend({
  limit: z.coerce.number().int().min(1).max(20_000).default(3000),
});
