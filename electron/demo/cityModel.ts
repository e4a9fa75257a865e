import { calendarOf } from '../../shared/pack/placer.ts';
import type { CatalogueItem, CityPack } from '../../shared/pack/schema.ts';
import type { WorkingCalendar } from '../../shared/time/calendar.ts';
import { DEFAULT_PROFILE, PROFILES, type Profile } from './categories.ts';
import { createPlaces, type Places } from './places.ts';

export type ModelCategory = { item: CatalogueItem; profile: Profile; agency: string | null };

/** Everything about the simulated city that does not change from day to day: categories, places, responsibilities. */
export type CityModel = {
  pack: CityPack;
  calendar: WorkingCalendar;
  categories: ModelCategory[];
  places: Places;
  /** Cases of an ordinary dry weekday. */
  perWeekday: number;
  /** Sum of the category weights: the rate of an ordinary dry weekday. */
  weekdayRate: number;
  /**
   * District code at the start of a case number. With date and serial it has 19 digits, more than a double can
   * represent.
   */
  idPrefix: string;
  streetOffice(code: string): string | null;
};

/** Cases per grid and weekday: about 1,400 in a district of 1,334 grids. */
const PER_GRID = 1.05;
/** Cases per street and weekday, at least: in cities of few and large grids. */
const PER_STREET = 30;

/** Categories that do not occur: snow and district heating make no sense in autumn on the Yangtze. */
const ABSENT = new Set(['积雪积冰', '热力管道破裂', '热力井盖']);

export function buildCityModel(pack: CityPack): CityModel {
  const orgs = pack.manifest.orgs;
  const departments = orgs.filter((org) => org.kind === 'department');
  const categories = pack.manifest.catalogue.items
    .filter((item) => item.parent !== null && !ABSENT.has(item.name))
    .map((item) => {
      const profile = PROFILES[item.name] ?? DEFAULT_PROFILE;
      const agency = departments.find((org) => org.name.includes(profile.handler)) ?? departments[0];
      return { item, profile, agency: agency?.name ?? null };
    });
  const offices = new Map(orgs.filter((org) => org.kind === 'street').map((org) => [org.code, org.name]));
  return {
    pack,
    calendar: calendarOf(pack),
    categories,
    places: createPlaces(pack),
    perWeekday: Math.max(pack.grids.features.length * PER_GRID, pack.manifest.streets.length * PER_STREET),
    weekdayRate: categories.reduce((sum, category) => sum + category.profile.weight, 0),
    idPrefix: (pack.manifest.streets[0]?.code ?? '').slice(0, 6).padEnd(6, '0'),
    streetOffice: (code) => offices.get(code) ?? null,
  };
}
