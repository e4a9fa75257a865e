import { localDate, startOfDay } from '../time/zone.ts';
import type { Moment } from './caseFact.ts';

/** What lists of results are made for. */
export const PERIOD_KINDS = ['week', 'month', 'quarter', 'year'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];
/** 本周, 上周, 本月, 上月, 本季, 本年. */
export const NAMED_PERIODS = ['week', 'lastWeek', 'month', 'lastMonth', 'quarter', 'year'] as const;
export type NamedPeriod = (typeof NAMED_PERIODS)[number];
/** UTC ms, `to` excluded. */
export type Period = { from: number; to: number };

/** A named period of whole local days, up to its end even where that is still to come. */
export function periodOf(name: NamedPeriod, now: number, zone: string): Period {
  const today = Temporal.PlainDate.from(localDate(now, zone));
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  const first = today.with({ day: 1 });
  const quarter = first.subtract({ months: (first.month - 1) % 3 });
  switch (name) {
    case 'week':
      return between(monday, monday.add({ days: 7 }), zone);
    case 'lastWeek':
      return between(monday.subtract({ days: 7 }), monday, zone);
    case 'month':
      return between(first, first.add({ months: 1 }), zone);
    case 'lastMonth':
      return between(first.subtract({ months: 1 }), first, zone);
    case 'quarter':
      return between(quarter, quarter.add({ months: 3 }), zone);
    case 'year':
      return between(first.with({ month: 1 }), first.with({ month: 1 }).add({ years: 1 }), zone);
  }
}

/** What kind of calendar period it is; null for any other range of time. */
export function kindOf(period: Period, zone: string): PeriodKind | null {
  const days = daysOf(period, zone);
  if (days === null) return null;
  const { first, end } = days;
  if (first.dayOfWeek === 1 && first.add({ days: 7 }).equals(end)) return 'week';
  if (first.day !== 1) return null;
  if (first.add({ months: 1 }).equals(end)) return 'month';
  if (first.month % 3 === 1 && first.add({ months: 3 }).equals(end)) return 'quarter';
  return first.month === 1 && first.add({ years: 1 }).equals(end) ? 'year' : null;
}

/** The period before (环比): as many months where it is of whole months, as many days otherwise. */
export function previousOf(period: Period, zone: string): Period {
  const days = daysOf(period, zone);
  if (days === null) return { from: period.from - (period.to - period.from), to: period.from };
  const { first, end } = days;
  if (first.day === 1 && end.day === 1)
    return between(
      first.subtract({ months: first.until(end, { largestUnit: 'months' }).months }),
      first,
      zone,
    );
  return between(first.subtract({ days: first.until(end).days }), first, zone);
}

/** The same period a year ago (同比): the same dates; of a week, 52 weeks before, so that the weekdays are the same. */
export function lastYearOf(period: Period, zone: string): Period {
  const days = daysOf(period, zone);
  const back = kindOf(period, zone) === 'week' || days === null ? { days: 364 } : { years: 1 };
  const first = days?.first ?? Temporal.PlainDate.from(localDate(period.from, zone));
  const end = days?.end ?? Temporal.PlainDate.from(localDate(period.to, zone));
  const shifted = between(first.subtract(back), end.subtract(back), zone);
  if (days !== null) return shifted;
  const offset = (at: number): number => at - startOfDay(localDate(at, zone), zone);
  return { from: shifted.from + offset(period.from), to: shifted.to + offset(period.to) };
}

/**
 * Period, period before and period a year ago, each judged as far from its own beginning or end as this one is: half a week
 * is compared with half a week, and nobody has had longer to close what was late.
 */
export function comparedMoments(period: Period, asOf: number, zone: string): [Moment, Moment, Moment] {
  const at = (other: Period): Moment => {
    const moment = asOf >= period.to ? other.to + (asOf - period.to) : other.from + (asOf - period.from);
    return { ...other, asOf: asOf >= period.to ? moment : Math.min(moment, other.to) };
  };
  return [{ ...period, asOf }, at(previousOf(period, zone)), at(lastYearOf(period, zone))];
}

/** The last local day of a period, by which groups and rules in force are chosen. */
export function lastDayOf(period: Period, zone: string): string {
  return localDate(period.to - 1, zone);
}

function between(first: Temporal.PlainDate, end: Temporal.PlainDate, zone: string): Period {
  return { from: startOfDay(first.toString(), zone), to: startOfDay(end.toString(), zone) };
}

/** Null where it does not begin and end at local midnight. */
function daysOf(
  { from, to }: Period,
  zone: string,
): { first: Temporal.PlainDate; end: Temporal.PlainDate } | null {
  const [first, end] = [localDate(from, zone), localDate(to, zone)];
  if (startOfDay(first, zone) !== from || startOfDay(end, zone) !== to) return null;
  return { first: Temporal.PlainDate.from(first), end: Temporal.PlainDate.from(end) };
}
