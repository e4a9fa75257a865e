import { z } from 'zod';
import { CaseStatus } from '../../../shared/contract/cases.ts';
import { Punctuality, StageKey } from '../../../shared/contract/filters.ts';
import type { CaseQuery } from '../queries/cases.ts';

/** The period shown by the windows: the extent of the scrubber. */
export const Period = z.enum(['today', '24h', '7d', '30d', 'all']);
export type Period = z.infer<typeof Period>;

const Range = z.object({ from: z.number(), to: z.number() });

/** The one filter of all linked windows. Empty lists and nulls mean «any». Times are UTC ms, `to` exclusive. */
export const Filter = z.object({
  period: Period,
  /** A part of the period chosen on the scrubber; wins over the period. */
  range: Range.nullable(),
  status: CaseStatus.nullable(),
  /** 办理阶段, `none` among them. */
  stage: z.array(StageKey),
  category: z.array(z.string()),
  street: z.array(z.string()),
  grid: z.array(z.string()),
  org: z.array(z.string()),
  channel: z.array(z.string()),
  source: z.array(z.string()),
  overdue: z.boolean().nullable(),
  /** Time of closing (结案时间). */
  closed: Range.nullable(),
  /** When a case should have been closed, or was (应结案时间): the earlier of its limit and its closing. */
  counted: Range.nullable(),
  /** 按期结案, 超期结案, 超期未结案. */
  punctuality: z.array(Punctuality),
  /** Stays in this window where it bears contact data: the others have the same filter without it. */
  q: z.string(),
});
export type Filter = z.infer<typeof Filter>;

export const EMPTY_FILTER: Filter = {
  period: 'all',
  range: null,
  status: null,
  stage: [],
  category: [],
  street: [],
  grid: [],
  org: [],
  channel: [],
  source: [],
  overdue: null,
  closed: null,
  counted: null,
  punctuality: [],
  q: '',
};

/** Start and end of a period; `to` null means open-ended. */
export type Bounds = { from: number | null; to: number | null };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * When a period begins. `todayStart` is the pack's midnight, `now` the service's clock. Rolling periods begin on a full
 * hour, so that a query keeps its key (and its cached answer) for an hour instead of a millisecond.
 */
export function periodStart(period: Period, now: number, todayStart: number): number | null {
  const hour = Math.floor(now / HOUR) * HOUR;
  if (period === 'today') return todayStart;
  if (period === '24h') return hour + HOUR - DAY;
  if (period === '7d') return todayStart - 6 * DAY;
  if (period === '30d') return todayStart - 29 * DAY;
  return null;
}

/** The filter as a query of the API, within the given bounds of time. */
export function toQuery(filter: Filter, bounds: Bounds): CaseQuery {
  return {
    from: bounds.from,
    to: bounds.to,
    status: filter.status === null ? null : [filter.status],
    stage: filter.stage,
    category: filter.category,
    street: filter.street,
    grid: filter.grid,
    org: filter.org,
    channel: filter.channel,
    source: filter.source,
    overdue: filter.overdue,
    closedFrom: filter.closed?.from,
    closedTo: filter.closed?.to,
    countedFrom: filter.counted?.from,
    countedTo: filter.counted?.to,
    punctuality: filter.punctuality,
    q: filter.q,
  };
}
