import type { Meeting, MeetingDecision } from '../../../shared/contract/meeting.ts';
import type { NewOrder } from '../../../shared/contract/orders.ts';
import type { Operator } from '../../../shared/contract/people.ts';
import type { OrderProgress } from '../../../shared/meeting/lastDecisions.ts';
import type { Orders } from '../orders/createOrders.ts';
import { OrderActRefused } from '../orders/refused.ts';
import type { Logger } from '../ports.ts';

/** 会议督办: the register of orders that come from meetings. */
const SERIES = '会督';
const MOST_TITLE = 120;

type Made = NonNullable<MeetingDecision['order']>;

/** What a meeting does with orders (督办件). All of it within the turn of the meeting's own step. */
export type MeetingOrders = {
  /** Makes the order of a decision that was read back, and assigns it; the same decision makes one order. @throws OrderActRefused */
  make(
    meeting: Meeting,
    decision: MeetingDecision,
    item: { problem: string; series: string },
    by: Operator,
  ): Promise<Made>;
  /** Carries an order over past its date (结转); at the third time it climbs. One that cannot be carried is left as it is. */
  carry(meeting: Meeting, order: string, series: string, by: Operator): Promise<void>;
  /** Null: there is no such order. */
  progress(order: string): OrderProgress | null;
};

export function createMeetingOrders(orders: Orders, logger: Logger): MeetingOrders {
  const placeOf = (meeting: Meeting, series: string, item: string) => ({
    ...{ series, year: meeting.year, number: meeting.number, item },
  });
  return {
    async make(meeting, decision, { problem, series }, by) {
      const { lead, co, due, text, acceptance, item } = decision;
      if (lead === null) throw new RangeError('an order without its lead unit');
      const order: NewOrder = {
        ...{ series: SERIES, title: problem.slice(0, MOST_TITLE), content: text, acceptance },
        origin: { kind: 'meeting', meeting: placeOf(meeting, series, decision.id) },
        ...{ lead: lead.org, coUnits: co.map(({ org }) => org), leader: '', contact: '' },
        ...{ due: due?.date ?? null, feedback: { kind: 'once' }, subjects: subjectsOf(item) },
      };
      const commandId = `meeting-${meeting.id}-${decision.id}`;
      const { state } = await orders.issueInTurn(commandId, order, by);
      const view = orders.viewOf(state, null);
      return { id: state.id, number: view.row.numberText };
    },
    async carry(meeting, order, series, by) {
      const carried = { meeting: placeOf(meeting, series, order), note: '' };
      try {
        await orders.carryInTurn(`carry-${meeting.id}-${order}`, order, carried, by);
      } catch (error) {
        // The meeting opens all the same, and its pack tells how the order stands.
        if (!(error instanceof OrderActRefused)) throw error;
        logger.warn({ order, meeting: meeting.id, code: error.code }, 'order not carried over');
      }
    },
    progress(order) {
      const row = orders.view(order, null)?.row;
      if (row === undefined) return null;
      const { numberText, stage, clock, carries, lastFeedback, closedAt, updatedAt } = row;
      return {
        number: numberText,
        state: stage === 'closed' ? 'done' : stage === 'cancelled' ? 'cancelled' : 'open',
        note: lastFeedback?.text ?? '',
        due: clock === null ? null : { date: clock.due, at: clock.dueAt },
        carries,
        endedAt: stage === 'cancelled' ? updatedAt : closedAt,
      };
    },
  };
}

function subjectsOf(item: string): NewOrder['subjects'] {
  const [kind, ...rest] = item.split(':');
  const id = rest.join(':');
  return kind === 'whistle' || kind === 'case' ? [{ kind, id }] : [];
}
