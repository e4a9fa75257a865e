import type { Meeting, MeetingDecision } from '../contract/meeting.ts';
import type { LastDecision, OutcomeState } from '../contract/meetingPack.ts';
import { daysPast } from './due.ts';

/** How far an order is; from the register of orders. Null: there is none. */
export type OrderState = { number: string; state: OutcomeState; note: string };

/** Earlier meetings of the series, oldest first, all opened. */
type Earlier = readonly Meeting[];

const stateOf = (decision: MeetingDecision, order: OrderState | null): OutcomeState =>
  order?.state ?? decision.outcome?.state ?? 'open';

/**
 * Whether a decision is anybody's to finish. Closing is done by deciding it, and what is to be looked at again comes again as
 * an item.
 */
const isOwed = ({ kind }: MeetingDecision): boolean => kind !== 'close' && kind !== 'look-again';

/**
 * What became of the decisions of earlier meetings, as it stands at `now` in the meeting that comes after them (UTC ms): all
 * of the last meeting, of older ones those unfinished or finished since. A decision is carried over (结转) by a meeting at
 * which it stands unfinished past its date; within its date it is under way, and no carry counts.
 */
export function lastDecisions(
  earlier: Earlier,
  now: number,
  orderOf: (meeting: string, decision: string) => OrderState | null,
): LastDecision[] {
  const last = earlier.at(-1);
  return earlier.toReversed().flatMap((meeting) =>
    meeting.decisions.filter(isOwed).flatMap((decision) => {
      const order = orderOf(meeting.id, decision.id);
      const state = stateOf(decision, order);
      const since = decision.outcome?.at ?? decision.at;
      if (meeting !== last && state === 'done' && since < (last?.openedAt ?? 0)) return [];
      const { due } = decision;
      return [
        {
          ...{ meeting: meeting.id, meetingTitle: meeting.title, decision: decision.id },
          ...{ item: decision.item, kind: decision.kind, text: decision.text, lead: decision.lead },
          due: due?.date ?? null,
          state,
          note: order?.note ?? decision.outcome?.note ?? '',
          overdueDays: due === null || state === 'done' ? null : daysPast(due.at, now),
          carries: due === null || state === 'done' ? 0 : carriesOf(earlier, meeting, due.at, now),
          order: order?.number ?? decision.order,
        },
      ];
    }),
  );
}

/** Meetings after `made`, the one at `now` included, that opened once the date had passed. */
function carriesOf(earlier: Earlier, made: Meeting, dueAt: number, now: number): number {
  const times = [...earlier.slice(earlier.indexOf(made) + 1).map(({ openedAt }) => openedAt ?? 0), now];
  return times.filter((at) => at >= dueAt).length;
}
