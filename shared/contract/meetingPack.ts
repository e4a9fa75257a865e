import { z } from 'zod';
import { Millis } from './common.ts';
import { Rate } from './figures.ts';
import { DecisionKind, ItemCard, ItemKey, ItemSource, Unit } from './meetingItems.ts';

/**
 * How far a decision is. open 在办, part 部分完成, not 未完成, done 已完成, cancelled 已撤销 (its order was). `open` is never
 * said by anybody: it is what stands until somebody says otherwise.
 */
export const OutcomeState = z.enum(['open', 'part', 'not', 'done', 'cancelled']);
export type OutcomeState = z.infer<typeof OutcomeState>;

/** An earlier decision, and what became of it. */
export const LastDecision = z.object({
  meeting: z.string(),
  meetingTitle: z.string(),
  decision: z.string(),
  item: ItemKey,
  kind: DecisionKind,
  text: z.string(),
  lead: Unit.nullable(),
  /** `2026-11-20` of the city; null where the decision has no date. */
  due: z.string().nullable(),
  state: OutcomeState,
  note: z.string(),
  /** Whole days past the date, 0 within it; null without a date or when done. */
  overdueDays: z.int().nonnegative().nullable(),
  /** In how many meetings, this one included, it stood unfinished past its date. */
  carries: z.int().nonnegative(),
  /** Number of the order (督办单); null where there is none. */
  order: z.string().nullable(),
});
export type LastDecision = z.infer<typeof LastDecision>;

/** A count, or a rate with both of its parts. */
const Value = z.union([z.int(), Rate]);

/**
 * A figure of the week, with the week before (环比) and the same days of last year (同比). Null: 无数据, because the rows do
 * not reach back so far, or the past state is not kept; a rate of which the denominator is 0 is no data either, and shown so.
 */
export const Kpi = z.object({
  id: z.enum(['reported', 'closed', 'on-time', 'closing', 'overdue', 'whistles', 'arrived']),
  now: Value.nullable(),
  week: Value.nullable(),
  year: Value.nullable(),
  /** `?from=…` of the case desk with the rows of `now`; null where the rows are whistles. */
  rows: z.string().nullable(),
});
export type Kpi = z.infer<typeof Kpi>;

/** 会议材料. Made by the service; frozen, as it is, when the meeting opens. */
export const MeetingPack = z.object({
  /** When it was computed. */
  asOf: Millis,
  /** The week that is reported: the seven days before `asOf`. */
  week: z.object({ from: Millis, to: Millis }),
  last: z.array(LastDecision),
  kpis: z.array(Kpi),
  items: z.array(ItemCard),
  /** How many there are of each source, and how many of them are among `items`. */
  tallies: z.array(z.object({ source: ItemSource, total: z.int(), listed: z.int() })),
  /** Sub-classes with the most reports of the week (高发小类). */
  hot: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      count: z.int(),
      before: z.int().nullable(),
      rows: z.string(),
    }),
  ),
  /** Grids in which most was reported more than in the week before (热力差); null: no data of the week before. */
  heat: z
    .array(
      z.object({ grid: z.string(), name: z.string(), count: z.int(), before: z.int(), rows: z.string() }),
    )
    .nullable(),
  /** What no source here tells: shown as 无数据, never as 0. */
  unknown: z.array(z.enum(['dissatisfied-cases', 'bounced-cases', 'rework-cases', 'cases', 'whistles'])),
});
export type MeetingPack = z.infer<typeof MeetingPack>;

/** A pack on its way to a window. `hash`: SHA-256 of its canonical JSON; null while it is not frozen. */
export const PackAnswer = z.object({ pack: MeetingPack, hash: z.string().nullable() });
export type PackAnswer = z.infer<typeof PackAnswer>;
