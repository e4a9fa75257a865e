import { EXPORT_HEADERS, type ExportFormat } from '../../../shared/contract/exportCases.ts';
import type { OrderCommand } from '../../../shared/contract/orderCommands.ts';
import type { OrderAnswer } from '../../../shared/contract/orderViews.ts';
import type { Operator } from '../../../shared/contract/people.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { orderId } from '../../../shared/order/number.ts';
import { CommandIdReused } from '../journal/openJournal.ts';
import { type OrderActRefused, UnknownOrder } from '../orders/refused.ts';
import { operatorOf } from '../people/operatorOf.ts';
import { ApiError, notFound, sentErrorResponse } from './apiError.ts';
import { contentDisposition } from './contentDisposition.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountJson, mountRaw } from './mount.ts';
import { requireOperator, requireSession, sessionOfRequest } from './requestSession.ts';

const STATUS = { forbidden: 403, conflict: 409, invalid: 422 } as const;
const TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The response to an act on an order that a rule refuses. */
export function orderRefusal(error: OrderActRefused): Response {
  return sentErrorResponse(STATUS[error.kind], error);
}

/** Supervision orders (督办件): any window but a wall may read them; only signed-in operators act, in their own name. */
export function orderRoutes(mount: Mount, deps: ApiDeps): void {
  const { people, orders } = deps;

  /** Whose acts are offered; null: nobody's. */
  const readerOf = (request: Request): Operator | null => {
    const signed = sessionOfRequest(people, request);
    return signed === null || signed.session.delegation !== null ? null : operatorOf(signed.operator);
  };

  /** @throws ApiError 401; 403 in the name of somebody else: an order asks who it was */
  const actorOf = (request: Request): Operator => {
    const { operator, session } = requireSession(people, request);
    if (session.delegation !== null) throw new ApiError(403, 'order-own-name', {});
    return operatorOf(operator);
  };

  async function once<T>(work: () => Promise<T>, id: string): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof UnknownOrder) throw notFound('order', id);
      if (!(error instanceof CommandIdReused)) throw error;
      throw new ApiError(409, 'command-id-reused', {});
    }
  }

  async function command(id: string, body: OrderCommand, request: Request): Promise<OrderAnswer> {
    const by = actorOf(request);
    // The order's id is derived from the command that registers it and cannot be chosen.
    if (body.type === 'register' && id !== orderId(body.commandId)) throw notFound('order', id);
    const { state, repeated } = await once(() => orders.act(id, body, by), id);
    return { view: orders.viewOf(state, by), repeated };
  }

  mountJson(mount, routes.orders, ({ query }) => {
    const offset = query.cursor === undefined ? 0 : Number(query.cursor);
    if (!Number.isSafeInteger(offset) || offset < 0) throw new ApiError(400, 'bad-cursor', {});
    return orders.list(query, offset);
  });
  mountJson(mount, routes.createOrder, ({ body, request }) =>
    command(orderId(body.commandId), body, request),
  );

  // Fixed words before `:id`, so that «draws» is never taken for an order.
  mountJson(mount, routes.orderDraws, () => orders.draws());
  mountJson(mount, routes.drawOrders, ({ body, request }) => {
    const by = actorOf(request);
    return once(() => orders.draw(body.month, body.commandId, by), body.month);
  });
  mountRaw(mount, routes.exportOrders, ({ query, body, request }) => {
    requireSession(people, request);
    const file = deps.orderExports.begin(requireOperator(people, request), query, body);
    return new Response(file.body, {
      headers: {
        'Content-Type': TYPES[body.format],
        'Content-Disposition': contentDisposition('attachment', file.filename),
        'Cache-Control': 'no-store',
        [EXPORT_HEADERS.count]: String(file.count),
        [EXPORT_HEADERS.number]: file.number,
      },
    });
  });

  mountJson(mount, routes.order, ({ id, request }) => {
    const found = orders.view(id, readerOf(request));
    if (found === null) throw notFound('order', id);
    return found;
  });
  mountJson(mount, routes.commandOrder, ({ id, body, request }) => command(id, body, request));
}
