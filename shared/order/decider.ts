import { canonical } from '../journal/canonical.ts';
import type { Decider } from '../journal/decider.ts';
import { CalendarGap } from '../time/calendarGap.ts';
import { localYear } from '../time/zone.ts';
import { assigned, eventsOf, goingOn, withClock } from './acts.ts';
import {
  type AnyOrderCommand,
  conflict,
  forbid,
  type OrderContext,
  type OrderDecision,
  type OrderRefusal,
  OrderRefused,
  type OrderSystemCommand,
} from './context.ts';
import { checkDraft } from './draft.ts';
import type { OrderActor, OrderEvent, OrderEventData } from './events.ts';
import { evolve } from './evolve.ts';
import { admit } from './guards.ts';
import { rejudge } from './rejudge.ts';
import { type OrderState, RUNNING } from './state.ts';
import { firedBy, timersOf } from './timers.ts';

/** Supervision orders (督办件) as streams of the journal, one each, from 立项 to 销号 and 回头看. */
export const orderDecider: Decider<OrderState, AnyOrderCommand, OrderEvent, OrderRefusal, OrderContext> = {
  kind: 'order',
  decide,
  evolve,
};

function decide(state: OrderState | null, command: AnyOrderCommand, context: OrderContext): OrderDecision {
  try {
    const { by, made } = eventsFor(state, command, context);
    return passed(state, made, by, context);
  } catch (error) {
    if (error instanceof OrderRefused) return { ok: false, refusal: error.refusal };
    if (error instanceof CalendarGap)
      return {
        ok: false,
        refusal: { kind: 'invalid', error: { code: error.code, parameters: error.parameters } },
      };
    throw error;
  }
}

type Made = { by: OrderActor | null; made: OrderEventData[] };

function eventsFor(state: OrderState | null, command: AnyOrderCommand, context: OrderContext): Made {
  if (command.type === 'expire' || command.type === 'rejudge')
    return { by: null, made: state === null ? [] : bySystem(state, command, context) };
  if (context.by === null) return forbid({ code: 'order-not-yours', parameters: {} });
  if (command.type === 'register') {
    if (state !== null) conflict({ code: 'order-exists', parameters: {} });
    return { by: admit(null, command, context.by), made: register(command, context) };
  }
  if (state === null) throw new RangeError(`${command.type} before the order was registered`);
  return { by: admit(state, command, context.by), made: eventsOf(state, command, context) };
}

function register(
  { order, assign }: Extract<AnyOrderCommand, { type: 'register' }>,
  context: OrderContext,
): OrderEventData[] {
  checkDraft(order, context);
  const year = localYear(context.now, context.calendar.zone);
  const number = context.nextNumber(order.series, year);
  return [
    { type: 'registered', id: context.id, number, order },
    ...(assign ? [assigned(order, context)] : []),
  ];
}

function bySystem(state: OrderState, command: OrderSystemCommand, context: OrderContext): OrderEventData[] {
  const { now, calendar } = context;
  if (command.type === 'rejudge') return rejudgedBy(state, context);
  const timer = timersOf(state).find(({ id }) => id === command.timer);
  if (timer === undefined || timer.dueAt > now) return conflict({ code: 'order-timer', parameters: {} });
  if (timer.kind === 'resume') return [{ type: 'resumed', reason: null, ...goingOn(state, context) }];
  return [firedBy(state, timer, now, calendar)];
}

/** What another working calendar changes; nothing where every limit and mark stands. @throws CalendarGap */
export function rejudgedBy(
  state: OrderState,
  context: Pick<OrderContext, 'now' | 'calendar'>,
): OrderEventData[] {
  const goesOn = RUNNING.includes(state.stage) || state.rest !== null;
  if (!goesOn || state.clock === null) return [];
  const found = rejudge(withClock(state), null, context.now, context.calendar);
  const same =
    found.exempt.length === 0 &&
    canonical(found.clock) === canonical(state.clock) &&
    canonical(found.feedback) === canonical(state.feedback);
  return same ? [] : [{ type: 'rejudged', ...found }];
}

function passed(
  before: OrderState | null,
  made: readonly OrderEventData[],
  by: OrderActor | null,
  { id, now }: OrderContext,
): OrderDecision {
  let state = before;
  const events = made.map((data): OrderEvent => {
    const event: OrderEvent = { ...data, seq: (state?.seq ?? 0) + 1, at: now, by };
    state = evolve(state, event);
    return event;
  });
  if (state === null) throw new RangeError('nothing was registered');
  return { ok: true, changes: [{ subject: id, events, state }] };
}
