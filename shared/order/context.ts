import type { OrderCommand } from '../contract/orderCommands.ts';
import type { OrderNumber, OrderSubject } from '../contract/orders.ts';
import type { Operator } from '../contract/people.ts';
import type { KnownError } from '../errors/errorText.ts';
import type { Decision } from '../journal/decider.ts';
import type { OrgKind } from '../people/roleRules.ts';
import type { WorkingCalendar } from '../time/calendar.ts';
import type { OrderEvent } from './events.ts';
import type { OrderState } from './state.ts';

/** What the system does: a timer that falls due, and another working calendar. */
export type OrderSystemCommand = { commandId: string } & (
  | { type: 'expire'; timer: string }
  | { type: 'rejudge' }
);
export type AnyOrderCommand = OrderCommand | OrderSystemCommand;

/** The context of a command. `now` UTC ms. */
export type OrderContext = {
  id: string;
  now: number;
  calendar: WorkingCalendar;
  /** Null: the system. */
  by: Operator | null;
  orgs: readonly { code: string; name: string; kind: OrgKind }[];
  /** The next number of a register in a year. */
  nextNumber(series: string, year: number): OrderNumber;
  exists(subject: OrderSubject): boolean;
  /** Whether a file was uploaded, by the SHA-256 of its content. */
  hasFile(hash: string): boolean;
  /** Whether the last closing was drawn for a look again (回头看抽中). */
  drawn: boolean;
};

export type OrderRefusal = { error: KnownError; kind: 'forbidden' | 'conflict' | 'invalid' };
export type OrderDecision = Decision<OrderState, OrderEvent, OrderRefusal>;

/** Thrown by a rule to refuse; always caught in `decide`. */
export class OrderRefused extends Error {
  readonly refusal: OrderRefusal;
  constructor(kind: OrderRefusal['kind'], error: KnownError) {
    super(error.code);
    this.name = 'OrderRefused';
    this.refusal = { error, kind };
  }
}

/** Refuses because of role, unit or an earlier act. */
export function forbid(error: KnownError): never {
  throw new OrderRefused('forbidden', error);
}
/** Refuses because of the state of the order. */
export function conflict(error: KnownError): never {
  throw new OrderRefused('conflict', error);
}
/** Refuses because something in the command is wrong. */
export function invalid(error: KnownError): never {
  throw new OrderRefused('invalid', error);
}
