import type { OrderClock as ClockView, OrderRow } from '../contract/orderViews.ts';
import type { WorkingCalendar } from '../time/calendar.ts';
import { provisionalOf } from '../time/provisional.ts';
import { localDate } from '../time/zone.ts';
import { addDays, daysBetween } from './days.ts';
import { REBOUND_WEIGHT, RECHECK } from './limits.ts';
import { numberText } from './number.ts';
import { judgedAt, type OrderState, RUNNING, rungOf } from './state.ts';

/** What a line of the register stands on. `now` UTC ms; `drawn`: the last closing was drawn for a look again. */
export type RowContext = { now: number; calendar: WorkingCalendar; drawn: boolean };

/** One line of the register (督办台账). */
export function rowOf(state: OrderState, { now, calendar, drawn }: RowContext): OrderRow {
  const { order, marks } = state;
  const { origin } = order;
  const { zone } = calendar;
  const counted = marks.filter(({ exempt }) => !exempt);
  const closed = state.closedAt === null ? null : localDate(state.closedAt, zone);
  return {
    ...{ id: state.id, seq: state.seq, number: state.number, numberText: numberText(state.number) },
    registeredAt: state.registered.at,
    origin: origin.kind,
    meeting: origin.kind === 'meeting' ? withoutItem(origin.meeting) : null,
    ...{ title: order.title, content: order.content, acceptance: order.acceptance },
    ...{ lead: order.lead, coUnits: order.coUnits, leader: order.leader, contact: order.contact },
    assignedAt: state.assignedAt,
    clock: clockView(state, now, calendar),
    feedback: order.feedback,
    lastFeedback: state.lastFeedback,
    feedbackDueAt: RUNNING.includes(state.stage) ? (state.feedback?.dueAt ?? null) : null,
    feedbackMissed: counted.filter(({ kind }) => kind === 'feedback').length,
    stage: state.stage,
    extensions: state.extensions,
    urged: state.urged + counted.filter(({ kind }) => kind === 'rung').length,
    rung: rungOf(state),
    carries: state.carries.length,
    ...{ escalated: state.escalated, refusedChecks: state.refusedChecks, rebounds: state.rebounds },
    weight: state.rebounds > 0 ? REBOUND_WEIGHT : 1,
    doneAt: state.doneAt,
    check: state.check,
    closedAt: state.closedAt,
    recheck: {
      drawn: drawn && closed !== null,
      from: drawn && closed !== null ? addDays(closed, RECHECK.fromDays) : null,
      to: drawn && closed !== null ? addDays(closed, RECHECK.toDays) : null,
      at: state.recheck?.at ?? null,
      held: state.recheck?.held ?? null,
    },
    archive: state.archive,
    updatedAt: state.updatedAt,
  };
}

function withoutItem({ series, year, number }: { series: string; year: number; number: number }) {
  return { series, year, number };
}

function clockView(state: OrderState, now: number, calendar: WorkingCalendar): ClockView | null {
  const { clock } = state;
  if (clock === null) return null;
  const { startedAt, due, dueAt, counted, source } = clock;
  const at = judgedAt(state, now);
  const overdue = state.stage !== 'cancelled' && at >= dueAt;
  return {
    ...{ startedAt, due, dueAt, counted, source, overdue, suspended: state.stage === 'suspended' },
    overdueDays: overdue ? daysBetween(due, localDate(at, calendar.zone)) : 0,
    provisional: provisionalOf(startedAt, dueAt, 'work_day', calendar),
  };
}
