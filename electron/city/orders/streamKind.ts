import type { OrderSubject } from '../../../shared/contract/orders.ts';
import type { AnyOrderCommand, OrderContext, OrderRefusal } from '../../../shared/order/context.ts';
import { orderDecider } from '../../../shared/order/decider.ts';
import type { OrderEvent } from '../../../shared/order/events.ts';
import { ORDER_FOLD_VERSION } from '../../../shared/order/foldVersion.ts';
import { timerCommandId } from '../../../shared/order/number.ts';
import type { OrderState } from '../../../shared/order/state.ts';
import { calendarOf } from '../../../shared/pack/placer.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import type { Streams } from '../journal/openJournal.ts';
import type { StreamKind } from '../journal/streamKind.ts';
import type { CityStore } from '../ports.ts';
import type { AttachmentTable } from '../store/attachmentTable.ts';
import { orderColumnsOf, orderTimerRows } from '../store/orderProjection.ts';
import type { OrderTable } from '../store/orderTable.ts';
import { UnknownOrder } from './refused.ts';

export type OrderStreams = Streams<OrderState, AnyOrderCommand, OrderEvent, OrderRefusal>;

export type OrderLookups = {
  table: OrderTable;
  cases: Pick<CityStore, 'detail'>;
  attachments: Pick<AttachmentTable, 'one'>;
  /** The pack with the working calendar in force. */
  pack(): CityPack;
  hasWhistle(id: string): boolean;
};

/** Supervision orders (督办件) as a kind of stream: the rules with their context in the city. */
export function orderKind(
  around: OrderLookups,
): StreamKind<OrderState, AnyOrderCommand, OrderEvent, OrderRefusal> {
  const { table, attachments } = around;

  function exists({ kind, id }: OrderSubject, now: number): boolean {
    return kind === 'case' ? around.cases.detail(id, now) !== null : around.hasWhistle(id);
  }

  return {
    kind: orderDecider.kind,
    foldVersion: ORDER_FOLD_VERSION,
    /** @throws UnknownOrder; the command then has no entry */
    decide(id, state, command, { by, at }) {
      if (state === null && command.type !== 'register') throw new UnknownOrder(id);
      const pack = around.pack();
      const context: OrderContext = {
        ...{ id, now: at, calendar: calendarOf(pack), by, orgs: pack.manifest.orgs },
        nextNumber: (series, year) => ({ series, year, number: table.lastNumber(series, year) + 1 }),
        exists: (subject) => exists(subject, at),
        hasFile: (hash) => attachments.one(hash) !== null,
        drawn: table.isDrawn(id),
      };
      return orderDecider.decide(state, command, context);
    },
    evolve: orderDecider.evolve,
    // The order's own log already shows every act.
    audited: () => false,
    timers: orderTimerRows,
    notices: () => [],
    writeTables: (stream, id, state) => table.write(stream, id, orderColumnsOf(state)),
    expireCommand: (id, timer) => ({ type: 'expire', commandId: timerCommandId(id, timer), timer }),
  };
}
