import { canonical } from '../../../shared/journal/canonical.ts';
import { numberText } from '../../../shared/order/number.ts';
import type { OrderState } from '../../../shared/order/state.ts';
import { timersOf } from '../../../shared/order/timers.ts';
import { meetingName } from '../../../shared/order/words.ts';
import type { OrderColumns } from './orderTable.ts';
import type { TimerRow } from './timerTable.ts';

/** The row of an order for lists. It depends only on the state, so that the integrity check can compute it again. */
export function orderColumnsOf(state: OrderState): OrderColumns {
  const { order, number, marks } = state;
  const { origin } = order;
  const rungs = marks.filter(({ kind, exempt }) => kind === 'rung' && !exempt).length;
  return {
    seq: state.seq,
    ...number,
    stage: state.stage,
    lead: order.lead,
    origin: origin.kind,
    meeting: origin.kind === 'meeting' ? meetingName(origin.meeting) : null,
    dueAt: state.clock?.dueAt ?? null,
    registeredAt: state.registered.at,
    urged: state.urged + rungs,
    carries: state.carries.length,
    closedMonth: state.closedMonth,
    rechecked: state.recheck !== null,
    words: [numberText(number), order.title, order.content].join('\n').toLocaleLowerCase('en'),
  };
}

export function orderTimerRows(state: OrderState): TimerRow[] {
  return timersOf(state).map((timer) => ({ id: timer.id, dueAt: timer.dueAt, body: canonical(timer) }));
}
