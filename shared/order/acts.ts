import type { OrderCommand } from '../contract/orderCommands.ts';
import { localDate } from '../time/zone.ts';
import { afterRest, feedbackFrom, startAgain, startClock } from './clock.ts';
import { conflict, forbid, invalid, type OrderContext } from './context.ts';
import { addDays, endOfDay } from './days.ts';
import { checkDraft, checkFiles, checkUnits } from './draft.ts';
import type { OrderEventData } from './events.ts';
import { CARRIES_TO_CLIMB, MOST_DAYS_AHEAD, MOST_EXTENSIONS, RECHECK } from './limits.ts';
import { rejudge } from './rejudge.ts';
import { CHAIR } from './rights.ts';
import type { OrderState } from './state.ts';

/** An act on an order that is registered; the table of rights has let it pass. */
export type OrderAct = Exclude<OrderCommand, { type: 'register' }>;
type Of<T extends OrderAct['type']> = Extract<OrderAct, { type: T }>;

/** The events of an act. @throws OrderRefused, CalendarGap */
export function eventsOf(state: OrderState, command: OrderAct, context: OrderContext): OrderEventData[] {
  const { now, calendar } = context;
  if ('evidence' in command) checkFiles(command.evidence, context);
  switch (command.type) {
    case 'revise':
      if (command.order.series !== state.number.series) invalid({ code: 'order-series', parameters: {} });
      checkDraft(command.order, context);
      return [{ type: 'revised', order: command.order }];
    case 'assign':
      checkDraft(state.order, context);
      return [assigned(state.order, context)];
    case 'sign':
      return [sign(state, context)];
    case 'feedback': {
      const { text, evidence } = command;
      const org = context.by?.org ?? '';
      const own = org === state.order.lead;
      const feedback = own ? feedbackFrom(now, state.order.feedback, calendar) : state.feedback;
      return [{ type: 'feedback', org, text, evidence, feedback }];
    }
    case 'ask-extension':
      return [askExtension(state, command, context)];
    case 'grant-extension': {
      if (state.extension === null) return conflict({ code: 'order-extension-none', parameters: {} });
      const { clock, exempt } = rejudge(withClock(state), state.extension.until, now, calendar);
      return [{ type: 'extension-granted', note: command.note, clock, exempt }];
    }
    case 'refuse-extension':
      if (state.extension === null) conflict({ code: 'order-extension-none', parameters: {} });
      return [{ type: 'extension-refused', reason: command.reason }];
    case 'ask-closing': {
      const { result, evidence } = command;
      return [{ type: 'closing-asked', result, evidence }];
    }
    case 'check':
      return [check(state, command, context)];
    case 'close':
      return [
        {
          type: 'closed',
          archive: command.archive,
          month: localDate(now, calendar.zone).slice(0, 7),
        },
      ];
    case 'urge':
      return [{ type: 'urged', text: command.text }];
    case 'change-lead':
      return [changeLead(state, command, context)];
    case 'suspend':
      return [suspend(command, context)];
    case 'resume':
      return [{ type: 'resumed', reason: command.reason, ...goingOn(state, context) }];
    case 'carry':
      return carry(state, command);
    case 'recheck':
      return recheck(state, command, context);
    case 'cancel':
      return [{ type: 'cancelled', reason: command.reason }];
  }
}

/** 交办: the clock starts. @throws CalendarGap */
export function assigned(order: OrderState['order'], { now, calendar }: OrderContext): OrderEventData {
  return {
    type: 'assigned',
    clock: startClock(order, now, calendar),
    feedback: feedbackFrom(now, order.feedback, calendar),
  };
}

/** The clock of an order that goes on after a rest. @throws CalendarGap */
export function goingOn(state: OrderState, { now, calendar }: OrderContext) {
  const { rest } = state;
  const clock = afterRest(withClock(state), rest?.since ?? now, now, calendar);
  return {
    clock: clock ?? withClock(state).clock,
    feedback: feedbackFrom(now, state.order.feedback, calendar),
  };
}

/** @throws RangeError for an order without a clock; no stage that the table allows has none */
export function withClock(state: OrderState): OrderState & { clock: NonNullable<OrderState['clock']> } {
  const { clock } = state;
  if (clock === null) throw new RangeError(`order ${state.id} has no clock`);
  return { ...state, clock };
}

function sign(state: OrderState, { by }: OrderContext): OrderEventData {
  const org = by?.org ?? '';
  if (state.signed.some((one) => one.org === org)) conflict({ code: 'order-signed', parameters: {} });
  return { type: 'signed', org };
}

function askExtension(
  state: OrderState,
  { until, reason }: Of<'ask-extension'>,
  { now, calendar }: OrderContext,
): OrderEventData {
  const { clock } = withClock(state);
  if (state.extension !== null) conflict({ code: 'order-extension-open', parameters: {} });
  if (now >= clock.dueAt) conflict({ code: 'order-extension-late', parameters: {} });
  if (state.extensions >= MOST_EXTENSIONS)
    conflict({ code: 'order-extension-most', parameters: { most: MOST_EXTENSIONS } });
  if (until <= clock.due || until > addDays(localDate(now, calendar.zone), MOST_DAYS_AHEAD))
    invalid({ code: 'order-extension-date', parameters: {} });
  return { type: 'extension-asked', until, reason };
}

function check(state: OrderState, command: Of<'check'>, context: OrderContext): OrderEventData {
  const { passed, onSite, opinion, evidence } = command;
  if (passed) return { type: 'check-passed', onSite, opinion, evidence };
  return { type: 'check-refused', onSite, opinion, evidence, ...goingOn(state, context) };
}

function changeLead(
  { order }: OrderState,
  { lead, coUnits, reason, meeting }: Of<'change-lead'>,
  context: OrderContext,
): OrderEventData {
  if (meeting === null && !context.by?.roles.some((role) => CHAIR.includes(role)))
    forbid({ code: 'order-chair', parameters: {} });
  checkUnits(lead, coUnits, context);
  const same = (units: readonly string[]): string => [...units].sort().join('\n');
  if (lead === order.lead && same(coUnits) === same(order.coUnits))
    invalid({ code: 'order-same-lead', parameters: {} });
  return { type: 'lead-changed', lead, coUnits, reason, meeting };
}

function suspend({ until, reason }: Of<'suspend'>, { now, calendar }: OrderContext): OrderEventData {
  const today = localDate(now, calendar.zone);
  if (until <= today || until > addDays(today, MOST_DAYS_AHEAD))
    invalid({ code: 'order-suspend-date', parameters: {} });
  return { type: 'suspended', until, reason, resumeAt: endOfDay(until, calendar.zone) };
}

function carry(state: OrderState, { meeting, note }: Of<'carry'>): OrderEventData[] {
  const before = state.carries;
  const twice = before.some(
    ({ series, year, number }) =>
      series === meeting.series && year === meeting.year && number === meeting.number,
  );
  if (twice) conflict({ code: 'order-carried', parameters: {} });
  const carries = before.length + 1;
  const climbs = carries >= CARRIES_TO_CLIMB && !state.escalated;
  return [{ type: 'carried', meeting, note }, ...(climbs ? [{ type: 'escalated' as const, carries }] : [])];
}

function recheck(
  state: OrderState,
  { held, opinion, evidence }: Of<'recheck'>,
  { now, calendar, drawn }: OrderContext,
): OrderEventData[] {
  if (state.recheck !== null && held) conflict({ code: 'order-recheck-done', parameters: {} });
  const closed = localDate(state.closedAt ?? now, calendar.zone);
  if (held && localDate(now, calendar.zone) < addDays(closed, RECHECK.fromDays))
    conflict({ code: 'order-recheck-early', parameters: { days: RECHECK.fromDays } });
  const looked: OrderEventData = { type: 'rechecked', held, drawn, opinion, evidence };
  if (held) return [looked];
  return [
    looked,
    {
      type: 'rebounded',
      clock: startAgain(state.order, now, calendar),
      feedback: feedbackFrom(now, state.order.feedback, calendar),
    },
  ];
}
