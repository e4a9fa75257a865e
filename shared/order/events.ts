import type { MeetingItem, NewOrder, OrderNumber } from '../contract/orders.ts';
import type { Role } from '../contract/people.ts';

/** Who did something; the name as it was then. */
export type OrderActor = { id: string; name: string; org: string; role: Role };

/**
 * The clock of an order. Dates are local days; times UTC ms. It stands in the events as it was computed, so that folding
 * needs no calendar.
 */
export type OrderClock = {
  startedAt: number;
  /** The date before the calendar: one that was named, or the start and some days. */
  counted: string;
  /** The working day at whose end the limit runs out. */
  due: string;
  /** End of that day. */
  dueAt: number;
  source: string;
  /** From when the next rung (催办) counts: the limit, or the last rung that counts. */
  base: number;
  /** When the next rung is reached; null after the third one, and while the clock rests. */
  rungAt: number | null;
};

/** Something that fired: a rung (1–3), or a feedback that did not come. `dueAt`: the limit by which it was due. */
export type OrderMark = {
  /** Also the id of its timer. */
  id: string;
  kind: 'rung' | 'feedback';
  rung: 0 | 1 | 2 | 3;
  dueAt: number;
  at: number;
  /** Of a rung: the date of the limit before the calendar, as it was then; otherwise null. */
  counted: string | null;
  /** From when it counted: the start of the cycle, or what the rung counted from. UTC ms. */
  from: number;
};

/** When a feedback is due, and from when its cycle runs; null where none is asked for. UTC ms. */
export type FeedbackDue = { from: number; dueAt: number } | null;

/** `seq` counts the events of the order from 1. `by` null: the system. */
type Head = { seq: number; at: number; by: OrderActor | null };

type Going = { clock: OrderClock; feedback: FeedbackDue };

export type OrderEventData =
  | { type: 'registered'; id: string; number: OrderNumber; order: NewOrder }
  | { type: 'revised'; order: NewOrder }
  | ({ type: 'assigned' } & Going)
  | { type: 'signed'; org: string }
  | { type: 'feedback'; org: string; text: string; evidence: string[]; feedback: FeedbackDue }
  | { type: 'extension-asked'; until: string; reason: string }
  | { type: 'extension-granted'; note: string; clock: OrderClock; exempt: string[] }
  | { type: 'extension-refused'; reason: string }
  | { type: 'closing-asked'; result: string; evidence: string[] }
  | { type: 'check-passed'; onSite: boolean; opinion: string; evidence: string[] }
  | ({ type: 'check-refused'; onSite: boolean; opinion: string; evidence: string[] } & Going)
  /** `month`: the local month, `2026-11`, whose draw (回头看) it belongs to. */
  | { type: 'closed'; archive: string; month: string }
  | { type: 'urged'; text: string }
  | { type: 'rung'; mark: OrderMark; clock: OrderClock }
  | { type: 'feedback-missed'; mark: OrderMark; feedback: FeedbackDue }
  | { type: 'lead-changed'; lead: string; coUnits: string[]; reason: string; meeting: MeetingItem | null }
  | { type: 'suspended'; until: string; resumeAt: number; reason: string }
  /** `reason` null: the day until which it was suspended is over. */
  | ({ type: 'resumed'; reason: string | null } & Going)
  | { type: 'carried'; meeting: MeetingItem; note: string }
  | { type: 'escalated'; carries: number }
  | { type: 'rechecked'; held: boolean; drawn: boolean; opinion: string; evidence: string[] }
  /** 反弹: opened again under its number, with the clock of a new round. */
  | ({ type: 'rebounded' } & Going)
  | { type: 'cancelled'; reason: string }
  /** The working calendar has changed: limits moved, marks that do not count any more. */
  | ({ type: 'rejudged'; exempt: string[] } & Going);

export type OrderEvent = Head & OrderEventData;
