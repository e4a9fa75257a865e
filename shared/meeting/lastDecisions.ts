import type { Meeting, MeetingDecision } from '../contract/meeting.ts';
import type { LastDecision, OutcomeState } from '../contract/meetingPack.ts';
import { daysPast } from './due.ts';

/** How far an order is, from the register (督办台账); `due` with the extensions that were granted. `carries`: until now. */
export type OrderProgress = {
  number: string;
  state: OutcomeState;
  note: string;
  due: { date: string; at: number } | null;
  carries: number;
  /** When it was closed or cancelled; null while it is not, UTC ms. */
  endedAt: number | null;
};

/** Nothing is left to do. */
export const isOver = (state: OutcomeState): boolean => state === 'done' || state === 'cancelled';

/** Earlier meetings of the series, oldest first, all opened. */
type Earlier = readonly Meeting[];

const stateOf = (decision: MeetingDecision, order: OrderProgress | null): OutcomeState =>
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
  orderOf: (meeting: string, decision: string) => OrderProgress | null,
): LastDecision[] {
  const last = earlier.at(-1);
  return earlier.toReversed().flatMap((meeting) =>
    meeting.decisions.filter(isOwed).flatMap((decision) => {
      const order = orderOf(meeting.id, decision.id);
      const state = stateOf(decision, order);
      const since = order === null ? (decision.outcome?.at ?? decision.at) : (order.endedAt ?? now);
      if (meeting !== last && isOver(state) && since < (last?.openedAt ?? 0)) return [];
      const due = order === null ? decision.due : order.due;
      const over = isOver(state);
      return [
        {
          ...{ meeting: meeting.id, meetingTitle: meeting.title, decision: decision.id },
          ...{ item: decision.item, kind: decision.kind, text: decision.text, lead: decision.lead },
          due: due?.date ?? null,
          state,
          note: order?.note ?? decision.outcome?.note ?? '',
          overdueDays: due === null || over ? null : daysPast(due.at, now),
          carries: due === null || over ? 0 : carriesOf(earlier, meeting, due.at, now, order),
          order: order?.number ?? null,
        },
      ];
    }),
  );
}

/** Meetings after `made`, the one at `now` included, that opened once the date had passed. */
function carriesOf(
  earlier: Earlier,
  made: Meeting,
  dueAt: number,
  now: number,
  order: OrderProgress | null,
): number {
  // The register counts those before; this meeting carries it once it opens.
  if (order !== null) return order.carries + (now >= dueAt ? 1 : 0);
  const times = [...earlier.slice(earlier.indexOf(made) + 1).map(({ openedAt }) => openedAt ?? 0), now];
  return times.filter((at) => at >= dueAt).length;
}
