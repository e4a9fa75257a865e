import type { OrderLogLine, OrderView } from '../contract/orderViews.ts';
import type { Operator } from '../contract/people.ts';
import type { OrderEvent } from './events.ts';
import { offeredTo } from './offered.ts';
import { type RowContext, rowOf } from './row.ts';
import type { OrderState } from './state.ts';
import { type NameOf, saidOf } from './words.ts';

/** The page of one order with its log, for somebody; `reader` null: nobody is signed in. */
export function viewOf(
  state: OrderState,
  log: readonly OrderEvent[],
  context: RowContext & { reader: Operator | null; nameOf: NameOf },
): OrderView {
  const { reader, nameOf, now } = context;
  const { name, org } = state.registered.by;
  const exempt = new Set(state.marks.filter((mark) => mark.exempt).map(({ id }) => id));
  return {
    row: rowOf(state, context),
    order: state.order,
    registeredBy: { name, org },
    signed: [...state.signed],
    extension: state.extension,
    suspendedUntil: state.rest?.until ?? null,
    carried: state.carries.map(({ series, year, number, at }) => ({ series, year, number, at })),
    offered: offeredTo(state, reader, now),
    log: log.map((event) => lineOf(event, nameOf, exempt)),
  };
}

function lineOf(event: OrderEvent, nameOf: NameOf, exempt: ReadonlySet<string>): OrderLogLine {
  const { text, note, evidence } = saidOf(event, nameOf);
  const mark = 'mark' in event ? event.mark.id : null;
  return {
    ...{ seq: event.seq, at: event.at, by: event.by?.name ?? null, org: event.by?.org ?? null },
    ...{ type: event.type, text, note, evidence: [...evidence] },
    exempt: mark !== null && exempt.has(mark),
  };
}
