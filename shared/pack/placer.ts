import type { DueBasis } from '../contract/cases.ts';
import { partsOf } from '../geo/polygon.ts';
import { createShapeIndex } from '../geo/shapeIndex.ts';
import { createCalendar, type WorkingCalendar } from '../time/calendar.ts';
import { CalendarGap } from '../time/calendarGap.ts';
import { deadline, type Limit } from '../time/deadline.ts';
import type { Pause } from '../time/pauses.ts';
import { type CategoryWords, createCatalogueFinder, type FoundCategory } from './catalogueFinder.ts';
import { type PlaceWords, placeByWords } from './placeByWords.ts';
import type { CatalogueLimit, CityPack } from './schema.ts';

/** Raster cells for grids and for streets: cells of about 8 m and 16 m in a district of 50 km². */
const GRID_CELLS = 1_000_000;
const STREET_CELLS = 250_000;

/** Where a case is: a WGS-84 point, else the words of its upstream. */
export type Whereabouts = { lon: number | null; lat: number | null; placeWords?: PlaceWords };

/** A deadline, UTC ms; `none`: without a limit, or beyond the calendar; `resting`: its clock rests (计时暂停). */
export type DueReading = number | 'none' | 'resting';

/** What the limit of a case follows from, where its upstream gives no moment. `stated`: the length that it gives instead. */
export type TimedCase = {
  categoryCode: string;
  requestedAt: number;
  stated?: Limit | null;
  pauses?: readonly Pause[];
};

/** What a pack adds to a case. Implements the service's port `Placer`. */
export type PackPlacer = {
  /** Codes of the street and the grid that contain the point, or that the words name; null where there is none. */
  place(row: Whereabouts): { street: string | null; grid: string | null };
  /**
   * The code of the catalogue (大类/小类) for a category that came by words alone: that of the one item with this name, or at
   * the end of this path. A code, or words that mean several items or none, stay.
   */
  codeOf(row: CategoryWords): string;
  /** Why the words of a category stayed; null where that needs no note. */
  categoryDoubt(row: CategoryWords): FoundCategory['doubt'];
  /**
   * Deadline by the length that the upstream stated, else by the time limit of the category's (小类) first filing condition
   * (立案条件), moved by the pauses of the case.
   */
  due(row: TimedCase): DueReading;
  /** Computes deadlines by the calendar of this pack from now on. */
  setCalendar(pack: CityPack): void;
};

/** Builds the rasters (some 0.2 s for a district); placing then handles a million rows a second. */
export function createPlacer(pack: CityPack): PackPlacer {
  const grids = pack.grids.features;
  const streets = pack.streets.features;
  const gridIndex = createShapeIndex(
    grids.map((grid) => partsOf(grid.geometry)),
    GRID_CELLS,
  );
  const streetIndex = createShapeIndex(
    streets.map((street) => partsOf(street.geometry)),
    STREET_CELLS,
  );
  const find = createCatalogueFinder(pack);
  let due = dueBy(pack);
  return {
    place({ lon, lat, placeWords }) {
      if (lon === null || lat === null) return placeNamed(placeWords, pack);
      const grid = grids[gridIndex.find(lon, lat)]?.properties;
      if (grid) return { street: grid.street, grid: grid.code };
      // Between grids (rounding), or where a pack has none.
      const street = streets[streetIndex.find(lon, lat)]?.properties;
      return { street: street?.code ?? null, grid: null };
    },
    codeOf: (row) => find(row).code,
    categoryDoubt: (row) => find(row).doubt,
    due: (row) => due(row),
    setCalendar(other) {
      due = dueBy(other);
    },
  };
}

/** A deadline that was computed here, as it is stored: one that rests has its basis and no time. */
export function limitOf(
  due: DueReading,
  stated: Limit | null,
): { dueAt: number | null; dueBasis: 'stated' | 'pack' | null } {
  if (due === 'none') return { dueAt: null, dueBasis: null };
  return { dueAt: due === 'resting' ? null : due, dueBasis: stated === null ? 'pack' : 'stated' };
}

/** The limit of a case as it is stored: that of its upstream, else that of the pack, moved by its pauses (计时暂停). */
export function limitBy(
  placer: Pick<PackPlacer, 'due'>,
  upstreamDueAt: number | null,
  timed: TimedCase,
): { dueAt: number | null; dueBasis: DueBasis | null } {
  return upstreamDueAt === null
    ? limitOf(placer.due(timed), timed.stated ?? null)
    : { dueAt: upstreamDueAt, dueBasis: 'upstream' };
}

function placeNamed(words: PlaceWords | undefined, pack: CityPack): ReturnType<PackPlacer['place']> {
  const found = words === undefined ? 'no-words' : placeByWords(words, pack);
  return typeof found === 'string' ? { street: null, grid: null } : found;
}

/** The deadlines of cases by the limits and the calendar of a pack, as `PackPlacer.due` has them. */
export function dueBy(pack: CityPack): PackPlacer['due'] {
  const calendar = calendarOf(pack);
  const limits = defaultLimits(pack);
  return ({ categoryCode, requestedAt, stated, pauses }) => {
    const limit = stated ?? limits.get(categoryCode);
    return limit ? dueReading(requestedAt, limit, calendar, pauses ?? []) : 'none';
  };
}

/** One calendar per pack object, since its year tables are costly to build. */
const calendars = new WeakMap<CityPack, WorkingCalendar>();

/** The working calendar by which a pack's time limits are computed. */
export function calendarOf(pack: CityPack): WorkingCalendar {
  const known = calendars.get(pack);
  if (known) return known;
  const { zone, working, calendar } = pack.manifest;
  const built = createCalendar({
    zone,
    working,
    name: calendar,
    years: pack.calendarYears,
    daysOff: pack.daysOff ?? [],
  });
  calendars.set(pack, built);
  return built;
}

/** Category code → the time limit where the filing condition is not known: the first one of the category. */
export function defaultLimits(pack: CityPack): Map<string, CatalogueLimit> {
  const limits = new Map<string, CatalogueLimit>();
  for (const item of pack.manifest.catalogue.items) {
    const [first] = item.limits;
    if (first) limits.set(item.code, first);
  }
  return limits;
}

function dueReading(
  start: number,
  limit: Limit,
  calendar: WorkingCalendar,
  pauses: readonly Pause[],
): DueReading {
  try {
    return deadline(start, limit, calendar, pauses) ?? 'resting';
  } catch (error) {
    if (error instanceof CalendarGap) return 'none';
    throw error;
  }
}
