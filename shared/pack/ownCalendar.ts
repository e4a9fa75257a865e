import type { CalendarYear, LocalDaysOff } from '../time/workingTime.ts';
import type { CityPack } from './schema.ts';

/** What a city itself knows of its calendar, besides its pack: imported year tables and days off (停工). */
export type OwnCalendar = { years: readonly CalendarYear[]; daysOff: readonly LocalDaysOff[] };

/** The pack with the city's own calendar laid over it. An own table replaces that of the pack for the same year. */
export function packWithCalendar(pack: CityPack, own: OwnCalendar): CityPack {
  const replaced = new Set(own.years.map(({ year }) => year));
  const kept = pack.calendarYears.filter(({ year }) => !replaced.has(year));
  return {
    ...pack,
    calendarYears: [...kept, ...own.years].sort((a, b) => a.year - b.year),
    daysOff: own.daysOff,
  };
}
