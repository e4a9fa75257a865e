import type { Rate } from '../../../shared/contract/figures.ts';
import type { CaseFilter } from '../../../shared/contract/filters.ts';
import type { Kpi, MeetingPack } from '../../../shared/contract/meetingPack.ts';
import type { Columns } from '../ports.ts';
import type { Whistles } from '../whistles/createWhistles.ts';

const WEEK = 7 * 86_400_000;
/** Same weekday of last year: 52 weeks earlier, so that a week is compared with a week of as many working days. */
const YEAR = 52 * WEEK;

type Period = { from: number; to: number };
const earlier = ({ from, to }: Period, by: number): Period => ({ from: from - by, to: to - by });

/** The week that a meeting reports: seven days before `now`, UTC ms. */
export const weekBefore = (now: number): Period => ({ from: now - WEEK, to: now });

/** Filters as the case desk reads them from its address. */
export function rowsOf(filter: Readonly<Record<string, string | number | boolean>>): string {
  return `?${new URLSearchParams(Object.entries(filter).map(([name, value]) => [name, String(value)]))}`;
}

type Figure = Kpi['now'];

/**
 * The figures of the week against the week before (环比) and 52 weeks before (同比). A period that begins before the first case
 * of the store has no data. How many were overdue a week ago is known from the pack of the last meeting alone.
 */
export async function caseKpis(
  columns: Pick<Columns, 'summary' | 'page' | 'totals'>,
  week: Period,
  last: Pick<MeetingPack, 'asOf' | 'kpis'> | null,
  now: number,
): Promise<Kpi[]> {
  const first = (await columns.summary({}, now)).span?.from ?? null;
  const known = ({ from }: Period): boolean => first !== null && first <= from;
  const over = async (read: (period: Period) => Promise<Figure>): Promise<Figure[]> =>
    Promise.all(
      [week, earlier(week, WEEK), earlier(week, YEAR)].map((period, index) =>
        // The week itself may be the first one of the hall.
        (index === 0 && first !== null) || known(period) ? read(period) : null,
      ),
    );
  const total = async (filter: CaseFilter): Promise<number> =>
    (await columns.page(filter, '-requested', 0, 0, now)).total;
  const rate = async (name: 'onTime' | 'closing', period: Period): Promise<Rate> =>
    (await columns.summary(period, now))[name];
  const kpi = (id: Kpi['id'], [of = null, before = null, year = null]: Figure[], rows: string): Kpi => ({
    ...{ id, now: of, week: before, year, rows },
  });
  const overdue = first === null ? null : (await columns.totals(now)).overdue;
  const overdueBefore = last?.kpis.find(({ id }) => id === 'overdue')?.now ?? null;
  const { from, to } = week;
  return [
    kpi('reported', await over((period) => total(period)), rowsOf({ from, to })),
    kpi(
      'closed',
      await over((period) => total({ closedFrom: period.from, closedTo: period.to })),
      rowsOf({ closedFrom: from, closedTo: to }),
    ),
    kpi(
      'on-time',
      await over((period) => rate('onTime', period)),
      rowsOf({ countedFrom: from, countedTo: to }),
    ),
    kpi(
      'closing',
      await over((period) => rate('closing', period)),
      rowsOf({ countedFrom: from, countedTo: to }),
    ),
    kpi('overdue', [overdue, overdueBefore], rowsOf({ overdue: true, status: 'open' })),
  ];
}

/** Whistles blown, and departments that came in time. A hall without an earlier whistle has no data of then. */
export function whistleKpis(whistles: Pick<Whistles, 'indicators'>, week: Period): Kpi[] {
  const all = whistles.indicators({ from: 0, to: week.from - WEEK }, [], 0).items;
  const older = all.find(({ id }) => id === 'count')?.value ?? 0;
  const read = (period: Period, id: 'count' | 'arrive'): Figure => {
    const found = whistles.indicators(period, [], 0).items.find((item) => item.id === id);
    if (found === undefined) return null;
    return id === 'count'
      ? (found.value ?? 0)
      : { numerator: found.numeratorIds.length, denominator: found.denominatorIds.length };
  };
  const known = (older ?? 0) > 0;
  return (['count', 'arrive'] as const).map((id) => ({
    id: id === 'count' ? 'whistles' : 'arrived',
    now: read(week, id),
    week: known ? read(earlier(week, WEEK), id) : null,
    year: null,
    rows: null,
  }));
}
