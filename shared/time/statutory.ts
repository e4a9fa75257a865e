import { FIRST_LUNAR_YEAR, LUNAR_DATES } from './lunarDates.ts';

/** A statutory public holiday (法定节假日): local date and name as in the notices. */
export type StatutoryDay = { date: string; name: string };

/**
 * The statutory public holidays of a year in mainland China by the State Council's 《全国年节及纪念日放假办法》 as of 1
 * January 2025 (order 795): 元旦 1 day, 春节 4 (除夕 to 初三), 清明 1, 劳动节 2, 端午 1, 中秋 1, 国庆 3. In order; a day
 * that is two holidays at once is listed once, with both names. Null before 2025, where another law applied, and after
 * 2100. Days moved to make a longer holiday (调休) are not part of it: the yearly notice says which.
 */
export function statutoryDays(year: number): StatutoryDay[] | null {
  const dates = LUNAR_DATES[year - FIRST_LUNAR_YEAR];
  if (dates === undefined) return null;
  const [tombSweeping, spring, dragonBoat, midAutumn] = dates;
  const runs: [name: string, first: string, days: number, before: number][] = [
    ['元旦', '01-01', 1, 0],
    ['春节', spring, 4, 1],
    ['清明节', tombSweeping, 1, 0],
    ['劳动节', '05-01', 2, 0],
    ['端午节', dragonBoat, 1, 0],
    ['中秋节', midAutumn, 1, 0],
    ['国庆节', '10-01', 3, 0],
  ];
  const names = new Map<string, string>();
  for (const [name, first, days, before] of runs) {
    const from = Temporal.PlainDate.from(`${year}-${first}`).subtract({ days: before });
    for (let i = 0; i < days; i++) {
      const date = from.add({ days: i }).toString();
      const other = names.get(date);
      names.set(date, other === undefined ? name : `${other}、${name}`);
    }
  }
  return [...names].map(([date, name]) => ({ date, name })).sort((a, b) => (a.date < b.date ? -1 : 1));
}

/**
 * Statutory days by which a calendar counts a year whose table it lacks; null where it may not guess. Only `cn` names a
 * law: a calendar of another name, and years that the law does not cover, stay missing (`CalendarGap`).
 */
export function provisionalDays(calendar: string | null, year: number): StatutoryDay[] | null {
  return calendar === 'cn' ? statutoryDays(year) : null;
}
