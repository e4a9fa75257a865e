import { randomUUID } from 'node:crypto';
import type { OrderCommand } from '../../../shared/contract/orderCommands.ts';
import type { MeetingItem, NewOrder } from '../../../shared/contract/orders.ts';
import type {
  OrderDraw,
  OrderDraws,
  OrderFilter,
  OrderListQuery,
  OrderPage,
  OrderRow,
  OrderView,
} from '../../../shared/contract/orderViews.ts';
import type { Operator } from '../../../shared/contract/people.ts';
import { rejudgedBy } from '../../../shared/order/decider.ts';
import type { DrawState } from '../../../shared/order/draw.ts';
import type { OrderEvent } from '../../../shared/order/events.ts';
import { orderId } from '../../../shared/order/number.ts';
import { type RowContext, rowOf } from '../../../shared/order/row.ts';
import type { OrderState } from '../../../shared/order/state.ts';
import { viewOf } from '../../../shared/order/view.ts';
import { calendarOf } from '../../../shared/pack/placer.ts';
import { CalendarGap } from '../../../shared/time/calendarGap.ts';
import { localDate } from '../../../shared/time/zone.ts';
import type { CityJournal, Outcome } from '../journal/openJournal.ts';
import type { Clock, Logger } from '../ports.ts';
import type { JournalTable } from '../store/journalTable.ts';
import type { ListedOrder, OrderListFilter } from '../store/orderTable.ts';
import { type DrawStreams, drawKind } from './drawKind.ts';
import { OrderActRefused } from './refused.ts';
import { type OrderLookups, type OrderStreams, orderKind } from './streamKind.ts';

/** The outcome of an act: the order after it, and whether the command had been answered before. */
export type OrderOutcome = { state: OrderState; repeated: boolean };

/** Supervision orders (督办件) of one city and their register (督办台账). */
export type Orders = {
  /**
   * Executes a command, after firing all due timers. @throws OrderActRefused, UnknownOrder, CommandIdReused, StoreError
   */
  act(id: string, command: OrderCommand, by: Operator): Promise<OrderOutcome>;
  /**
   * For a meeting: makes an order and assigns it at once, within a turn of the caller's own kind. The same command id makes
   * one order. @throws as `act`
   */
  issueInTurn(commandId: string, order: NewOrder, by: Operator): Promise<OrderOutcome>;
  /** For a meeting: carries an order (转结), within a turn of the caller's own kind. @throws as `act` */
  carryInTurn(
    commandId: string,
    id: string,
    carried: { meeting: MeetingItem; note: string },
    by: Operator,
  ): Promise<OrderOutcome>;
  /** The page of an order; null if there is none. `reader` null: nobody is signed in. */
  view(id: string, reader: Operator | null): OrderView | null;
  viewOf(state: OrderState, reader: Operator | null): OrderView;
  list(query: OrderListQuery, offset: number): OrderPage;
  /** All lines of a filter, in its order, to be exported. */
  rows(filter: OrderFilter): OrderRow[];
  /** Of one order, for what it is about; null if there is none. */
  subjects(id: string): NewOrder['subjects'] | null;
  /** Draws of re-checks (回头看): those done, and the months that wait for theirs. */
  draws(): OrderDraws;
  /** Draws the re-checks of a month. @throws OrderActRefused, CommandIdReused */
  draw(month: string, commandId: string, by: Operator): Promise<OrderDraw>;
  /** The name of an organisation. */
  nameOf(org: string): string;
  /** Judges every open order again, after the working calendar has changed. Before the journal starts: `first`. */
  rejudge(first: boolean): Promise<void>;
};

export type OrdersParts = OrderLookups & {
  journal: CityJournal;
  journalTable: Pick<JournalTable, 'head'>;
  clock: Clock;
  logger: Logger;
  /** The name of an organisation, also of one that only earlier packs had. */
  nameOf(org: string): string;
};

/** Creates the orders over a store. `rejudge` is to be called before the journal starts. */
export function createOrders(parts: OrdersParts): Orders {
  const { journal, journalTable, table, clock, logger, nameOf } = parts;
  const zone = (): string => parts.pack().manifest.zone;
  const streams: OrderStreams = journal.register(() => orderKind(parts));
  const draws: DrawStreams = journal.register(() => drawKind(table, journalTable, zone));

  const contextOf = (drawn: boolean): RowContext => ({
    ...{ now: clock.now(), calendar: calendarOf(parts.pack()), drawn },
  });

  function pageOf(state: OrderState, reader: Operator | null): OrderView {
    // Later commands may have added events: use the log up to this state only.
    const log = streams.events(state.id, 0).slice(0, state.seq);
    return viewOf(state, log, { ...contextOf(table.isDrawn(state.id)), reader, nameOf });
  }

  function rowsOf(listed: readonly ListedOrder[]): OrderRow[] {
    return listed.map(({ id, drawn, ...stored }) => rowOf(streams.read(id, stored), contextOf(drawn === 1)));
  }

  const carriedBy = (commandId: string, { meeting, note }: { meeting: MeetingItem; note: string }) =>
    ({ type: 'carry', commandId, seen: null, meeting, note }) as const;

  return {
    nameOf,
    act: (id, command, by) => streams.turn(async (act) => passed(await act(id, command, by, nothing))),
    async issueInTurn(commandId, order, by) {
      const command = { type: 'register', commandId, seen: null, order, assign: true } as const;
      return passed(await streams.actWithin(orderId(commandId), command, by, nothing));
    },
    carryInTurn: async (commandId, id, carried, by) =>
      passed(await streams.actWithin(id, carriedBy(commandId, carried), by, nothing)),
    view(id, reader) {
      const state = streams.load(id);
      return state === null ? null : pageOf(state, reader);
    },
    viewOf: pageOf,
    list(query, offset) {
      const filter = filterOf(query, clock.now());
      const items = rowsOf(table.page(filter, query.sort, offset, query.limit));
      const total = table.count(filter);
      const next = offset + items.length;
      return { items, total, nextCursor: next < total ? String(next) : null };
    },
    rows: (filter) => rowsOf(table.page(filterOf(filter, clock.now()), filter.sort, 0, MOST_ROWS)),
    subjects: (id) => streams.load(id)?.order.subjects ?? null,
    draws: () => ({
      pending: table.undrawnBefore(localDate(clock.now(), zone()).slice(0, 7)),
      items: table.drawnMonths().flatMap((month) => {
        const state = draws.load(month);
        return state === null ? [] : [drawOf(state)];
      }),
    }),
    async draw(month, commandId, by) {
      const outcome = await draws.turn((act) => act(month, { type: 'draw', commandId }, by, nothing));
      if (!outcome.ok) throw new OrderActRefused(outcome.refusal);
      return drawOf(outcome.state);
    },
    async rejudge(first) {
      const turn = first ? streams.turnBeforeTimers : streams.turn;
      await turn(async (act) => {
        for (const id of table.openIds()) {
          const state = streams.load(id);
          if (state === null || !isMoved(state)) continue;
          await act(id, { type: 'rejudge', commandId: `rejudge-${randomUUID()}` }, null, nothing);
        }
      });
    },
  };

  /** Whether the calendar in force moves a limit or a mark of an order; what it cannot count stays as it is. */
  function isMoved(state: OrderState): boolean {
    try {
      return rejudgedBy(state, contextOf(false)).length > 0;
    } catch (error) {
      if (!(error instanceof CalendarGap)) throw error;
      logger.warn({ order: state.id, code: error.code }, 'order not judged again');
      return false;
    }
  }
}

/** A sheet of Excel and WPS has 1,048,576 rows. */
const MOST_ROWS = 1_000_000;

/** @throws OrderActRefused */
function passed(outcome: Outcome<OrderState, OrderEvent, OrderActRefusedParts>): OrderOutcome {
  if (!outcome.ok) throw new OrderActRefused(outcome.refusal);
  return { state: outcome.state, repeated: outcome.repeated };
}
type OrderActRefusedParts = ConstructorParameters<typeof OrderActRefused>[0];

function filterOf(query: OrderFilter, now: number): OrderListFilter {
  return {
    stages: query.stage ?? [],
    leads: query.lead ?? [],
    origins: query.origin ?? [],
    meeting: query.meeting ?? null,
    overdue: query.overdue ?? null,
    recheck: query.recheck ?? null,
    text: query.q === undefined || query.q === '' ? null : query.q,
    now,
  };
}

function drawOf({ month, at, by, seed, pool, drawn }: DrawState): OrderDraw {
  return { month, at, by: by.name, seed, pool: [...pool], drawn: [...drawn] };
}

function nothing(): void {}
