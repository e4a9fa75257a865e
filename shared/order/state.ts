import type { MeetingItem, NewOrder, OrderNumber, OrderStage } from '../contract/orders.ts';
import type { FeedbackDue, OrderActor, OrderClock, OrderMark } from './events.ts';

/** The sides of an order: who commands it, who does it, who checks it. */
export type Side = 'command' | 'unit' | 'supervision';

/** A supervision order (督办件): the fold of its events. Times UTC ms. */
export type OrderState = {
  id: string;
  /** Number of events. */
  seq: number;
  number: OrderNumber;
  order: NewOrder;
  stage: OrderStage;
  registered: { at: number; by: OrderActor };
  updatedAt: number;
  assignedAt: number | null;
  /** 1, and one more for each rebound. */
  round: number;
  clock: OrderClock | null;
  feedback: FeedbackDue;
  signed: readonly { org: string; at: number; by: string }[];
  lastFeedback: { at: number; text: string } | null;
  extension: { until: string; reason: string; askedAt: number } | null;
  extensions: number;
  /** Everything that fired in any round; `exempt` (不计): the limit was moved afterwards. */
  marks: readonly (OrderMark & { round: number; exempt: boolean })[];
  /** 催办 by hand. */
  urged: number;
  /** Where the clock rests: suspended (挂账), or from the asking for the closing until its check. */
  rest: { since: number; stage: OrderStage; until: string | null; resumeAt: number | null } | null;
  carries: readonly (MeetingItem & { at: number })[];
  escalated: boolean;
  doneAt: number | null;
  check: { by: string; at: number; passed: boolean } | null;
  refusedChecks: number;
  closedAt: number | null;
  /** Local month of the closing, `2026-11`. */
  closedMonth: string | null;
  archive: string;
  /** 回头看 of the last closing. */
  recheck: { at: number; held: boolean; drawn: boolean } | null;
  rebounds: number;
  /** Ids of the operators who have acted for a side: nobody acts for two. */
  acted: Readonly<Record<Side, readonly string[]>>;
};

/** Stages in which the clock runs. */
export const RUNNING: readonly OrderStage[] = ['assigned', 'working'];
/** Stages in which nothing is left to do, but for a look again. */
export const ENDED: readonly OrderStage[] = ['closed', 'cancelled'];

/** The last rung (催办) of this round that counts, 0 for none. */
export function rungOf({ marks, round }: Pick<OrderState, 'marks' | 'round'>): 0 | 1 | 2 | 3 {
  const rungs = marks.filter((mark) => mark.kind === 'rung' && mark.round === round && !mark.exempt);
  return rungs.reduce<0 | 1 | 2 | 3>((most, { rung }) => (rung > most ? rung : most), 0);
}

/**
 * By when an order is judged: while its clock rests, when the rest began; once done, when it was done; otherwise `now`.
 * UTC ms.
 */
export function judgedAt({ stage, rest, doneAt }: OrderState, now: number): number {
  if (rest !== null) return rest.since;
  return ENDED.includes(stage) || stage === 'checked' ? (doneAt ?? now) : now;
}
